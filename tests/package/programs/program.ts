// A user's program in TypeScript, for projects of ES modules and of CommonJS alike.
import { ComponentResource, type ComponentResourceOptions, Config, type Output } from "@pulumi/pulumi";
import { appSettings, keyVaultReference, keyVaultSecret, RotatingKeyPair, storageAccount } from "pulumi-two-key";
import { policies } from "pulumi-two-key/policies";

interface PhotoServiceArgs {
    readonly account: string;
    readonly rotation: string;
}

class PhotoService extends ComponentResource {
    readonly activeSlot: Output<string>;
    readonly settled: Output<boolean>;

    constructor(name: string, { account, rotation }: PhotoServiceArgs, opts?: ComponentResourceOptions) {
        super("example:index:PhotoService", name, {}, opts);
        const resourceGroupName = "photos";
        const keys = new RotatingKeyPair(
            name,
            {
                source: storageAccount({ resourceGroupName, accountName: account }),
                rotationTrigger: rotation,
                consumers: [
                    keyVaultSecret({ resourceGroupName, vaultName: `vault-${account}`, secretName: "photos" }),
                    appSettings({
                        resourceGroupName,
                        site: `web-${account}`,
                        settings: { PHOTOS: keyVaultReference("photos") },
                    }),
                ],
            },
            { parent: this },
        );
        this.activeSlot = keys.activeSlot;
        this.settled = keys.settled;
        this.registerOutputs({ activeSlot: this.activeSlot, settled: this.settled });
    }
}

const config = new Config();
const photos = new PhotoService("photos", { account: config.require("account"), rotation: config.require("rotation") });

export const activeSlot = photos.activeSlot;
export const settled = photos.settled;
export const nodeVersion = process.version;
export const policyNames: readonly string[] = policies.map(({ name }) => name);
