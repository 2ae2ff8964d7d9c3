/** The forms in which keys could be written down. A connection string has the key as it is. */
export function keyForms(keys: readonly string[]): readonly string[] {
    return keys.flatMap((key) => {
        const bytes = Buffer.from(key, "base64");
        const hex = bytes.toString("hex");
        const forms = [key, encodeURIComponent(key), hex, hex.toUpperCase(), bytes.toString("base64url")];
        // The text in base64 once more, at each of the three places that it may begin at in a longer text.
        const encoded = ["", "1", "22"].map((before) =>
            Buffer.from(before + key)
                .toString("base64")
                .slice(4, -4),
        );
        return [...forms, ...encoded];
    });
}

/** Whether one of the forms stands in the text. */
export function contains(text: string, forms: readonly string[]): boolean {
    return forms.some((form) => text.includes(form));
}
