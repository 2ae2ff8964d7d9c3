// Keys as the services make them, and random texts that look like them. Equal seeds give equal keys.
// The forms are those that Microsoft publishes for its scanners (security-utilities), not those that the policies look for.
import { createHash } from "node:crypto";

/** So many bytes. */
export function bytes(seed: string, count: number): Buffer {
    const blocks = Array.from({ length: Math.ceil(count / 64) }, (_, block) =>
        createHash("sha512").update(`${seed} ${block}`).digest(),
    );
    return Buffer.concat(blocks).subarray(0, count);
}

/** A key of 64 bytes in base64: Storage, Cosmos DB, Batch, Log Analytics, Communication Services. */
export function key64(seed: string): string {
    return bytes(seed, 64).toString("base64");
}

/** A key of 32 bytes in base64: Service Bus, Event Hubs, IoT Hub, Redis, Event Grid, SignalR. */
export function key32(seed: string): string {
    return bytes(seed, 32).toString("base64");
}

/** A key of 16 bytes in hex: Cognitive Services, OpenAI, API Management. */
export function hexKey(seed: string): string {
    return bytes(seed, 16).toString("hex");
}

/** So many letters and digits. */
export function letters(seed: string, count: number): string {
    return bytes(seed, count * 3)
        .toString("base64")
        .replace(/[+/=]/g, "")
        .slice(0, count);
}

/** A key of 52 characters with the mark of its service in it (`AzSe`, `+ACR`). */
export function marked52(seed: string, mark: string): string {
    return `${letters(seed, 42)}${mark}${letters(`${seed} end`, 6).replace(/^./, "B")}`;
}

/** A key of 84 characters in the form that newer services share, with their mark (`ACOG`, `AZEG`, `AZAC`, `AZMP`). */
export function annotated(seed: string, mark: string): string {
    return `${letters(seed, 52)}JQQJ99BAACYeBjFXJ3w3AAAA${mark}${letters(`${seed} end`, 4)}`;
}

/** The key of a function. */
export function functionKey(seed: string): string {
    return `${letters(seed, 44)}AzFu${letters(`${seed} end`, 5)}Q==`;
}

/** A connection string to a storage account. */
export function storageConnection(account: string, key = key64(account)): string {
    return `DefaultEndpointsProtocol=https;AccountName=${account};AccountKey=${key};EndpointSuffix=core.windows.net`;
}

/** A connection string to a namespace of Service Bus or Event Hubs. */
export function busConnection(namespace: string, entity?: string): string {
    const path = entity === undefined ? "" : `;EntityPath=${entity}`;
    return `Endpoint=sb://${namespace}.servicebus.windows.net/;SharedAccessKeyName=RootManageSharedAccessKey;SharedAccessKey=${key32(namespace)}${path}`;
}

/** Text in base64. */
export function encoded(text: string): string {
    return Buffer.from(text, "utf8").toString("base64");
}
