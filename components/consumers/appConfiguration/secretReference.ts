import { isReference, referenceTo, secretUriOf } from "../values/keyVaultReference";
import { FINGERPRINT_TAG } from "../values/secretTags";
import type { SeenValue } from "../values/seenValue";
import { seenText } from "../values/template";
import type { KeyValue } from "./keyValue";

/** By this, applications know that a value names a Key Vault secret, which they then read themselves. */
const CONTENT_TYPE = "application/vnd.microsoft.appconfig.keyvaultref+json;charset=utf-8";

/** The content of a key-value: applications find the value in it, or read the secret that it refers to. */
export function contentOf(value: string, formerType?: string | null): Pick<KeyValue, "value" | "contentType"> {
    if (isReference(value)) {
        return { value: JSON.stringify({ uri: secretUriOf(value) }), contentType: CONTENT_TYPE };
    }
    return { value, ...(formerType && !isReferenceType(formerType) ? { contentType: formerType } : {}) };
}

/** The content of a key-value, as it was seen. If its value is not shown, the tag of the last write tells. */
export function seenIn({ value, contentType, tags }: KeyValue, content?: unknown): SeenValue {
    if (value === undefined || value === null) {
        return { fingerprint: tags?.[FINGERPRINT_TAG] };
    }
    return isReferenceType(contentType) ? { value: referenceIn(value) } : seenText(value, content);
}

/** The URI of the secret that a key-value refers to; undefined if it refers to no secret. */
export function uriOfReference(value: string, contentType: string | null | undefined): string | undefined {
    return (isReferenceType(contentType) ? uriIn(value) : "") || undefined;
}

/** The reference in the words of App Service; one to no version ends with a slash there. */
function referenceIn(value: string): string {
    const uri = uriIn(value).replace(/\/+$/, "");
    return referenceTo(/\/secrets\/[^/]+$/.test(uri) ? `${uri}/` : uri);
}

function uriIn(value: string): string {
    try {
        const { uri } = JSON.parse(value) as { readonly uri?: unknown };
        return typeof uri === "string" ? uri : "";
    } catch {
        return "";
    }
}

function isReferenceType(contentType: string | null | undefined): boolean {
    return contentType?.toLowerCase().startsWith("application/vnd.microsoft.appconfig.keyvaultref+json") === true;
}
