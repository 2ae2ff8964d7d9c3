// One pair with one consumer: three dynamic resources, with the arguments that a user would leave as they are.
import * as pulumi from "@pulumi/pulumi";
import { RotatingKeyPair, storageAccount } from "pulumi-two-key";

new RotatingKeyPair("uploads", {
    source: storageAccount({ resourceGroupName: "bench", accountName: "uploads" }),
    rotationTrigger: new pulumi.Config().require("trigger"),
    appSettings: [{ resourceGroupName: "bench", site: "web", settings: { UPLOADS: "connectionString" } }],
});
