// One pair with one consumer: three dynamic resources, with the arguments that a user would leave as they are.
import * as pulumi from "@pulumi/pulumi";
import { appSettings, RotatingKeyPair, storageAccount } from "pulumi-two-key";

new RotatingKeyPair("uploads", {
    source: storageAccount({ resourceGroupName: "bench", accountName: "uploads" }),
    rotationTrigger: new pulumi.Config().require("trigger"),
    consumers: [appSettings({ resourceGroupName: "bench", site: "web", settings: { UPLOADS: "connectionString" } })],
});
