import { isDeepStrictEqual } from "node:util";
import type { Absent } from "../../absent";
import type { Access } from "../access";
import type { Change, Switched } from "../consumer";
import { itemsIn } from "../lists/listAll";
import { lookedList, sureList } from "../lists/sureList";
import { isAmong, isSameName } from "../naming";
import { type Kept, warnOfReplaced, withKeptParts } from "../values/keyPart";
import { referenceTo, secretUriOf } from "../values/keyVaultReference";
import type { Seen, SeenValue } from "../values/seenValue";
import type { SettingValue } from "../values/settingValue";
import { seenText } from "../values/template";
import { type ContainerHost, type ContainerPlace, containerCall, hostId, noSuchHost } from "./containerHost";

/** A secret as Container Apps lists it. */
type ListedSecret = { readonly [Member in keyof ContainerSecret]?: string | null };

/** A secret as Container Apps keeps it: its value, or its address in a vault and its reader. */
interface ContainerSecret {
    readonly name?: string;
    readonly value?: string;
    readonly keyVaultUrl?: string;
    readonly identity?: string;
}

/** The members that go with the secrets, because the service wants them with every change. */
export type Beside = Readonly<Record<string, unknown>>;

/** The values of the secrets of these names; `absent` if there is no such app or job. */
export async function lookAtSecrets(
    host: ContainerHost,
    place: ContainerPlace,
    access: Access,
): Promise<Seen | Absent> {
    const whole = { ask: () => listSecrets(host, place, access), namesIn, known: Object.keys(place.secrets) };
    const secrets = await lookedList(whole, access);
    if (secrets === "absent") {
        return secrets;
    }
    const own = Object.keys(place.secrets).flatMap((name) => {
        const secret = secrets.find((other) => isSameName(other.name, name));
        return secret === undefined ? [] : [[name, seen(secret, place, place.secrets[name])] as const];
    });
    return Object.fromEntries(own);
}

/**
 * Writes the secrets, and returns the earlier ones when the service has taken the new ones. A change replaces all of them, so the others are
 * sent unchanged.
 *
 * @throws a `not-switched` error if the app or job does not exist
 */
export async function writeSecrets(
    host: ContainerHost,
    change: Change<ContainerPlace>,
    access: Access,
    beside: Beside = {},
): Promise<Required<Switched>> {
    const { place, known } = change;
    let kept: Kept = { values: change.values, replaced: [] };
    let own: readonly ContainerSecret[] = [];
    const before = await changeSecrets(host, place, known, access, beside, (listed) => {
        const present = (name: string) => listed.find((secret) => isSameName(secret.name, name))?.value;
        kept = withKeptParts(change, place.secrets, present);
        own = ownSecrets({ ...change, values: kept.values });
        return [
            ...listed.map((secret) => own.find(({ name }) => isSameName(name, secret.name)) ?? secret),
            ...own.filter(({ name }) => !listed.some((secret) => isSameName(secret.name, name))),
        ];
    });
    if (before === "absent") {
        throw noSuchHost(host, hostId(host, place, access.subscriptionId), place);
    }
    const there = namesIn(before);
    const isFound = ({ name = "" }) => isAmong(name, there) && !isAmong(name, known);
    await warnOfReplaced(host.name, kept, access);
    return { found: namesIn(own.filter(isFound)), held: kept.values };
}

/** Those of the secrets just written, as a user knows them, that are gone or have another value. */
export async function lostSecrets(
    host: ContainerHost,
    change: Change<ContainerPlace>,
    access: Access,
): Promise<readonly string[]> {
    const secrets = await listSecrets(host, change.place, access);
    const isThere = (own: ContainerSecret) =>
        secrets !== "absent" &&
        secrets.some(
            ({ name, value, keyVaultUrl }) =>
                isSameName(name, own.name) && value === own.value && isSameName(keyVaultUrl, own.keyVaultUrl),
        );
    return ownSecrets(change)
        .filter((own) => !isThere(own))
        .map(({ name }) => `${host.name}/${name}`);
}

function ownSecrets({ place, values, references }: Change<ContainerPlace>): readonly ContainerSecret[] {
    return Object.entries(values).map(([name, value]) =>
        references[name] === undefined
            ? { name, value }
            : { name, keyVaultUrl: secretUriOf(value) ?? "", identity: identityIn(place) },
    );
}

function namesIn(secrets: readonly ContainerSecret[]): readonly string[] {
    return secrets.map(({ name = "" }) => name);
}

/**
 * Takes existing secrets of these names away. The service keeps a secret that a container still refers to. Then they are left unchanged, with a
 * warning: the app that no longer uses them has to be deployed first.
 */
export async function removeSecrets(
    host: ContainerHost,
    place: ContainerPlace,
    names: readonly string[],
    access: Access,
    beside: Beside = {},
): Promise<void> {
    try {
        await changeSecrets(host, place, [], access, beside, (before) =>
            before.filter(({ name = "" }) => !isAmong(name, names)),
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

/** Returns the secrets from before; `absent` if there is no such app or job. No two changes of this update run at once, or one would undo the other. */
async function changeSecrets(
    host: ContainerHost,
    place: ContainerPlace,
    known: readonly string[],
    access: Access,
    beside: Beside,
    next: (before: readonly ContainerSecret[]) => readonly ContainerSecret[],
): Promise<readonly ContainerSecret[] | Absent> {
    const { arm, subscriptionId, oneAtATime } = access;
    const id = hostId(host, place, subscriptionId);
    return oneAtATime(id, async () => {
        const name = `the secrets of ${host.name}`;
        const ask = () => listSecrets(host, place, access);
        const before = await sureList({ name, ask, namesIn, known }, access);
        if (before === "absent") {
            return before;
        }
        const secrets = next(before);
        if (!isDeepStrictEqual(before, secrets)) {
            await arm.send({
                ...containerCall("PATCH", id),
                body: { properties: { configuration: { ...beside, secrets } } },
            });
        }
        return before;
    });
}

/** All secrets with their values, which no other call shows. Of one that is in a vault, the reference alone is of use. */
async function listSecrets(
    host: ContainerHost,
    place: ContainerPlace,
    { arm, subscriptionId }: Access,
): Promise<readonly ContainerSecret[] | Absent> {
    const id = hostId(host, place, subscriptionId);
    const call = containerCall("POST", `${id}/listSecrets`);
    const answer = await arm.find(call);
    if (answer === "absent") {
        return answer;
    }
    return itemsIn<ListedSecret>(answer, call).map(({ name, value, keyVaultUrl, identity }) =>
        keyVaultUrl
            ? { name: name ?? "", keyVaultUrl, identity: identity ?? "" }
            : { name: name ?? "", value: value ?? "" },
    );
}

function seen(
    { value = "", keyVaultUrl, identity }: ContainerSecret,
    place: ContainerPlace,
    content: SettingValue | undefined,
): SeenValue {
    return keyVaultUrl === undefined
        ? seenText(value, content)
        : { value: referenceTo(keyVaultUrl), isChanged: !isSameName(identity, identityIn(place)) };
}

function identityIn({ identity = "system" }: ContainerPlace): string {
    return identity;
}
