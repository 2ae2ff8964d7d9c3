import type { ArmCall } from "../../armCall";
import { RotationError } from "../../lifecycle/rotationError";
import type { Access } from "../access";
import { listAll } from "../lists/listAll";
import { sureList } from "../lists/sureList";
import { containerCall } from "./containerHost";

interface Revision {
    readonly name?: string;
    readonly properties?: {
        readonly active?: boolean;
        readonly healthState?: string;
        readonly runningState?: string;
        readonly template?: { readonly scale?: { readonly minReplicas?: number } | null };
    };
}

interface Replica {
    readonly name?: string;
    readonly properties?: {
        readonly createdTime?: string;
        readonly runningState?: string;
        readonly containers?: readonly ReplicaContainer[];
    };
}

interface ReplicaContainer {
    readonly containerId?: string;
    readonly restartCount?: number;
    readonly ready?: boolean;
    readonly runningState?: string;
}

const TEN_MINUTES = { timeoutMs: 600_000, intervalMs: 2_000 };

/** States of a revision that is not well, or not well yet. */
const NOT_RUNNING: readonly (string | undefined)[] = ["Processing", "Degraded", "Failed"];

/** The calls that restart revisions and show that they run. */
export const revisionActions: readonly string[] = [
    "Microsoft.App/containerApps/revisions/read",
    "Microsoft.App/containerApps/revisions/restart/action",
    "Microsoft.App/containerApps/revisions/replicas/read",
];

/**
 * Restarts each active revision, because a changed secret does not affect those that run ("Manage secrets in Azure Container Apps"), and
 * returns when no replica is left from before and those that came instead are ready. Inactive ones start with the secrets of that moment.
 *
 * @param app ARM id of the container app
 * @throws a `not-switched` error if one is not well in time
 */
export async function untilRevisionsRestarted(app: string, access: Access): Promise<void> {
    const revisions = await listSurely<Revision>(containerCall("GET", `${app}/revisions`), access);
    const active = revisions.filter(({ properties }) => properties?.active === true);
    await Promise.all(active.map(({ name = "" }) => untilRestarted(`${app}/revisions/${name}`, name, access)));
}

async function untilRestarted(revision: string, name: string, access: Access): Promise<void> {
    const { arm, waitUntil, report } = access;
    await report(`waiting until ${name} runs with its new secrets`);
    const listed = containerCall("GET", `${revision}/replicas`);
    const before = (await listSurely<Replica>(listed, access)).flatMap(starts);
    let looksWithoutAny = 0;
    await arm.send(containerCall("POST", `${revision}/restart`));
    let lacking: string | undefined;
    const isRunning = await waitUntil(
        async () => {
            const [replicas, answer] = await Promise.all([
                listAll<Replica>(listed, access),
                arm.find(containerCall("GET", revision)),
            ]);
            looksWithoutAny = replicas.length === 0 ? looksWithoutAny + 1 : 0;
            // One list without any replica may be a list that lacks them.
            const isSure = before.length === 0 || looksWithoutAny !== 1;
            lacking = lackingOf(before, replicas, answer === "absent" ? {} : (answer as Revision));
            return lacking === undefined && isSure;
        },
        TEN_MINUTES,
        () => `waiting until ${name} runs with its new secrets (${lacking ?? "looking again"})`,
    );
    if (!isRunning) {
        throw new RotationError(
            "not-switched",
            `${name} does not run with its new secrets 10 minutes after it was restarted (${lacking}); the old key still works; ` +
                "see to the revision, then run `pulumi up` again",
        );
    }
}

/** The condition that is still missing until the revision runs with the present secrets; undefined if it runs with them. */
function lackingOf(before: readonly string[], replicas: readonly Replica[], revision: Revision): string | undefined {
    const { healthState, runningState, template } = revision.properties ?? {};
    const old = replicas.find((replica) => starts(replica).some((start) => before.includes(start)));
    if (old !== undefined) {
        return `replica ${old.name} is still there`;
    }
    const starting = replicas.find((replica) => !isReady(replica));
    if (starting !== undefined) {
        return `replica ${starting.name} is not ready`;
    }
    // A revision that may have no replicas has no holder of a key then.
    if (replicas.length === 0 && before.length > 0 && (template?.scale?.minReplicas ?? 0) > 0) {
        return "no replica has started";
    }
    return healthState === "Unhealthy" || NOT_RUNNING.includes(runningState)
        ? `it is ${[healthState, runningState].filter(Boolean).join(", ")}`
        : undefined;
}

/** A list that is empty is asked for again: a restart of nothing would count as one of everything. */
async function listSurely<Item extends { readonly name?: string }>(
    call: ArmCall,
    access: Access,
): Promise<readonly Item[]> {
    const list = await sureList<readonly Item[]>(
        {
            name: call.path,
            ask: () => listAll<Item>(call, access),
            namesIn: (items) => items.map(({ name = "" }) => name),
            known: [],
        },
        access,
    );
    return list === "absent" ? [] : list;
}

/** Each start of a container in a replica: a restart gives it another number, another container or another replica. */
function starts({ name, properties: { createdTime, containers = [] } = {} }: Replica): readonly string[] {
    const own = containers.map(({ containerId, restartCount }) => [containerId, restartCount]);
    return (own.length === 0 ? [[]] : own).map((start) => JSON.stringify([name, createdTime, ...start]));
}

function isReady({ properties: { runningState, containers = [] } = {} }: Replica): boolean {
    return (
        runningState === "Running" && containers.every(({ ready, runningState: state }) => ready ?? state === "Running")
    );
}
