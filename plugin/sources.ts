import { type AzureServiceName, azureServices } from "../components/keySources/azureServices";
import { custom } from "../components/keySources/customPair";
import type { KeySource } from "../components/keySources/keySource";
import { entityName, nested } from "../components/keySources/names";
import { vaultPair } from "../components/keySources/vaultPair";
import type { Source } from "./args";
import { propertyProblem, requiredBy } from "./propertyProblem";

/** The source that a Node program makes by a function. */
export function sourceOf(source: Source): KeySource {
    const { service } = source;
    const required = requiredBy(service, "source");
    switch (service) {
        case "vaultPair": {
            const [first, second, ...others] = required("secretNames", source.secretNames);
            if (first === undefined || second === undefined || others.length > 0) {
                throw propertyProblem("source.secretNames", "must be two names");
            }
            return vaultPair({ vaultUri: required("vaultUri", source.vaultUri), secretNames: [first, second] });
        }
        case "custom":
            return custom({ module: required("module", source.module), config: source.config ?? {} });
        default: {
            if (!isService(service)) {
                const services = [...Object.keys(azureServices), "vaultPair", "custom"].join(", ");
                throw propertyProblem("source.service", `"${service}" is none of ${services}`);
            }
            const resourceGroupName = required("resourceGroupName", source.resourceGroupName);
            const name = nested(...required("names", source.names).map(entityName));
            const { subscriptionId } = source;
            return { service, resourceGroupName, name, ...(subscriptionId === undefined ? {} : { subscriptionId }) };
        }
    }
}

function isService(name: string): name is AzureServiceName {
    return Object.hasOwn(azureServices, name);
}
