// A pair on a storage account of the stack's own, whose name stays when it is replaced: it is deleted first.
import * as storage from "@pulumi/azure-native/storage";
import * as pulumi from "@pulumi/pulumi";
import { appSettings, RotatingKeyPair, storageAccount } from "pulumi-two-key";

const config = new pulumi.Config();
const resourceGroupName = config.require("resourceGroupName");

const account = new storage.StorageAccount("account", {
    resourceGroupName,
    accountName: config.require("accountName"),
    location: config.require("location"),
    kind: storage.Kind.StorageV2,
    sku: { name: storage.SkuName.Standard_LRS },
    tags: { owner: config.require("owner") },
});

const settings = { UPLOADS_KEY: "key" } as const;
new RotatingKeyPair("uploads", {
    source: storageAccount({ resourceGroupName, accountName: account.name }),
    rotationTrigger: config.require("rotation"),
    propagation: { interval: "100ms" },
    consumers: [appSettings({ resourceGroupName, site: config.require("site"), settings })],
});
