import type { Input } from "@pulumi/pulumi";
import type { ArmCall } from "../../armCall";
import { RotationError } from "../../lifecycle/rotationError";
import { type ArgumentProblem, unless } from "../../shape/problem";
import type { Access } from "../access";
import type { ConsumerArgs, Place } from "../consumer";
import { assignedPrincipal, type ManagedIdentities } from "../managedIdentities";
import { isAmong, isSameName } from "../naming";
import { emptyProblems, placesBefore, valueProblems } from "../placeProblems";
import { isKeyVaultReference } from "../values/keyVaultReference";
import type { SettingValue } from "../values/settingValue";

/** The common part of a container app and a job that hold a key. */
export interface ContainerSecretsArgs extends ConsumerArgs {
    /** Resource group of the container app or job. */
    readonly resourceGroupName: Input<string>;
    /**
     * The content of each secret, by its name: the key, the connection string, or a versioned reference to a Key Vault secret of this pair. All
     * other secrets stay unchanged.
     */
    readonly secrets: Readonly<Record<string, SettingValue>>;
    /**
     * The identity that reads Key Vault secrets which are referred to: the resource ID of a user-assigned one, or `system`. Default
     * `system`.
     */
    readonly identity?: Input<string>;
    /** Subscription of the container app or job; default: the one that azure-native is configured with. */
    readonly subscriptionId?: Input<string>;
}

/** The same as plain values. */
export interface ContainerPlace extends Place {
    readonly subscriptionId?: string;
    readonly resourceGroupName: string;
    readonly secrets: Readonly<Record<string, SettingValue>>;
    readonly identity?: string;
}

/** A container app or a job, by the segments of its path. */
export interface ContainerHost {
    readonly type: "containerApps" | "jobs";
    readonly name: string;
}

/** The rule of Container Apps for a name: "lower case alphanumeric characters, '-' or '.'". */
const SECRET_NAME = /^[a-z0-9]([-.a-z0-9]*[a-z0-9])?$/;

/** ARM id of the container app or job. */
export function hostId({ type, name }: ContainerHost, place: ContainerPlace, defaultSubscriptionId: string): string {
    const { subscriptionId = defaultSubscriptionId, resourceGroupName } = place;
    return `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroupName}/providers/Microsoft.App/${type}/${name}`;
}

/** The version of the API of Container Apps that is called. */
export const API_VERSION = "2025-07-01";

/** A call of Container Apps. */
export function containerCall(method: ArmCall["method"], path: string): ArmCall {
    return { method, path, apiVersion: API_VERSION };
}

/** The calls that read the secrets, that write them, that show the result, and that show the identity that reads references. */
export function hostActions(type: ContainerHost["type"], { secrets }: ContainerPlace): readonly string[] {
    const refers = Object.values(secrets).some(isKeyVaultReference);
    return [
        ...(refers || type === "jobs" ? [`Microsoft.App/${type}/read`] : []),
        `Microsoft.App/${type}/listSecrets/action`,
        `Microsoft.App/${type}/write`,
        "Microsoft.App/locations/containerappOperationResults/read",
        "Microsoft.App/locations/containerappOperationStatuses/read",
    ];
}

/**
 * Object id of the identity as which Container Apps reads secrets for the app or job: its own, or the user-assigned one that the place names;
 * undefined if it has no such identity.
 *
 * @throws a `not-switched` error if the app or job does not exist
 */
export async function readsAs(
    host: ContainerHost,
    place: ContainerPlace,
    { arm, subscriptionId }: Access,
): Promise<string | undefined> {
    const id = hostId(host, place, subscriptionId);
    const found = await arm.find(containerCall("GET", id));
    if (found === "absent") {
        throw noSuchHost(host, id, place);
    }
    const { identity = {} } = found as HostAnswer;
    const named = place.identity ?? "system";
    return isSameName(named, "system") ? identity.principalId : assignedPrincipal(identity, named);
}

interface HostAnswer {
    readonly identity?: ManagedIdentities;
}

/** Problems of the place of the secrets, and of each secret. `hostIn` gives the name of the app or job of a place. */
export function hostProblems<P extends ContainerPlace>(
    place: P,
    all: readonly Place[],
    argument: string,
    hostIn: (place: P) => string,
): readonly ArgumentProblem[] {
    const { resourceGroupName, secrets, identity = "system" } = place;
    const host = hostIn(place);
    const before = placesBefore(place, all).filter((other) => isSameName(hostIn(other), host));
    const property = `${place.argument}.secrets`;
    return [
        ...emptyProblems(place, { resourceGroupName, [argument]: host, identity }),
        ...unless(Object.keys(secrets).length > 0, property, "must name at least one secret"),
        ...Object.entries(secrets).flatMap(([name, value]) => {
            const twin = before.find((other) => isAmong(name, Object.keys(other.secrets)));
            return [
                ...unless(
                    SECRET_NAME.test(name),
                    `${property}.${name}`,
                    "must be lower-case letters, digits, - and ., and begin and end with a letter or digit",
                ),
                ...unless(twin === undefined, `${property}.${name}`, `is set by ${twin?.argument} already`),
                ...valueProblems(`${property}.${name}`, value, all),
                ...unless(
                    !isKeyVaultReference(value) || value.form !== "versionless",
                    `${property}.${name}`,
                    "must name a version, because nobody can tell when Container Apps reads a secret anew: leave out `form`",
                ),
            ];
        }),
    ];
}

/** The container app or job is gone, or was never there. */
export function noSuchHost({ type, name }: ContainerHost, id: string, { argument }: Place): RotationError {
    return new RotationError(
        "not-switched",
        `there is no ${type === "jobs" ? "job" : "container app"} ${name} (${id}); the key that it had before still works; ` +
            `restore it or take ${argument} out of the program, then run \`pulumi up\` again`,
    );
}
