import { DROPPED, folded } from "./forms";
import { isKeyLike, type Span, secretLooks } from "./looks";
import { Secrets } from "./secrets";
import { type Unescaped, unescaped } from "./unescaped";

/*
 * A text that leaves has no secret in it (rule 12). Secrets are noted where they are met: keys that are listed, made, written or read,
 * credentials, and everything that is sent to a service. Texts are redacted where they leave: errors and diagnostics of the handlers,
 * answers of gates, refused arguments, and the output of the commands.
 */
const REDACTED = "[redacted]";
const secrets = new Secrets();

/** Takes note of a secret: from now on no text has a telling piece of it, in any form. */
export function noteSecret(secret: string): void {
    secrets.note(secret);
}

/** Takes note of a value that is secret, or has a secret in it, such as a connection string. The rest of it may be shown. */
export function noteValue(value: string): void {
    const hasOtherParts = OTHER_PARTS.test(value) && noteWithin(value) > 0;
    if (!hasOtherParts && !REFERENCE.test(value)) {
        noteSecret(value);
    }
}

const OTHER_PARTS = /[;&\s{}"]|:\/\/|=(?!=*$)/;
const REFERENCE = /^@Microsoft\.|^\w+:\/\/[^?]*$/;

/** Takes note of everything that looks like a secret in a request or an answer. */
export function noteContent(content: unknown): void {
    if (typeof content === "string") {
        noteWithin(content);
    } else if (typeof content === "object" && content !== null) {
        for (const member of Object.values(content)) {
            noteContent(member);
        }
    }
}

const SHORTEST_LOOKED_AT = 16;
/** A value that is nothing but a word is looked at more closely than a word in a sentence. */
const OPAQUE = /^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)[\w+/=~.-]{20,}$/;

function noteWithin(text: string): number {
    if (text.length < SHORTEST_LOOKED_AT) {
        return 0;
    }
    const plain = unescaped(text);
    const found =
        OPAQUE.test(text) && isKeyLike(text)
            ? [text]
            : secretLooks(plain).map(([start, end]) => plain.text.slice(start, end));
    for (const secret of found) {
        noteSecret(secret);
    }
    return found.length;
}

/** The text without any secret, whether noted or by its looks, in any form. */
export function redacted(text: string): string {
    const plain = unescaped(text);
    const spans = [...secretLooks(plain), ...knownIn(plain)].map(
        ([start, end]): Span => [plain.startOf(start), plain.endOf(end - 1)],
    );
    return without(text, spans);
}

/** The places of noted secrets. Hex may have something between its digits. */
function knownIn({ text }: Unescaped): readonly Span[] {
    return [DROPPED, /[^A-Za-z0-9]+/g].flatMap((dropped) => {
        const kept = indicesWithout(text, dropped);
        const pieces = secrets.piecesIn(folded(text.replace(dropped, "")));
        return pieces.map(([start, end]) => trimmed(text, kept[start] ?? 0, (kept[end - 1] ?? 0) + 1));
    });
}

/** Without the letters of a word before it or after it that would go on with it by chance, and with its padding. */
function trimmed(text: string, start: number, end: number): Span {
    const piece = text.slice(start, end);
    const before = /^[^\s"'`]{1,3}[\s"'`]+/.exec(piece)?.[0].length ?? 0;
    const after = /[\s"'`]+[^\s"'`]{1,3}$/.exec(piece)?.[0].length ?? 0;
    const padding = after === 0 ? (/^={1,2}/.exec(text.slice(end, end + 2))?.[0].length ?? 0) : 0;
    return [start + before, end - after + padding];
}

/** The original index of each remaining character. */
function indicesWithout(text: string, dropped: RegExp): readonly number[] {
    const kept: number[] = [];
    let from = 0;
    const keep = (to: number) => {
        for (let index = from; index < to; index++) {
            kept.push(index);
        }
    };
    for (const {
        0: { length },
        index,
    } of text.matchAll(dropped)) {
        keep(index);
        from = index + length;
    }
    keep(text.length);
    return kept;
}

function without(text: string, spans: readonly Span[]): string {
    let shown = "";
    let shownTo = 0;
    for (const [start, end] of spans.toSorted(([one], [other]) => one - other)) {
        if (end <= shownTo) {
            continue;
        }
        // Spans that touch are one secret.
        if (start > shownTo || shown === "") {
            shown += `${text.slice(shownTo, start)}${REDACTED}`;
        }
        shownTo = end;
    }
    return shown + text.slice(shownTo);
}
