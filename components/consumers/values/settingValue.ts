import { type Input, type Output, output, secret } from "@pulumi/pulumi";
import type { InputsOf } from "../../inputsOf";
import { isSameName } from "../naming";
import type { KeyContent, KeyView } from "./keyContent";
import { isKeyVaultReference, type KeyVaultReference, referenceTo } from "./keyVaultReference";
import { isSas, type SasArgs, type SasContent } from "./sas";
import { signedSas } from "./signedSas";
import { isTemplate, rendered, type TemplateContent } from "./template";

/**
 * The content of one value of a place: the key, the connection string, a SAS, a text with one of these in it, or a reference to a secret of
 * this pair.
 */
export type SettingValue = KeyContent | SasContent | TemplateContent | KeyVaultReference;

/** A secret of the pair as a value may refer to it. */
export interface ReferableSecret {
    readonly secretName: Input<string>;
    /** The URI without a version, and that of the version that was written last. */
    readonly properties: Output<{ readonly secretUri: string; readonly secretUriWithVersion: string }>;
}

type Settings = Readonly<Record<string, SettingValue>>;

/** Each value, secret. */
export function settingValues(
    settings: Settings,
    key: KeyView,
    secrets: readonly ReferableSecret[],
): Record<string, Output<string>> {
    return mapped(settings, (value) =>
        secret(isKeyVaultReference(value) ? reference(value, secrets) : contentOf(value, key)),
    );
}

/** For each value that is a reference, the URI of the version that was written last. */
export function settingReferences(
    settings: Settings,
    secrets: readonly ReferableSecret[],
): Record<string, Output<string>> {
    const references = Object.entries(settings).filter(([, value]) => isKeyVaultReference(value));
    return mapped(Object.fromEntries(references) as Readonly<Record<string, KeyVaultReference>>, ({ secretName }) =>
        urisOf(secretName, secrets).apply((uris) => uris?.secretUriWithVersion ?? ""),
    );
}

function mapped<Value>(
    values: Readonly<Record<string, Value>>,
    made: (value: Value) => Output<string>,
): Record<string, Output<string>> {
    return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, made(value)]));
}

/** The value made of the active key. Secret. */
export function contentOf(content: KeyContent | SasContent | TemplateContent, key: KeyView): Output<string> {
    if (isSas(content)) {
        return sasOf(content, key);
    }
    if (isTemplate(content)) {
        const { value, connectionString } = key;
        return secret(output({ key: value, connectionString }).apply((values) => rendered(content, values)));
    }
    return content === "key" ? key.value : key.connectionString;
}

/** A SAS, signed with the active key. Secret. */
export function sasOf(content: InputsOf<SasArgs>, key: Omit<KeyView, "sas">): Output<string> {
    const { value, endpoints, rotatedAt, source } = key;
    const signed = output({ content, value, endpoints, rotatedAt, source }).apply((known) =>
        signedSas(known.content, { ...known, key: known.value, account: known.source.split("/").at(-1) ?? "" }),
    );
    return secret(signed);
}

function reference({ secretName, form }: KeyVaultReference, secrets: readonly ReferableSecret[]): Output<string> {
    return urisOf(secretName, secrets).apply((uris) =>
        referenceTo((form === "versioned" ? uris?.secretUriWithVersion : `${uris?.secretUri}/`) ?? ""),
    );
}

/** Names may be outputs, so the secret is found once all of them are known. */
function urisOf(secretName: string, secrets: readonly ReferableSecret[]) {
    return output(secrets).apply(
        (known) => known.find((entry) => isSameName(entry.secretName, secretName))?.properties,
    );
}
