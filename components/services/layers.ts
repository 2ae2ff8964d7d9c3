import { gunzipSync } from "node:zlib";

/** How often something is encoded in something else: a Helm release is JSON in gzip in base64 in base64. */
const MAX_DEPTH = 5;
const MAX_LAYERS = 200;
/** All layers of one text together, in characters. */
const MAX_TOTAL = 16 * 1024 * 1024;
const MAX_JSON = 1024 * 1024;

/** The layers that are worth a look: shorter ones hold no key. */
const MIN_LENGTH = 16;

/**
 * A text, and every text that is encoded in it: percent-encoding, escapes, JSON, base64 (in lines as well), gzip, UTF-16.
 * The work is bounded: of a text over 16 MiB only the beginning is read.
 */
export function layersOf(text: string): readonly string[] {
    const layers: string[] = [];
    const seen = new Set<string>();
    let room = MAX_TOTAL;
    let current = [text];
    for (let depth = 0; depth < MAX_DEPTH && current.length > 0; depth += 1) {
        const next: string[] = [];
        for (const layer of current) {
            const bounded = layer.length > room ? layer.slice(0, room) : layer;
            if (bounded.length < MIN_LENGTH || layers.length >= MAX_LAYERS || seen.has(bounded)) {
                continue;
            }
            room -= bounded.length;
            seen.add(bounded);
            layers.push(bounded);
            next.push(...decoded(bounded));
        }
        current = next;
    }
    return layers;
}

function decoded(text: string): readonly string[] {
    return [...withoutPercent(text), ...withoutEscapes(text), ...inJson(text), ...inBase64(text)];
}

function withoutPercent(text: string): readonly string[] {
    if (!/%[0-9a-f]{2}/i.test(text)) {
        return [];
    }
    // One by one: a lone `%` elsewhere in the text must not hide a key.
    return [text.replace(/%([0-7][0-9a-f])/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))];
}

function withoutEscapes(text: string): readonly string[] {
    if (!/\\(?:u00|[\\/"nrt])/.test(text)) {
        return [];
    }
    return [
        text
            .replace(/\\u00([0-7][0-9a-f])/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
            .replace(/\\([\\/"])/g, "$1")
            .replace(/\\[nrt]/g, "\n"),
    ];
}

/** The texts in a JSON document, whose escapes are undone by the parser. */
function inJson(text: string): readonly string[] {
    const start = text.trimStart()[0];
    if (text.length > MAX_JSON || start === undefined || !'{["'.includes(start)) {
        return [];
    }
    const texts: string[] = [];
    try {
        JSON.parse(text, (_, value: unknown) => {
            if (typeof value === "string" && value.length >= MIN_LENGTH && texts.length < MAX_LAYERS) {
                texts.push(value);
            }
        });
    } catch {
        return []; // it only looked like JSON
    }
    return texts;
}

/** Runs of base64, of its URL form as well, in one line or in many. */
const BASE64_RUN = /(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/_-]{20,}={0,2}/g;
const BASE64_LINES = /(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{20,}(?:[ \t]*\r?\n[ \t]*[A-Za-z0-9+/]+)+={0,2}/g;

function inBase64(text: string): readonly string[] {
    const lines = text.includes("\n") ? [...text.matchAll(BASE64_LINES)].map(([run]) => run.replace(/\s+/g, "")) : [];
    return [...matches(text, BASE64_RUN), ...lines].flatMap((run) => {
        const inner = textOf(Buffer.from(run, "base64"));
        return inner === undefined ? [] : [inner];
    });
}

function* matches(text: string, pattern: RegExp): Iterable<string> {
    let count = 0;
    for (const [match] of text.matchAll(pattern)) {
        yield match;
        count += 1;
        if (count >= 10_000) {
            return;
        }
    }
}

/** The text of these bytes, or undefined if they are not text. */
function textOf(bytes: Buffer): string | undefined {
    if (bytes[0] === 0x1f && bytes[1] === 0x8b) {
        return gunzipped(bytes)?.toString("utf8");
    }
    const isUtf16 = bytes.length >= 8 && bytes[1] === 0 && bytes[3] === 0 && bytes[5] === 0;
    const text = bytes.toString(isUtf16 ? "utf16le" : "utf8");
    return isReadable(text) ? text : undefined;
}

function gunzipped(bytes: Buffer): Buffer | undefined {
    try {
        return gunzipSync(bytes, { maxOutputLength: MAX_TOTAL });
    } catch {
        return undefined; // it only looked like gzip
    }
}

/** Whether the beginning is text: what base64 says of other words is noise, and mostly not even UTF-8. */
function isReadable(text: string): boolean {
    const start = text.slice(0, 256);
    return !/[^\P{Cc}\s]|\ufffd/u.test(start); // no control characters but white space
}
