import type { KeyPairDescription } from "../services/keyPairDescription";
import { layersOf } from "../services/layers";
import type { SecretName } from "./secretUri";

/** A value with one of these marks holds a key of a pair, or something that opens the same. The marks contain no key. */
export interface PairMarks {
    /** Identity of what has the keys; for Azure, its ARM id. */
    readonly sourceId: string;
    /** The slots by the fingerprint of the key in each. */
    readonly slots: ReadonlyMap<string, string>;
    readonly fingerprintOf: (key: string) => string;
    readonly keyInConnectionString: KeyPairDescription["keyInConnectionString"];
    /** Name of the resource that the keys open, and of the rule within it, if the pair is one of a rule. */
    readonly account: string;
    readonly rule?: string;
    /** Hosts of its data plane, in lower case. */
    readonly hosts: readonly string[];
    /** The secrets that are the slots themselves, of a pair that is kept in a vault. */
    readonly ownSecrets: readonly SecretName[];
}

/** No key is shorter. */
const MIN_LENGTH = 16;
/** The characters of keys: base64, its form for URLs, or letters and digits. */
const RUN = /[A-Za-z0-9+/_-]{16,}={0,2}/g;
/** How long padded keys are: of 64 bytes, as those of storage, and of 32. Something may stand right before one. */
const PADDED_LENGTHS = [88, 44];
/** A key that is broken into lines is no longer than this, with its surroundings. */
const MAX_BROKEN = 4_000;

/** The slots whose key stands in a text: by itself, in a connection string, in a document, or with any of these encoded. */
export function slotsIn(text: string, marks: PairMarks): readonly string[] {
    const fingerprints = layersOf(text)
        .flatMap((layer) => [layer, ...joined(layer)])
        .flatMap((layer) => candidatesIn(layer, marks))
        .map(marks.fingerprintOf);
    const found = fingerprints.flatMap((fingerprint) => marks.slots.get(fingerprint) ?? []);
    return [...new Set(found)].sort();
}

/** Whether a text names the resource that the keys open: by its host, or by its name in a connection string. */
export function namesPair(text: string, marks: PairMarks): boolean {
    return layersOf(text).some((layer) => isNamedIn(layer, marks));
}

function isNamedIn(text: string, { account, rule, hosts }: PairMarks): boolean {
    const lower = text.toLowerCase();
    const isNamed =
        hosts.some((host) => standsIn(host, lower)) || fieldsOf(lower, "accountname").includes(account.toLowerCase());
    const rules = fieldsOf(lower, "sharedaccesskeyname");
    return isNamed && (rule === undefined || rules.length === 0 || rules.includes(rule.toLowerCase()));
}

/**
 * Whether a text holds a shared access signature for the resource that the keys open. It ends with the key that signed it. Expired ones do
 * not count, nor those that Entra ID vouches for.
 */
export function holdsSignature(text: string, marks: PairMarks, now: Date): boolean {
    return layersOf(text).some((layer) => isSignature(layer, marks, now));
}

function isSignature(text: string, marks: PairMarks, now: Date): boolean {
    const isSigned = /[?&;]sig=|sharedaccesssignature/i.test(text) && !/[?&]skoid=/i.test(text);
    const [, end = ""] = /[?&;]se=([^&"';\s]+)/i.exec(text) ?? [];
    const expired = Date.parse(decoded(end)) < now.getTime();
    return isSigned && !expired && isNamedIn(text, marks);
}

/** Each piece of a text that may be a key. */
function candidatesIn(text: string, { keyInConnectionString }: PairMarks): readonly string[] {
    const runs = (text.match(RUN) ?? []).flatMap((run) => [run, ...run.split("/"), ...endsOf(run)]);
    return [text.trim(), keyInConnectionString(text) ?? "", ...runs].filter(({ length }) => length >= MIN_LENGTH);
}

function endsOf(run: string): readonly string[] {
    return run.endsWith("=") ? PADDED_LENGTHS.map((length) => run.slice(-length)) : [];
}

/** A text that is broken into lines, without the breaks. */
function joined(text: string): readonly string[] {
    return text.length <= MAX_BROKEN && /\s/.test(text.trim()) ? [text.replace(/\s+/g, "")] : [];
}

function decoded(text: string): string {
    try {
        return decodeURIComponent(text);
    } catch {
        return text; // a percent sign without an encoding
    }
}

/** Whether a host stands in a text as a whole. */
function standsIn(host: string, text: string): boolean {
    const pattern = host.replace(/[.]/g, "\\.");
    return new RegExp(`(?<![a-z0-9.-])${pattern}(?![a-z0-9-]|\\.[a-z0-9])`).test(text);
}

/** The values of a field, in a connection string or in a document that has one or the field itself. */
function fieldsOf(text: string, field: string): readonly string[] {
    return [...text.matchAll(new RegExp(`${field}["']?\\s*[:=]\\s*["']?([a-z0-9_.-]+)`, "g"))].flatMap(
        ([, value]) => value ?? [],
    );
}
