import { fingerprintOf } from "../../services/fingerprint";
import type { Access } from "../access";
import type { Change } from "../consumer";
import { isAmong, isSameName } from "../naming";
import { isReference } from "./keyVaultReference";
import type { SettingValue } from "./settingValue";

/** A part of a connection string: `Name=value`; one without a name has an empty one. */
interface Part {
    readonly name: string;
    readonly value: string;
}

/** The part of a connection string that names the owner of the key. */
const IDENTITY = ["AccountName", "SharedAccessKeyName", "Endpoint", "AccountEndpoint", "HostName", "DeviceId"];

/** The intended values of a place, and the names whose earlier values were something else altogether. */
export interface Kept {
    readonly values: Readonly<Record<string, string>>;
    readonly replaced: readonly string[];
}

/**
 * The values of a change, adapted to the present ones (rule 30). If a present connection string has other parts than the source's own, such as
 * an endpoint, these stay, and only the key changes. A value without a key of this source is replaced as a whole.
 *
 * @param present the present value of a name; undefined if there is no value, or nobody may see it
 */
export function withKeptParts(
    change: Pick<Change, "values" | "origin" | "former" | "known">,
    contents: Readonly<Record<string, SettingValue>>,
    present: (name: string) => string | undefined,
): Kept {
    const replaced: string[] = [];
    const kept = Object.entries(change.values).map(([name, wanted]) => {
        const now = present(name);
        const isWhole = contents[name] !== "connectionString" || isReference(wanted);
        if (isWhole || now === undefined || now === "" || now === wanted) {
            return [name, wanted];
        }
        const value = withKeyOf(wanted, now, change);
        if (value === undefined && !isAmong(name, change.known)) {
            replaced.push(name);
        }
        return [name, value ?? wanted];
    });
    return { values: Object.fromEntries(kept), replaced };
}

/** Warns of values that were replaced as a whole. `place` is as a user knows it. */
export async function warnOfReplaced(
    place: string,
    { replaced }: Pick<Kept, "replaced">,
    { warn }: Pick<Access, "warn">,
): Promise<void> {
    if (replaced.length > 0) {
        const names = replaced.map((name) => [place, name].filter(Boolean).join("/")).join(", ");
        await warn(
            `${names}: what stood there was no connection string with a key of this source; it was replaced as a whole`,
        );
    }
}

/** The present text with the key of the wanted one; undefined if the present one has no key of the same source. */
function withKeyOf(
    wanted: string,
    present: string,
    { origin, former }: Pick<Change, "origin" | "former">,
): string | undefined {
    const key = keyParts(wanted, [origin.fingerprint]);
    const there = partsOf(present);
    const standing = key.map(({ name }) => there.find((part) => isSameName(part.name, name)));
    if (key.length === 0 || standing.some((part) => part === undefined || part.value === "")) {
        return undefined;
    }
    const isOurs = keyParts(present, [origin.fingerprint, former?.fingerprint ?? ""]).length > 0;
    if (!isOurs && !isSameSource(there, partsOf(wanted))) {
        return undefined;
    }
    return key.reduce((text, { name, value }) => withPart(text, name, value), present);
}

/** The parts of a connection string that are the key with one of these fingerprints: one, or two that stand together as App Configuration has them. */
function keyParts(text: string, fingerprints: readonly string[]): readonly Part[] {
    const parts = partsOf(text);
    const isKey = (key: string) =>
        (["base64", "text"] as const).some((encoding) => fingerprints.includes(fingerprintOf(key, encoding)));
    const one = parts.find(({ name, value }) => name !== "" && isKey(value));
    if (one !== undefined) {
        return [one];
    }
    const at = parts.findIndex((part, index) => isKey([part, parts[index + 1]].map(textOf).join(";")));
    return at < 0 ? [] : parts.slice(at, at + 2);
}

/** Whether both are of one account, server or rule, if both name it. */
function isSameSource(one: readonly Part[], other: readonly Part[]): boolean {
    const pairs = IDENTITY.flatMap((name) => {
        const [mine, theirs] = [one, other].map((parts) => parts.find((part) => isSameName(part.name, name))?.value);
        return mine === undefined || theirs === undefined
            ? []
            : [{ name, isSame: addressOf(mine) === addressOf(theirs) }];
    });
    const account = pairs.find(({ name }) => name === "AccountName");
    if (account !== undefined) {
        return account.isSame;
    }
    const [host, otherHost] = [one, other].map((parts) => parts.find(({ name }) => name === "")?.value);
    const isSameHost = host === undefined || otherHost === undefined ? [] : [addressOf(host) === addressOf(otherHost)];
    const told = [...pairs.map(({ isSame }) => isSame), ...isSameHost];
    return told.length > 0 && told.every(Boolean);
}

/** An address in the form that tells servers apart, without differences of case, port or final slash; any other text in lower case. */
function addressOf(text: string): string {
    return text
        .toLowerCase()
        .replace(/^[a-z]+:\/\//, "")
        .replace(/(:\d+)?\/*$/, "");
}

/** Redis has commas between the parts. */
function partsOf(text: string): readonly Part[] {
    return text
        .split(text.includes(";") ? ";" : ",")
        .map((part) => part.trim())
        .filter((part) => part !== "")
        .map((part) => {
            const at = part.indexOf("=");
            return at < 0 ? { name: "", value: part } : { name: part.slice(0, at).trim(), value: part.slice(at + 1) };
        });
}

function textOf(part: Part | undefined): string {
    return part === undefined ? "" : `${part.name}=${part.value}`;
}

function withPart(text: string, name: string, value: string): string {
    const literal = name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    return text.replace(
        new RegExp(`((?:^|[;,])\\s*${literal}\\s*=)[^;,]*`, "gi"),
        (_, head: string) => `${head}${value}`,
    );
}
