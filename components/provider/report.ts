/** Shows a line of progress: the engine turns what a provider prints into a diagnostic of the stack. */
export function report(pair: string, line: string): void {
    console.log(`${pair}: ${line}`);
}

/** Shows what a user should know although nothing failed. */
export function warn(pair: string, line: string): void {
    report(pair, `warning: ${line}`);
}
