/** A text with its escapes undone, which knows where in the original each of its characters stood. */
export interface Unescaped {
    readonly text: string;
    /** The index in the original at which the character at this index begins. */
    startOf(index: number): number;
    /** The index in the original at which the character at this index ends. */
    endOf(index: number): number;
}

/** Escapes may be nested, such as `%252B`; text of somebody who nests them without end is looked at no further. */
const MOST_LAYERS = 6;

/** Percent-encoding, the escapes of JSON and JavaScript, and HTML's entities. A remaining backslash is dropped. */
const ESCAPE =
    /%([\da-f]{2})|\\+u([\da-f]{4})|\\+x([\da-f]{2})|&#x([\da-f]{2,6});?|&#(\d{2,7});?|&(amp|quot|apos|lt|gt|plus|sol|equals|lowbar);|\\+([nrtbf])|\\+/gi;

const ENTITIES: Readonly<Record<string, string>> = {
    amp: "&",
    quot: '"',
    apos: "'",
    lt: "<",
    gt: ">",
    plus: "+",
    sol: "/",
    equals: "=",
    lowbar: "_",
};

/** Undoes the escapes of a text, also nested ones. */
export function unescaped(text: string): Unescaped {
    let layer: Unescaped = { text, startOf: (index) => index, endOf: (index) => index + 1 };
    for (let layers = 0; layers < MOST_LAYERS && /[%\\&]/.test(layer.text); layers++) {
        const next = withoutOneLayer(layer);
        if (next.text.length === layer.text.length) {
            return layer;
        }
        layer = next;
    }
    return layer;
}

function withoutOneLayer(layer: Unescaped): Unescaped {
    const starts: number[] = [];
    const ends: number[] = [];
    let text = "";
    const add = (characters: string, from: number, to: number) => {
        for (let index = 0; index < characters.length; index++) {
            starts.push(layer.startOf(from));
            ends.push(layer.endOf(to - 1));
        }
        text += characters;
    };
    const copy = (from: number, to: number) => {
        for (let index = from; index < to; index++) {
            add(layer.text.charAt(index), index, index + 1);
        }
    };
    let copied = 0;
    for (const match of layer.text.matchAll(ESCAPE)) {
        const end = match.index + match[0].length;
        copy(copied, match.index);
        add(characterOf(match), match.index, end);
        copied = end;
    }
    copy(copied, layer.text.length);
    return { text, startOf: (index) => starts[index] ?? 0, endOf: (index) => ends[index] ?? 0 };
}

function characterOf([, percent, unicode, byte, hex, decimal, entity, space]: RegExpExecArray): string {
    const digits = percent ?? unicode ?? byte ?? hex;
    const code = digits === undefined ? Number(decimal ?? Number.NaN) : Number.parseInt(digits, 16);
    if (!Number.isNaN(code)) {
        return code <= 0xffff ? String.fromCharCode(code) : " ";
    }
    return space === undefined ? (ENTITIES[entity?.toLowerCase() ?? ""] ?? "") : " ";
}
