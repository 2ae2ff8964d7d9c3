import type { KeyPairDescription } from "./keyPairDescription";

/** Connection strings of one form. */
export type ConnectionStrings = Pick<KeyPairDescription, "connectionString" | "keyInConnectionString">;

/** A service whose clients take the key by itself, beside the endpoint. */
export const keyAlone: ConnectionStrings = {
    connectionString: (_name, key) => key,
    keyInConnectionString: () => undefined,
};

/** Finds the key in a field of a connection string of the form `Name=value;Name=value`; Redis has commas in between. */
export function keyInField(field: string): (text: string) => string | undefined {
    return (text) => new RegExp(`(?:^|[;,])\\s*${field}=([^;,]+)`, "i").exec(text)?.[1];
}
