/** A text from somebody else, in one line. */
export function oneLine(text: string): string {
    return text.replace(/\s+/g, " ").trim();
}

/** The same for anything that was thrown. */
export function errorLine(error: unknown): string {
    return oneLine(error instanceof Error ? error.message : String(error));
}
