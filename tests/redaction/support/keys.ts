import { randomBytes } from "node:crypto";

/** Keys as services make them, by kind. */
export const KINDS: Readonly<Record<string, () => string>> = {
    "storage account": () => randomBytes(64).toString("base64"),
    "Service Bus, IoT and Event Grid": () => randomBytes(32).toString("base64"),
    "Redis (44 characters)": () => `${random(BASE62, 30)}AzCaC${random(BASE62, 8)}=`,
    "Cognitive Services (hex)": () => randomBytes(16).toString("hex"),
    "Cosmos DB (base64url)": () => randomBytes(64).toString("base64url"),
    "container registry": () => random(`${BASE62}+/`, 52),
    "Azure AI Search": () => random(BASE62, 52),
    "AWS secret": () => random(`${BASE62}+//`, 40),
    "AWS access key": () => `AKIA${random("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 16)}:${random(`${BASE62}+/`, 40)}`,
    "client secret": () => `${random(BASE62, 3)}8Q~${random(`${BASE62}._~-`, 34)}`,
    password: () => random(`${BASE62}!$*()-_`, 20),
};

const BASE62 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

export function random(alphabet: string, length: number): string {
    return [...randomBytes(length)].map((byte) => alphabet[byte % alphabet.length]).join("");
}
