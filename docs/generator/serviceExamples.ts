import * as twoKey from "../../components/index";
import { type AzureServiceName, azureService } from "../../components/services/azureServices";
import type { AzureSourceInputs } from "../../components/services/sourceInputs";

/** A key that no service has made. */
export const KEY = Buffer.alloc(32, 7).toString("base64");

/** The example of a service, made by the package from a user's arguments. */
export interface MadeExample {
    readonly source: AzureSourceInputs;
    readonly id: string;
    readonly resource: unknown;
    readonly connectionString: string;
    readonly key: string;
}

type Factory = (args: Readonly<Record<string, string>>) => twoKey.KeySource;

/** @param secret stands for the key, or for its secret part. */
export function exampleOf(service: AzureServiceName, secret = KEY): MadeExample {
    const { args, id, resource = {}, connectionString, key = "{key}" } = azureService(service).example;
    const factory = (twoKey as unknown as Readonly<Record<string, Factory>>)[service];
    if (factory === undefined) {
        throw new Error(`the package exports no function ${service}`);
    }
    return {
        source: factory({ resourceGroupName: "rg", ...args }) as AzureSourceInputs,
        id,
        resource,
        connectionString: connectionString.replace("{key}", secret),
        key: key.replace("{key}", secret),
    };
}
