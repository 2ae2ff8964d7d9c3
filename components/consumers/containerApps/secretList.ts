import { isDeepStrictEqual } from "node:util";
import type { Access } from "../access";
import type { Change, Seen } from "../consumer";
import { referenceTo, secretUriOf } from "../keyVaultReference";
import { type ContainerHost, type ContainerPlace, containerCall, hostId, noSuchHost } from "./containerHost";

/** A secret as Container Apps keeps it: its value, or where in a vault that is and who reads it. */
interface ContainerSecret {
    readonly name?: string;
    readonly value?: string;
    readonly keyVaultUrl?: string;
    readonly identity?: string;
}

/** What is sent beside the secrets, because the service wants it with every change of them. */
export type Beside = Readonly<Record<string, unknown>>;

/** What the secrets of these names hold; undefined where there is no such app or job. */
export async function lookAtSecrets(
    host: ContainerHost,
    place: ContainerPlace,
    access: Access,
): Promise<Seen | undefined> {
    const secrets = await listSecrets(host, place, access);
    if (secrets === undefined) {
        return undefined;
    }
    const own = secrets.filter(({ name = "" }) => place.secrets[name] !== undefined);
    return Object.fromEntries(own.map((secret) => [secret.name ?? "", seen(secret, place)]));
}

/**
 * Writes the secrets and returns when the service has taken them. A change replaces all of them, so the others are sent as they are.
 *
 * @throws a `not-switched` error where there is no such app or job
 */
export async function writeSecrets(
    host: ContainerHost,
    { place, values, references }: Pick<Change<ContainerPlace>, "place" | "values" | "references">,
    access: Access,
    beside: Beside = {},
): Promise<void> {
    const own = Object.entries(values).map(([name, value]) =>
        references[name] === undefined
            ? { name, value }
            : { name, keyVaultUrl: secretUriOf(value) ?? "", identity: identityIn(place) },
    );
    const isThere = await changeSecrets(host, place, access, beside, (before) => [
        ...before.map((secret) => own.find(({ name }) => name === secret.name) ?? secret),
        ...own.filter(({ name }) => !before.some((secret) => secret.name === name)),
    ]);
    if (!isThere) {
        throw noSuchHost(host, hostId(host, place, access.subscriptionId), place);
    }
}

/**
 * Takes secrets of these names away, as far as they are there. The service keeps those that a container still refers to, and then they
 * are left as they are, with a warning: whoever is to go on without them has to be deployed first.
 */
export async function removeSecrets(
    host: ContainerHost,
    place: ContainerPlace,
    names: readonly string[],
    access: Access,
    beside: Beside = {},
): Promise<void> {
    try {
        await changeSecrets(host, place, access, beside, (before) =>
            before.filter(({ name = "" }) => !names.includes(name)),
        );
    } catch (error) {
        if (access.arm.statusOf(error) !== 400) {
            throw error;
        }
        const left = names.map((name) => `${host.name}/${name}`).join(", ");
        await access.warn(
            `${left}: Container Apps does not let go of a secret that a container still refers to, so it was left as it is; ` +
                "deploy a revision without it, then take it away by hand",
        );
    }
}

/** Whether there is such an app or job. No two changes of this update are under way at once, or one would undo the other. */
async function changeSecrets(
    host: ContainerHost,
    place: ContainerPlace,
    access: Access,
    beside: Beside,
    next: (before: readonly ContainerSecret[]) => readonly ContainerSecret[],
): Promise<boolean> {
    const { arm, subscriptionId, oneAtATime } = access;
    const id = hostId(host, place, subscriptionId);
    return oneAtATime(id, async () => {
        const before = await listSecrets(host, place, access);
        if (before === undefined) {
            return false;
        }
        const secrets = next(before);
        if (!isDeepStrictEqual(before, secrets)) {
            await arm.send({
                ...containerCall("PATCH", id),
                body: { properties: { configuration: { ...beside, secrets } } },
            });
        }
        return true;
    });
}

/** All secrets with their values, which no other call shows. Of one that is in a vault, the reference alone is of use. */
async function listSecrets(
    host: ContainerHost,
    place: ContainerPlace,
    { arm, subscriptionId }: Access,
): Promise<readonly ContainerSecret[] | undefined> {
    const id = hostId(host, place, subscriptionId);
    const answer = await arm.find(containerCall("POST", `${id}/listSecrets`));
    const { value = [] } = (answer ?? {}) as { readonly value?: readonly ContainerSecret[] };
    return answer === undefined
        ? undefined
        : value.map(({ name = "", value: secret = "", keyVaultUrl, identity = "" }) =>
              keyVaultUrl ? { name, keyVaultUrl, identity } : { name, value: secret },
          );
}

function seen({ value = "", keyVaultUrl, identity }: ContainerSecret, place: ContainerPlace): Seen[string] {
    return keyVaultUrl === undefined
        ? { value }
        : { value: referenceTo(keyVaultUrl), isChanged: identity?.toLowerCase() !== identityIn(place).toLowerCase() };
}

function identityIn({ identity = "system" }: ContainerPlace): string {
    return identity;
}
