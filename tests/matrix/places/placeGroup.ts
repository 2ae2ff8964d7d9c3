import { keyVaultReference, sas } from "../../../components/index";
import { named } from "../support/named";
import { configurationStore } from "./configurationStore";
import { containerApp, containerJob } from "./containers";
import { deploymentSlot } from "./deploymentSlot";
import type { MakePlace } from "./keyPlace";
import { pipeline } from "./pipeline";
import { requestLog } from "./requestLog";
import { servicesThatHide, servicesThatShow } from "./services";
import { vaultSecret } from "./vaultSecret";
import { webApp } from "./webApp";

/** Places that one pair has at once. Each group has the setting that the application under load runs with. */
export interface PlaceGroup {
    readonly name: string;
    readonly places: readonly MakePlace[];
    /**
     * Some of them cannot be checked. The pair does not rotate them without checkpoints, and nobody can know their keys if a restored state
     * does not.
     */
    readonly isUnseen?: true;
}

/** The setting that the application runs with. */
export const APPLICATION_SETTING = "UPLOADS";
const application = { [APPLICATION_SETTING]: "connectionString" } as const;

/** A secret, settings with the key itself, and one that refers to the secret. */
export const app: PlaceGroup = {
    name: "app",
    places: [
        vaultSecret(),
        webApp({ ...application, UPLOADS_KEY: "key", UPLOADS_SECRET: keyVaultReference("uploads") }),
    ],
};

/** The hosts of applications, in two waves, with a vault that lets in only the readers of its secret. */
export const hosts: PlaceGroup = {
    name: "hosts",
    places: [
        vaultSecret({ content: "connectionString", appsRead: true }),
        webApp(application),
        deploymentSlot,
        containerJob,
        containerApp,
    ],
};

/** Services that show the key that they are given, and a program. */
export const services: PlaceGroup = {
    name: "services",
    places: [webApp(application), configurationStore, ...servicesThatShow, pipeline],
};

/** Services that take a key and show none, and those that read the keys themselves when they are told to. */
export const unseen: PlaceGroup = {
    name: "unseen",
    places: [webApp(application), ...servicesThatHide],
    isUnseen: true,
};

const signature = sas({ permissions: "rl", validFor: "120d", container: "photos", form: "url" });

/** Signatures instead of keys, and a key that is left only when the logs say that nobody uses it. */
export const signatures: PlaceGroup = {
    name: "signatures",
    places: [vaultSecret({ content: signature }), webApp({ ...application, PHOTOS: signature }), requestLog],
};

export const GROUPS: readonly PlaceGroup[] = [app, hosts, services, unseen, signatures];

/** The groups of these names, by commas. */
export function groupsNamed(names: string): readonly PlaceGroup[] {
    return names.split(",").map(groupNamed);
}

export function groupNamed(name: string): PlaceGroup {
    return named(GROUPS, name);
}
