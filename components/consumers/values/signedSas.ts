import type * as Storage from "@azure/storage-blob";
import { durationMs } from "../../duration";
import { noteValue } from "../../redaction/redacted";
import type { SasArgs } from "./sas";

/** The key that signs a SAS, and the time when it was taken into use. */
export interface SasOrigin {
    readonly account: string;
    /** The active key, in base64. Secret. */
    readonly key: string;
    /** By service, each with a slash at its end. */
    readonly endpoints: Readonly<Record<string, string>>;
    /** In ISO 8601. */
    readonly rotatedAt: string;
}

/** The version of the signature: always the same, or an upgrade of the library would change every SAS. */
const VERSION = "2022-11-02";

/** When a SAS ends, in whole seconds, by its own text. */
export function sasExpiry({ validFor }: Pick<SasArgs, "validFor">, rotatedAt: string): Date {
    const ms = new Date(rotatedAt).getTime() + (durationMs(validFor) ?? 0);
    return new Date(Math.floor(ms / 1_000) * 1_000);
}

/** The SAS, in the form that is asked for. The same for the same origin, whenever it is asked for. */
export async function signedSas(content: SasArgs, origin: SasOrigin): Promise<string> {
    const expiresOn = sasExpiry(content, origin.rotatedAt);
    const { container, blob, form = "token" } = content;
    const token = await signature({ ...content, container, blob }, { ...origin, expiresOn });
    noteValue(token);
    switch (form) {
        case "token":
            return token;
        case "url": {
            const path = [container, ...(blob?.split("/") ?? [])].filter((part) => part !== undefined);
            return `${origin.endpoints.blob ?? ""}${path.map(encodeURIComponent).join("/")}?${token}`;
        }
        case "connectionString": {
            const endpoints = Object.entries(origin.endpoints).map(
                ([service, url]) => `${service[0]?.toUpperCase()}${service.slice(1)}Endpoint=${url}`,
            );
            return [...endpoints, `SharedAccessSignature=${token}`].join(";");
        }
    }
}

/** The signed content, besides the container and the blob, as the token itself shows it. */
interface Signed {
    readonly permissions: string;
    readonly services?: string | undefined;
    readonly resourceTypes?: string | undefined;
    readonly container?: string | undefined;
    readonly blob?: string | undefined;
}

async function signature(
    { permissions, services = "b", resourceTypes = "co", container, blob }: Signed,
    { account, key, expiresOn }: Pick<SasOrigin, "account" | "key"> & { readonly expiresOn: Date },
): Promise<string> {
    const storage = library();
    const credential = new storage.StorageSharedKeyCredential(account, key);
    const common = { version: VERSION, expiresOn, protocol: storage.SASProtocol.Https };
    if (container === undefined) {
        const allowed = { permissions: storage.AccountSASPermissions.parse(permissions), services, resourceTypes };
        return storage.generateAccountSASQueryParameters({ ...common, ...allowed }, credential).toString();
    }
    const allowed =
        blob === undefined
            ? { containerName: container, permissions: storage.ContainerSASPermissions.parse(permissions) }
            : { containerName: container, blobName: blob, permissions: storage.BlobSASPermissions.parse(permissions) };
    return storage.generateBlobSASQueryParameters({ ...common, ...allowed }, credential).toString();
}

/** The token in a value of any form; undefined if it has no token. */
export function tokenIn(value: string): URLSearchParams | undefined {
    const [, text = value] = /(?:^https:\/\/[^?]*\?|SharedAccessSignature=)(.*)$/is.exec(value) ?? [];
    const token = new URLSearchParams(text);
    return token.has("sig") && token.has("sv") && token.has("se") ? token : undefined;
}

/**
 * The key that signed the SAS of a place; undefined if none of the keys did, or if it is a SAS of another making, which nobody can tell. The
 * signed content is read from the token. The names of container and blob are not in it; the declared ones are used.
 */
export async function signerOf(
    token: URLSearchParams,
    declared: readonly SasArgs[],
    account: string,
    keys: readonly string[],
): Promise<string | undefined> {
    const field = (name: string) => token.get(name) ?? undefined;
    const { sp, ss, srt, se, sig } = {
        sp: field("sp"),
        ss: field("ss"),
        srt: field("srt"),
        se: field("se"),
        sig: field("sig"),
    };
    const expiresOn = new Date(se ?? Number.NaN);
    if (sp === undefined || Number.isNaN(expiresOn.getTime())) {
        return undefined;
    }
    const named = ss === undefined ? declared.filter(({ container }) => container !== undefined) : [{}];
    for (const names of named) {
        for (const key of keys.filter((one) => one !== "")) {
            const { container, blob } = names as Partial<SasArgs>;
            const signed = { permissions: sp, services: ss, resourceTypes: srt, container, blob };
            const ours = await signature(signed, { account, key, expiresOn }).catch(() => "");
            if (new URLSearchParams(ours).get("sig") === sig) {
                return key;
            }
        }
    }
    return undefined;
}

/** Only a pair with a SAS needs the package, so it is loaded, and asked for, by such a pair alone. */
function library(): typeof Storage {
    try {
        return require("@azure/storage-blob") as typeof Storage;
    } catch (error) {
        throw (error as NodeJS.ErrnoException).code === "MODULE_NOT_FOUND"
            ? new Error("a SAS is signed with @azure/storage-blob; run `npm install @azure/storage-blob`")
            : error;
    }
}
