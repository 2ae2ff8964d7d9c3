import * as authorization from "@pulumi/azure-native/authorization";
import * as keyvault from "@pulumi/azure-native/keyvault";
import * as resources from "@pulumi/azure-native/resources";
import * as storage from "@pulumi/azure-native/storage";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import { acknowledged, keyVaultSecret, RotatingKeyPair, storageAccount } from "pulumi-two-key";

const config = new pulumi.Config();
const { tenantId } = authorization.getClientConfigOutput();
const suffix = new random.RandomString("suffix", { length: 8, special: false, upper: false }).result;
const { name: resourceGroupName } = new resources.ResourceGroup("owner");

const account = new storage.StorageAccount("uploads", {
    resourceGroupName,
    accountName: pulumi.interpolate`owned${suffix}`,
    kind: storage.Kind.StorageV2,
    sku: { name: storage.SkuName.Standard_LRS },
});

const vault = new keyvault.Vault("vault", {
    resourceGroupName,
    vaultName: pulumi.interpolate`owned-${suffix}`,
    properties: { tenantId, sku: { family: "A", name: keyvault.SkuName.Standard }, enableRbacAuthorization: true },
});

/** Stacks that read the key, such as `organization/two-key-reader/dev`: known here once they exist. */
const readers = config.getObject<readonly string[]>("readers") ?? [];

const uploads = new RotatingKeyPair("uploads", {
    source: storageAccount({ resourceGroupName, accountName: account.name }),
    rotationTrigger: config.require("rotation"),
    consumers: [
        keyVaultSecret({
            resourceGroupName,
            vaultName: vault.name,
            secretName: "uploads",
            content: "connectionString",
        }),
    ],
    gates: readers.map((stack) => acknowledged(stack, new pulumi.StackReference(stack).getOutput("acknowledged"))),
});

export const { activeSlot, generation, settled } = uploads;
/** The value that readers acknowledge when they have taken the key. */
export const lastSwitch = { rotatedAt: uploads.rotatedAt, keyFingerprint: uploads.keyFingerprint };
export const vaultId = vault.id;
/** The address of the key. The key itself is passed to nobody. */
export const secretUri = uploads.secretUris.apply(({ uploads: uri }) => uri);
