/** How documents of services call the field that has the name of a storage account. */
const FIELDS: readonly string[] = ["accountname", "storageaccount", "storageaccountname"];

/**
 * The hints beside a key that a document does not show, in the form of a pair's names: the document itself, and each storage account that a
 * field of it names, at any depth.
 */
export function besideIn(document: unknown): string {
    return [JSON.stringify(document), ...accountsIn(document).map((name) => `AccountName=${name}`)].join(";");
}

function accountsIn(document: unknown): readonly string[] {
    if (typeof document !== "object" || document === null) {
        return [];
    }
    return Object.entries(document).flatMap(([field, value]) =>
        FIELDS.includes(field.toLowerCase()) ? namesIn(value) : accountsIn(value),
    );
}

/** Some services wrap the values of parameters. */
function namesIn(value: unknown): readonly string[] {
    const text = (value as { readonly value?: unknown } | null)?.value ?? value;
    return typeof text === "string" ? [text] : [];
}
