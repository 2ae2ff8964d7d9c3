import { hasMember, membersOf, record } from "../shape/containers";
import { optional, type Shape, writtenOut } from "../shape/shape";
import { childName, guid, name, resourceGroupName, text, wave } from "../shape/values";
import type { KeyVaultReference } from "./values/keyVaultReference";
import type { SasContent } from "./values/sas";

/** The shapes of arguments that several kinds of consumers take. */

/** Options of every consumer. */
export const aConsumer = {
    kind: text(),
    name: optional(writtenOut(childName)),
    wave: optional(writtenOut(wave)),
    onRemove: optional(writtenOut(text())),
};
/** Its resource group, and the subscription if it is another one. */
export const inAzure = { resourceGroupName, subscriptionId: optional(guid) };
/** A resource of Azure as a consumer. */
export const resource = { ...aConsumer, ...inAzure };
/** A time such as `5m`. */
export const duration = text(100);
/** `key` or `connectionString`. */
export const content = optional(text());

const reference = membersOf<KeyVaultReference>({ secretName: name, form: text() });
const sas = membersOf<SasContent>({
    kind: text(),
    permissions: text(),
    validFor: duration,
    container: optional(name),
    blob: optional(text(1_024)),
    services: optional(text()),
    resourceTypes: optional(text()),
    form: optional(text()),
});

/** The key, the connection string, a SAS, or a reference. */
export const settingValue: Shape = writtenOut((value, at, findings) => {
    if (typeof value !== "object" || value === null) {
        return text()(value, at, findings);
    }
    return (hasMember(value, "secretName") ? reference : sas)(value, at, findings);
});

/** Values by their names. */
export const settings = writtenOut(record(settingValue));
