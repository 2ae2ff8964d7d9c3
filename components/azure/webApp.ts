import type { Arm, ArmRequest } from "./arm";
import { unlessAbsent } from "./armError";
import { propertiesIn } from "./properties";

/** The app settings of a web app or of one of its deployment slots, by name. */
export type AppSettings = Readonly<Record<string, string>>;

/** What the platform made of a Key Vault reference in a setting. */
export interface ReferenceStatus {
    /** `Resolved`, or what is wrong, such as `SecretNotFound` or `AccessToKeyVaultDenied`. */
    readonly status: string;
    readonly secretVersion: string | undefined;
    readonly activeVersion: string | undefined;
    readonly details: string | undefined;
}

/** Lists the settings of the web app with this ARM id; undefined where there is no such app. */
export async function listSettings(arm: Arm, id: string): Promise<AppSettings | undefined> {
    const list = request("POST", `${id}/config/appsettings/list`);
    return unlessAbsent(arm.send(list).then((body) => propertiesIn(body, list.path) as AppSettings));
}

/** Replaces all settings of the web app: what is not in the map is removed. */
export async function replaceSettings(arm: Arm, id: string, properties: AppSettings): Promise<void> {
    await arm.send({ ...request("PUT", `${id}/config/appsettings`), body: { properties } });
}

/** Restarts the web app where its configuration has changed, and returns when it runs with the new one. */
export async function restartIfNeeded(arm: Arm, id: string): Promise<void> {
    await arm.send({
        ...request("POST", `${id}/restart`),
        query: { softRestart: "true", synchronous: "true" },
        isSlow: true,
    });
}

/** What the platform made of the Key Vault reference in one setting. */
export async function referenceStatus(arm: Arm, id: string, setting: string): Promise<ReferenceStatus> {
    const path = `${id}/config/configreferences/appsettings/${encodeURIComponent(setting)}`;
    const properties: Partial<ReferenceStatus> = propertiesIn(await arm.send(request("GET", path)), path);
    return {
        status: properties.status ?? "Initialized",
        secretVersion: properties.secretVersion,
        activeVersion: properties.activeVersion,
        details: properties.details,
    };
}

function request(method: ArmRequest["method"], path: string): ArmRequest {
    return { method, path, apiVersion: "2024-04-01" };
}
