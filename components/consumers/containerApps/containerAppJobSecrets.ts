import type { Input } from "@pulumi/pulumi";
import { durationProblems } from "../../arguments/problem";
import type { Access } from "../access";
import type { Holder, PlaceOf, WrittenConsumer } from "../consumer";
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
import { type Beside, lookAtSecrets, removeSecrets, writeSecrets } from "./secretList";

/** Secrets of a Container Apps job that hold the active key. The next execution takes them. */
export interface ContainerAppJobSecretsArgs extends ContainerSecretsArgs {
    /** Name of the job. */
    readonly job: Input<string>;
    /**
     * How long an execution may go on with the key that it started with, such as `6h`; the old key is retired after that. Default: an
     * update waits, for ten minutes at most, until those under way have ended.
     */
    readonly cachedFor?: Input<string>;
}

/** Secrets of a job as a holder. */
export interface ContainerAppJobSecretsHolder extends ContainerAppJobSecretsArgs, Holder {
    /** Says what the place is; set by `containerAppJobSecrets`. */
    readonly kind: "containerAppJobSecrets";
}

/** The same as plain values. */
export type ContainerAppJobSecretsPlace = PlaceOf<ContainerAppJobSecretsHolder>;

/** Secrets of an Azure Container Apps job, for `holders`. */
export function containerAppJobSecrets(args: ContainerAppJobSecretsArgs): ContainerAppJobSecretsHolder {
    return { kind: "containerAppJobSecrets", ...args };
}

/** Secrets of a job. */
export const containerAppJobSecretsConsumer: WrittenConsumer<ContainerAppJobSecretsPlace> = {
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
        if (beside === undefined) {
            throw noSuchHost(host, id, place);
        }
        await writeSecrets(host, change, access, beside);
        if (place.cachedFor === undefined) {
            await untilExecutionsEnded(place.job, id, access);
        }
        if (removed.length > 0) {
            await removeSecrets(host, place, removed, access, beside);
        }
    },

    async remove(place, names, access) {
        const beside = await trigger(place, access);
        if (beside !== undefined) {
            await removeSecrets(hostOf(place), place, names, access, beside);
        }
    },
};

/** Two members of a job's configuration that no change of it may leave out; undefined where there is no such job. */
async function trigger(place: ContainerAppJobSecretsPlace, access: Access): Promise<Beside | undefined> {
    const id = hostId(hostOf(place), place, access.subscriptionId);
    const properties = await access.arm.findProperties(containerCall("GET", id));
    if (properties === undefined) {
        return undefined;
    }
    const { triggerType, replicaTimeout } = (properties.configuration ?? {}) as Beside;
    return { triggerType, replicaTimeout };
}

function hostOf({ job }: ContainerAppJobSecretsPlace): ContainerHost {
    return { type: "jobs", name: job };
}
