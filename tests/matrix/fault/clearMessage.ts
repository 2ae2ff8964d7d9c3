import type { ServiceCall } from "./serviceCall";

/** The failure; the things that are safe; the next command. */
const SENTENCE = /error: [a-z0-9]+: [^;]+; [^;]*\b(works?|go on|goes on|was changed|was touched)\b.*\brun `pulumi up/;
const STACK_TRACE = /^\s+at .+:\d+:\d+\)?$/m;

/** The errors in an output, without the engine's own summary. */
export function messageIn(output: string): string {
    const errors = [...output.matchAll(/^\s+(error: .*)$/gm)].map(([, error = ""]) => error);
    return [...new Set(errors)].filter((error) => error !== "error: update failed").join(" | ");
}

/** The unclear parts of the output of an update that failed; empty if all is clear. */
export function unclearIn(output: string, call: ServiceCall | undefined): readonly string[] {
    // The text of azure-native about its own secret is not ours to word.
    const sentence = call?.operation === "vaults/secrets/put" ? /error: .*\/secrets\/uploads/ : SENTENCE;
    return [
        ...(sentence.test(output) ? [] : ["it does not say what failed, what is safe and what to run"]),
        ...(STACK_TRACE.test(output) ? ["it has a stack trace"] : []),
    ];
}
