/** Something in a text that gives access. */
export interface FoundKey {
    /** A name for it, for people. */
    readonly what: string;
    /** The key's own text. Secret. */
    readonly text: string;
    /** Whether it is a key of Azure by its form or by what stands around it; otherwise random bytes that may be one. */
    readonly certain: boolean;
    /** The resource that it opens, if the text says so: an account's name or an endpoint, in lower case. */
    readonly opens?: string;
}

/** A setting beside others: `COSMOS_ENDPOINT`, and its value. */
export interface Setting {
    readonly name: string;
    readonly value: string;
}

/** The place of a text. */
export interface Surroundings {
    /** The name of the property or setting that holds the text. */
    readonly name: string;
    /** The nearest name around it that speaks of something: `openai` for the `key` in `openai: { credentials: { key } }`. */
    readonly outerName: string;
    /** Settings of the same list or object. */
    readonly beside: readonly Setting[];
    /** Whether the place is one of many settings, which need not have to do with each other. */
    readonly oneOfMany: boolean;
}

/** Whether a text may be random bytes: `AAAA…` or `xxxx…` is a placeholder and not a key. */
export function isRandom(text: string): boolean {
    return new Set(text).size >= 16 && /[A-Z]/.test(text) && /[a-z]/.test(text) && /\d/.test(text);
}
