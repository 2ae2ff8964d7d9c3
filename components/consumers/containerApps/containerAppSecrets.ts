import type { Input } from "@pulumi/pulumi";
import type { Holder, PlaceOf, WrittenConsumer } from "../consumer";
import {
    type ContainerHost,
    type ContainerSecretsArgs,
    hostActions,
    hostId,
    hostProblems,
    readsAs,
} from "./containerHost";
import { revisionActions, untilRevisionsRestarted } from "./revisions";
import { lookAtSecrets, removeSecrets, writeSecrets } from "./secretList";

/** Secrets of a container app that hold the active key. Its active revisions are restarted with every switch. */
export interface ContainerAppSecretsArgs extends ContainerSecretsArgs {
    /** Name of the container app. */
    readonly containerApp: Input<string>;
}

/** Secrets of a container app as a holder. */
export interface ContainerAppSecretsHolder extends ContainerAppSecretsArgs, Holder {
    /** Says what the place is; set by `containerAppSecrets`. */
    readonly kind: "containerAppSecrets";
}

/** The same as plain values. */
export type ContainerAppSecretsPlace = PlaceOf<ContainerAppSecretsHolder>;

/** Secrets of an Azure Container App, for `holders`. */
export function containerAppSecrets(args: ContainerAppSecretsArgs): ContainerAppSecretsHolder {
    return { kind: "containerAppSecrets", ...args };
}

/** Secrets of a container app. */
export const containerAppSecretsConsumer: WrittenConsumer<ContainerAppSecretsPlace> = {
    role: "containerapp",
    names: ({ containerApp }) => [containerApp],
    contents: ({ secrets }) => secrets,
    id: (place, subscriptionId) => `${hostId(hostOf(place), place, subscriptionId)}/secrets`,
    actions: (place) => [...hostActions("containerApps", place), ...revisionActions],
    problems: (place, all) => hostProblems(place, all, "containerApp", ({ containerApp }) => containerApp),
    readsAs: (place, access) => readsAs(hostOf(place), place, access),
    look: (place, access) => lookAtSecrets(hostOf(place), place, access),

    async switchOver(change, access) {
        const { place, removed } = change;
        const host = hostOf(place);
        await writeSecrets(host, change, access);
        // Also where nothing had to be written: an update that was interrupted here has restarted nothing.
        await untilRevisionsRestarted(hostId(host, place, access.subscriptionId), access);
        if (removed.length > 0) {
            await removeSecrets(host, place, removed, access);
        }
    },

    remove: (place, names, access) => removeSecrets(hostOf(place), place, names, access),
};

function hostOf({ containerApp }: ContainerAppSecretsPlace): ContainerHost {
    return { type: "containerApps", name: containerApp };
}
