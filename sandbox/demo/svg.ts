/** Attributes of an element; numbers are rounded to a tenth. */
export type Attributes = Readonly<Record<string, string | number>>;

/** One SVG element with its content, which is text (escaped by {@link text}) or other elements. */
export function element(name: string, attributes: Attributes, content: string | readonly string[] = ""): string {
    const pairs = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(rounded(value))}"`);
    const inner = typeof content === "string" ? content : content.join("\n");
    return inner === "" ? `<${name}${pairs.join("")}/>` : `<${name}${pairs.join("")}>${inner}</${name}>`;
}

/** A line of text whose baseline starts at `x`, `y`. */
export function text(x: number, y: number, words: string, attributes: Attributes = {}): string {
    return element("text", { x, y, ...attributes }, escaped(words));
}

function rounded(value: string | number): string {
    return typeof value === "number" ? String(Math.round(value * 10) / 10) : value;
}

function escaped(words: string): string {
    return words.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
