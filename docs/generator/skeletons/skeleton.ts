/** A file that is made, or a file that has one more line now. */
export interface Made {
    /** From the root of the repository. */
    readonly path: string;
    readonly text: string;
}

/** Reads a file of the repository. */
export type ReadFile = (path: string) => string;

/** The first files of a new consumer, gate or service. */
export interface Skeleton {
    readonly files: readonly Made[];
    /** By hand, besides filling these. */
    readonly left: readonly string[];
}

/** The text with a line put in before the first one that begins with `before`, from `after` on. */
export function withLine(text: string, line: string, { after, before }: { after: string; before: string }): string {
    const from = text.indexOf(after);
    const at = text.indexOf(`\n${before}`, from) + 1;
    if (from < 0 || at === 0) {
        throw new Error(`the registry has no "${before}" after "${after}"`);
    }
    return `${text.slice(0, at)}${line}\n${text.slice(at)}`;
}

export function capitalized(name: string): string {
    return name.charAt(0).toUpperCase() + name.slice(1);
}
