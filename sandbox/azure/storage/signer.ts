import { createHash, createHmac } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { sharedKeyText } from "../sharedKeyText";
import { fingerprint, STORAGE_SLOTS, type StorageAccount } from "./storageAccount";

/** How a request was authenticated, in the words of the account's logs. */
export interface Authentication {
    readonly type: "AccountKey" | "SAS" | "OAuth" | "Anonymous";
    /** The keys' and tokens' hashes; empty if the request shows no key, or no right one. */
    readonly hash: string;
}

/** The key of the account that signed a request to the blob service, by the request itself or by its SAS token. */
export function authenticationOf(request: IncomingMessage, account: StorageAccount): Authentication {
    const url = new URL(`https://localhost${request.url}`);
    const { authorization = "" } = request.headers;
    if (authorization.startsWith("SharedKey ")) {
        const signature = authorization.slice(`SharedKey ${account.name}:`.length);
        return { type: "AccountKey", hash: signedBy(account, signature, accountKeyText(request, url, account.name)) };
    }
    const token = url.searchParams;
    const signature = token.get("sig");
    if (signature !== null) {
        const key = signedBy(account, signature, sasText(url, account.name));
        return { type: "SAS", hash: key === "" ? "" : `${key},SasSignature(${sha256(signature)})` };
    }
    return { type: authorization === "" ? "Anonymous" : "OAuth", hash: "" };
}

/** Whether the SAS in this address was signed with the key, even if the account no longer takes it. */
export function isSasOf(url: URL, account: string, key: string): boolean {
    return url.searchParams.get("sig") === signatureOf(sasText(url, account), key);
}

function signedBy(account: StorageAccount, signature: string, text: string): string {
    const slot = STORAGE_SLOTS.find((known) => {
        const key = account.acceptedKey(known);
        return key !== undefined && signatureOf(text, key) === signature;
    });
    const key = slot === undefined ? undefined : account.acceptedKey(slot);
    return key === undefined ? "" : `${slot}(${fingerprint(key).toUpperCase()})`;
}

function signatureOf(text: string, key: string): string {
    return createHmac("sha256", Buffer.from(key, "base64")).update(text).digest("base64");
}

/** Storage signs no length if there is nothing to send. */
function accountKeyText({ method = "GET", headers }: IncomingMessage, url: URL, account: string): string {
    const standard = (name: string) =>
        headers[name] === "0" && name === "content-length" ? "" : String(headers[name] ?? "");
    return sharedKeyText({ method, url, headers }, account, { ownPrefix: "x-ms-", standard });
}

function sasText({ searchParams, pathname }: URL, account: string): string {
    return searchParams.has("ss") ? accountSasText(searchParams, account) : blobSasText(searchParams, pathname);
}

function accountSasText(token: URLSearchParams, account: string): string {
    const fields = ["sp", "ss", "srt", "st", "se", "sip", "spr", "sv", "ses"].map((name) => token.get(name) ?? "");
    return [account, ...fields, ""].join("\n");
}

/** A path begins with the account, and a service SAS may be for the container of the blob that it is used on. */
function blobSasText(token: URLSearchParams, path: string): string {
    const [account, container, ...blob] = decodeURIComponent(path).slice(1).split("/");
    const names = token.get("sr") === "c" ? [account, container] : [account, container, ...blob];
    const field = (name: string) => token.get(name) ?? "";
    return [
        ...["sp", "st", "se"].map(field),
        `/blob/${names.join("/")}`,
        ...["si", "sip", "spr", "sv", "sr", "snapshot", "ses", "rscc", "rscd", "rsce", "rscl", "rsct"].map(field),
    ].join("\n");
}

function sha256(text: string): string {
    return createHash("sha256").update(text).digest("hex").toUpperCase();
}
