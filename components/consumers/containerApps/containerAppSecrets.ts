import type { Input } from "@pulumi/pulumi";
import { membersOf } from "../../shape/containers";
import { optional } from "../../shape/shape";
import { armPath, name } from "../../shape/values";
import type { Consumer, PlaceOf, WrittenKind } from "../consumer";
import type { ConsumerDeclaration } from "../declaration";
import { untilItStays } from "../lists/untilItStays";
import { resource, settings } from "../shapes";
import {
    type ContainerHost,
    type ContainerSecretsArgs,
    hostActions,
    hostId,
    hostProblems,
    readsAs,
} from "./containerHost";
import { revisionActions, untilRevisionsRestarted } from "./revisions";
import { containerApps } from "./scan";
import { lookAtSecrets, lostSecrets, removeSecrets, writeSecrets } from "./secretList";

/** Secrets of a container app that hold the active key. Its active revisions are restarted with every switch. */
export interface ContainerAppSecretsArgs extends ContainerSecretsArgs {
    /** Name of the container app. */
    readonly containerApp: Input<string>;
}

/** Secrets of a container app as a consumer. */
export interface ContainerAppSecretsConsumer extends ContainerAppSecretsArgs, Consumer {
    /** The kind of the consumer; set by `containerAppSecrets`. */
    readonly kind: "containerAppSecrets";
}

/** The same as plain values. */
export type ContainerAppSecretsPlace = PlaceOf<ContainerAppSecretsConsumer>;

/** Secrets of an Azure Container App. */
export function containerAppSecrets(args: ContainerAppSecretsArgs): ContainerAppSecretsConsumer {
    return { kind: "containerAppSecrets", ...args };
}

/** Secrets of a container app. */
export const containerAppSecretsKind: WrittenKind<ContainerAppSecretsPlace> = {
    role: "containerapp",
    names: ({ containerApp }) => [containerApp],
    restarts: ({ containerApp }) => containerApp,
    contents: ({ secrets }) => secrets,
    id: (place, subscriptionId) => `${hostId(hostOf(place), place, subscriptionId)}/secrets`,
    actions: (place) => [...hostActions("containerApps", place), ...revisionActions],
    problems: (place, all) => hostProblems(place, all, "containerApp", ({ containerApp }) => containerApp),
    readsAs: (place, access) => readsAs(hostOf(place), place, access),
    look: (place, access) => lookAtSecrets(hostOf(place), place, access),

    async switchOver(change, access) {
        const { place, removed } = change;
        const host = hostOf(place);
        let { values } = change;
        const write = async () => {
            const found = await writeSecrets(host, change, access);
            values = found.held;
            // Also if nothing had to be written: an update that was interrupted here has restarted nothing.
            await untilRevisionsRestarted(hostId(host, place, access.subscriptionId), access);
            return found;
        };
        const switched = await untilItStays(
            { write, lost: () => lostSecrets(host, { ...change, values }, access) },
            access,
        );
        if (removed.length > 0) {
            await removeSecrets(host, place, removed, access);
        }
        return { ...switched, held: values };
    },

    remove: (place, names, access) => removeSecrets(hostOf(place), place, names, access),
};

function hostOf({ containerApp }: ContainerAppSecretsPlace): ContainerHost {
    return { type: "containerApps", name: containerApp };
}

/** Secrets of container apps. */
export const containerAppSecretsDeclaration: ConsumerDeclaration<ContainerAppSecretsConsumer> = {
    example: containerAppSecrets({
        resourceGroupName: "rg",
        subscriptionId: "b7a2c9d0-1111-2222-3333-123456789012",
        containerApp: "api",
        identity: "system",
        secrets: { uploads: "key" },
    }),
    shape: membersOf<ContainerAppSecretsConsumer>({
        ...resource,
        secrets: settings,
        identity: optional(armPath),
        containerApp: name,
    }),
    place: containerAppSecretsKind,
    scanners: [containerApps],
};
