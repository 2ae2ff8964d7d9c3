import * as resources from "@pulumi/azure-native/resources";
import * as web from "@pulumi/azure-native/web";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import { appSettings, custom, RotatingKeyPair } from "pulumi-two-key";

const config = new pulumi.Config();

/** Names of sites are unique in the world. */
const suffix = new random.RandomString("suffix", { length: 8, special: false, upper: false }).result;

const { name: resourceGroupName } = new resources.ResourceGroup("archive");
const plan = new web.AppServicePlan("plan", { resourceGroupName, sku: { name: "B1", tier: "Basic" } });
const site = new web.WebApp("web", {
    resourceGroupName,
    name: pulumi.interpolate`archive-${suffix}`,
    serverFarmId: plan.id,
    httpsOnly: true,
});

/** The environment (AWS_PROFILE, AWS_REGION and their like) names the identity that creates and deletes the access keys. */
const keys = new RotatingKeyPair("archive", {
    source: custom({
        module: "./accessKeys.js",
        config: { userName: config.require("userName"), secretId: config.require("secretId") },
    }),
    rotationTrigger: config.require("rotation"),
    consumers: [appSettings({ resourceGroupName, site: site.name, settings: { AWS_CREDENTIALS: "connectionString" } })],
});

export const { activeSlot, generation, rotatedAt, settled, keyFingerprint } = keys;
export const siteName = site.name;
