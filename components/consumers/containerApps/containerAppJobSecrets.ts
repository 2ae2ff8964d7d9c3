import type { Input } from "@pulumi/pulumi";
import type { Absent } from "../../absent";
import { membersOf } from "../../shape/containers";
import { durationProblems } from "../../shape/problem";
import { optional } from "../../shape/shape";
import { armPath, name } from "../../shape/values";
import type { Access } from "../access";
import type { Consumer, PlaceOf, WrittenKind } from "../consumer";
import type { ConsumerDeclaration } from "../declaration";
import { untilItStays } from "../lists/untilItStays";
import { duration, resource, settings } from "../shapes";
import {
    type ContainerHost,
    type ContainerSecretsArgs,
    containerCall,
    hostActions,
    hostId,
    hostProblems,
    noSuchHost,
    readsAs,
} from "./containerHost";
import { executionActions, untilExecutionsEnded } from "./executions";
import { containerAppsJobs } from "./scan";
import { containerEnvironments } from "./scanEnvironments";
import { type Beside, lookAtSecrets, lostSecrets, removeSecrets, writeSecrets } from "./secretList";

/** Secrets of a Container Apps job that hold the active key. The next execution takes them. */
export interface ContainerAppJobSecretsArgs extends ContainerSecretsArgs {
    /** Name of the job. */
    readonly job: Input<string>;
    /**
     * How long an execution may continue with its first key, such as `6h`; the old key is retired after that. Default: an update waits, for ten
     * minutes at most, until all running executions have ended.
     */
    readonly cachedFor?: Input<string>;
}

/** Secrets of a job as a consumer. */
export interface ContainerAppJobSecretsConsumer extends ContainerAppJobSecretsArgs, Consumer {
    /** The kind of the consumer; set by `containerAppJobSecrets`. */
    readonly kind: "containerAppJobSecrets";
}

/** The same as plain values. */
export type ContainerAppJobSecretsPlace = PlaceOf<ContainerAppJobSecretsConsumer>;

/** Secrets of an Azure Container Apps job. */
export function containerAppJobSecrets(args: ContainerAppJobSecretsArgs): ContainerAppJobSecretsConsumer {
    return { kind: "containerAppJobSecrets", ...args };
}

/** Secrets of a job. */
export const containerAppJobSecretsKind: WrittenKind<ContainerAppJobSecretsPlace> = {
    role: "containerjob",
    names: ({ job }) => [job],
    contents: ({ secrets }) => secrets,
    id: (place, subscriptionId) => `${hostId(hostOf(place), place, subscriptionId)}/secrets`,
    actions: (place) => [...hostActions("jobs", place), ...executionActions],
    problems: (place, all) => [
        ...hostProblems(place, all, "job", ({ job }) => job),
        ...(place.cachedFor === undefined ? [] : durationProblems(`${place.argument}.cachedFor`, place.cachedFor)),
    ],
    readerLag: ({ cachedFor }) => cachedFor,
    readsAs: (place, access) => readsAs(hostOf(place), place, access),
    look: (place, access) => lookAtSecrets(hostOf(place), place, access),

    async switchOver(change, access) {
        const { place, removed } = change;
        const host = hostOf(place);
        const id = hostId(host, place, access.subscriptionId);
        const beside = await trigger(place, access);
        if (beside === "absent") {
            throw noSuchHost(host, id, place);
        }
        let { values } = change;
        const write = async () => {
            const found = await writeSecrets(host, change, access, beside);
            values = found.held;
            if (place.cachedFor === undefined) {
                await untilExecutionsEnded(place.job, id, access);
            }
            return found;
        };
        const switched = await untilItStays(
            { write, lost: () => lostSecrets(host, { ...change, values }, access) },
            access,
        );
        if (removed.length > 0) {
            await removeSecrets(host, place, removed, access, beside);
        }
        return { ...switched, held: values };
    },

    async remove(place, names, access) {
        const beside = await trigger(place, access);
        if (beside !== "absent") {
            await removeSecrets(hostOf(place), place, names, access, beside);
        }
    },
};

/** Two members of a job's configuration that no change of it may leave out; `absent` if there is no such job. */
async function trigger(place: ContainerAppJobSecretsPlace, access: Access): Promise<Beside | Absent> {
    const id = hostId(hostOf(place), place, access.subscriptionId);
    const properties = await access.arm.findProperties(containerCall("GET", id));
    if (properties === "absent") {
        return properties;
    }
    const { triggerType, replicaTimeout } = (properties.configuration ?? {}) as Beside;
    return { triggerType, replicaTimeout };
}

function hostOf({ job }: ContainerAppJobSecretsPlace): ContainerHost {
    return { type: "jobs", name: job };
}

/** Secrets of jobs, and of the environments of apps and jobs. */
export const containerAppJobSecretsDeclaration: ConsumerDeclaration<ContainerAppJobSecretsConsumer> = {
    example: containerAppJobSecrets({
        resourceGroupName: "rg",
        subscriptionId: "b7a2c9d0-1111-2222-3333-123456789012",
        job: "night",
        cachedFor: "1h",
        secrets: { uploads: "key" },
    }),
    shape: membersOf<ContainerAppJobSecretsConsumer>({
        ...resource,
        secrets: settings,
        identity: optional(armPath),
        job: name,
        cachedFor: optional(duration),
    }),
    place: containerAppJobSecretsKind,
    scanners: [containerAppsJobs, containerEnvironments],
};
