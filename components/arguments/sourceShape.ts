import type { AzureService } from "../services/azureService";
import { azureServices } from "../services/azureServices";
import type { CustomPairInputs } from "../services/customPair";
import type { AzureSourceInputs } from "../services/sourceInputs";
import type { VaultPairInputs } from "../services/vaultPair";
import { list, membersOf, oneOfKinds, record } from "../shape/containers";
import { data } from "../shape/data";
import { optional, type Shape } from "../shape/shape";
import { guid, name, resourceGroupName, text, vaultAddress } from "../shape/values";

const service = text();

/** The name has different parts for each service, and the user's own words for them. */
function azureSource({ names }: Pick<AzureService, "names">): Shape {
    return membersOf<AzureSourceInputs>(
        { service, resourceGroupName, name: text(1_000), subscriptionId: optional(guid) },
        { name: names.at(-1)?.argument ?? "name" },
    );
}

export const source: Shape = oneOfKinds(
    "service",
    {
        ...Object.fromEntries(Object.entries(azureServices).map(([one, row]) => [one, azureSource(row)])),
        vaultPair: membersOf<VaultPairInputs>({ service, vaultUri: vaultAddress, secretNames: list(name) }),
        custom: membersOf<CustomPairInputs>({ service, module: text(500), config: record(data) }),
    },
    "is no key source; make one with storageAccount, vaultPair, custom or their like",
);
