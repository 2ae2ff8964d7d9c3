// A user's program in plain JavaScript.
const { ComponentResource, Config } = require("@pulumi/pulumi");
const { appSettings, keyVaultReference, keyVaultSecret, RotatingKeyPair, storageAccount } = require("pulumi-two-key");
const { policies } = require("pulumi-two-key/policies");

class PhotoService extends ComponentResource {
    constructor(name, { account, rotation }, opts) {
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

module.exports = {
    activeSlot: photos.activeSlot,
    settled: photos.settled,
    nodeVersion: process.version,
    policyNames: policies.map(({ name }) => name),
};
