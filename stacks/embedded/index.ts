import * as resources from "@pulumi/azure-native/resources";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import { PhotoService } from "./photoService";

const suffix = new random.RandomString("suffix", { length: 8, special: false, upper: false }).result;
const { name: resourceGroupName } = new resources.ResourceGroup("photos");

const photos = new PhotoService("photos", {
    resourceGroupName,
    accountName: pulumi.interpolate`photos${suffix}`,
    siteName: pulumi.interpolate`photos-${suffix}`,
    rotation: new pulumi.Config().require("rotation"),
});

/** Another stack reads this by a StackReference. */
export const activeSlot = photos.activeSlot;
export const generation = photos.generation;
