import * as storage from "@pulumi/azure-native/storage";
import * as web from "@pulumi/azure-native/web";
import * as pulumi from "@pulumi/pulumi";
import { appSettings, RotatingKeyPair, type RotationTrigger, storageAccount } from "pulumi-two-key";

/** The arguments of a team for its photo service. */
export interface PhotoServiceArgs {
    readonly resourceGroupName: pulumi.Input<string>;
    /** Unique in the world. */
    readonly accountName: pulumi.Input<string>;
    /** Unique in the world. */
    readonly siteName: pulumi.Input<string>;
    /** Any value; a change means "rotate". */
    readonly rotation: pulumi.Input<RotationTrigger>;
}

/** A web app with a place for its photos; its user need not know that its key is rotated. */
export class PhotoService extends pulumi.ComponentResource {
    /** The slot whose key the app uses. */
    readonly activeSlot: pulumi.Output<string>;
    /** Number of rotations so far. */
    readonly generation: pulumi.Output<number>;

    constructor(name: string, args: PhotoServiceArgs, opts?: pulumi.ComponentResourceOptions) {
        super("photos:index:PhotoService", name, {}, opts);
        const { resourceGroupName, accountName, siteName } = args;
        const child = { parent: this };

        const account = new storage.StorageAccount(
            `${name}-account`,
            {
                resourceGroupName,
                accountName,
                kind: storage.Kind.StorageV2,
                sku: { name: storage.SkuName.Standard_LRS },
            },
            child,
        );
        const plan = new web.AppServicePlan(`${name}-plan`, { resourceGroupName, sku: { name: "B1" } }, child);
        const site = new web.WebApp(`${name}-web`, { resourceGroupName, name: siteName, serverFarmId: plan.id }, child);

        const keys = new RotatingKeyPair(
            `${name}-keys`,
            {
                source: storageAccount({ resourceGroupName, accountName: account.name }),
                rotationTrigger: args.rotation,
                consumers: [
                    appSettings({ resourceGroupName, site: site.name, settings: { PHOTOS: "connectionString" } }),
                ],
            },
            child,
        );

        this.activeSlot = keys.activeSlot;
        this.generation = keys.generation;
        this.registerOutputs({ activeSlot: this.activeSlot, generation: this.generation });
    }
}
