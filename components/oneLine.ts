/** What somebody else said, in one line. */
export function oneLine(text: string): string {
    return text.replace(/\s+/g, " ").trim();
}

/** The same of whatever was thrown. */
export function errorLine(error: unknown): string {
    return oneLine(error instanceof Error ? error.message : String(error));
}
