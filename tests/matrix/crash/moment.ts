import type { Call } from "../../../sandbox/azure/journal";

/** When a process is killed: at a call of the pair's handlers and consumers, or when the state file has been written. */
export type Moment = CallMoment | CheckpointMoment;

export interface CallMoment {
    readonly kind: "call";
    /** Before the call has an effect, or when it has had it and the answer is lost. */
    readonly effect: "before" | "after";
    readonly operation: string;
    /** Which of the update's calls of that operation, from 1. */
    readonly nth: number;
}

/** When the state file has what a resource came to. Before a step it is written, too: then the step's first call follows. */
export interface CheckpointMoment {
    readonly kind: "checkpoint";
    /** The last part of the resource's type. */
    readonly saved: string;
}

export function momentName(moment: Moment): string {
    return moment.kind === "call"
        ? `${moment.effect} ${moment.operation} ${moment.nth}`
        : `after the checkpoint of ${moment.saved}`;
}

/** Whether nothing else of its stack goes on at that moment: the engine makes one diff at a time, and that lists first. */
export function stopsWholeStack(moment: Moment): boolean {
    return moment.kind === "checkpoint" || (moment.operation === "storageAccounts/listKeys" && moment.nth === 1);
}

/** Every moment of an update that ran undisturbed, made these calls and saved these resources. */
export function momentsOf(calls: readonly Call[], saved: readonly string[]): readonly Moment[] {
    const counts = new Map<string, number>();
    return [
        ...calls.flatMap(({ operation }) => {
            const nth = (counts.get(operation) ?? 0) + 1;
            counts.set(operation, nth);
            return momentsOfCall(operation, nth);
        }),
        ...saved.map((resource) => ({ kind: "checkpoint", saved: resource }) as const),
    ];
}

/** A call that only reads leaves everything as it was, so the moments before and after it are one. */
function momentsOfCall(operation: string, nth: number): readonly Moment[] {
    const before = { kind: "call", effect: "before", operation, nth } as const;
    if (CHANGES.includes(operation)) {
        return [before, { ...before, effect: "after" }];
    }
    return nth <= (CERTAIN[operation] ?? Number.POSITIVE_INFINITY) ? [before] : [];
}

const CHANGES: readonly string[] = [
    "storageAccounts/regenerateKey",
    "vaults/secrets/put",
    "sites/config/appsettings/put",
    "sites/restart",
];

/** What is asked until the answer is yes takes another number of calls in each update: so many there always are. */
const CERTAIN: Readonly<Record<string, number>> = {
    // The first of the update, and the first of the new key.
    "blobService/get": 2,
    "sites/configreferences/get": 1,
};
