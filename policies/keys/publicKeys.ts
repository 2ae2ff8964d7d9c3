import { fingerprintOf } from "../../components/services/fingerprint";

/** The emulators' keys, which their documentation prints: Azurite and the Azure Cosmos DB emulator. By fingerprint. */
const PUBLIC: ReadonlySet<string> = new Set([
    "cb4de97f405a7e4686710db86f345ac95acb27c33192e82caafa9c197f2019e5",
    "4b0ff98e66c6ba3bce67eebc167219dc2492ab90b71c783ca8c21330301556e4",
]);

/** Whether a key is one that everybody knows. */
export function isPublicKey(key: string): boolean {
    return PUBLIC.has(fingerprintOf(key, "base64"));
}
