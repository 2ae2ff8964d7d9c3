import { Config } from "@pulumi/pulumi";
import { appSettings, keyVaultReference, keyVaultSecret, RotatingKeyPair, storageAccount } from "pulumi-two-key";

const config = new Config();
const resourceGroupName = config.require("resourceGroup");

const uploads = new RotatingKeyPair("uploads", {
    source: storageAccount({ resourceGroupName, accountName: config.require("account") }),
    rotationTrigger: config.require("rotation"),
    rotateEvery: "90d",
    consumers: [
        keyVaultSecret({
            resourceGroupName,
            vaultName: config.require("vault"),
            secretName: "uploads",
            content: "connectionString",
            appsRead: true, // the app's identity may read this secret, and no other
        }),
        appSettings({
            resourceGroupName,
            site: config.require("app"),
            settings: { UPLOADS: keyVaultReference("uploads") },
        }),
    ],
});

export const activeSlot = uploads.activeSlot;
