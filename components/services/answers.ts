import type { KeysBySlot } from "./keyPairDescription";

/** Reads an answer that has each key in a field of its own: `{ primaryKey: "…", secondaryKey: "…" }`. */
export function fields(fieldBySlot: Readonly<Record<string, string>>): (answer: unknown) => KeysBySlot {
    return (answer) => {
        const found = answer as Readonly<Record<string, string>>;
        return Object.fromEntries(Object.entries(fieldBySlot).map(([slot, field]) => [slot, found[field] ?? ""]));
    };
}

/** Reads an answer that has a list of keys with their names: `{ keys: [{ keyName: "key1", value: "…" }] }`. */
export function namedValues(list: string, nameField: string): (answer: unknown) => KeysBySlot {
    return (answer) => {
        const found = (answer as Readonly<Record<string, readonly Readonly<Record<string, string>>[]>>)[list] ?? [];
        return Object.fromEntries(found.map((key) => [key[nameField] ?? "", key.value ?? ""]));
    };
}
