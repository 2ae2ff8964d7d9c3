import { isCertain } from "../support/isCertain";
import { isChange } from "../support/isChange";

/** When a process is killed: at a call of the pair's handlers and consumers, or when the state file has been written. */
export type Moment = CallMoment | CheckpointMoment;

export interface CallMoment {
    readonly kind: "call";
    /** Before the call has an effect, or when it has had it and the answer is lost. */
    readonly effect: "before" | "after";
    readonly operation: string;
    /** The number of the call among the update's calls of that operation, from 1. */
    readonly nth: number;
    /** Whether another provider has a step under way, which then goes on where ours is killed. */
    readonly isBesideOther?: true;
}

/** A call that an undisturbed update has made. */
export type RecordedCall = Pick<CallMoment, "operation" | "isBesideOther">;

/** The moment when the state file has the result of a resource. Before a step it is written, too: then the step's first call follows. */
export interface CheckpointMoment {
    readonly kind: "checkpoint";
    readonly saved: SavedResource;
    /** A call of the step that comes to it; none where the step makes no calls. */
    readonly within?: CallMoment;
}

/** The last part of a resource's type. */
export type SavedResource = string;

export function momentName(moment: Moment): string {
    return moment.kind === "call"
        ? `${moment.effect} ${moment.operation} ${moment.nth}`
        : `after the checkpoint of ${moment.saved}`;
}

/** The operation of the moment. */
export function operationOf(moment: Moment): string {
    return moment.kind === "call" ? moment.operation : moment.saved;
}

/** Every moment of an update that ran undisturbed, made these calls and saved these resources. */
export function momentsOf(recorded: readonly RecordedCall[], saved: readonly SavedResource[]): readonly Moment[] {
    const counts = new Map<string, number>();
    const calls = recorded.flatMap((call) => {
        const nth = (counts.get(call.operation) ?? 0) + 1;
        counts.set(call.operation, nth);
        return momentsOfCall({ ...call, nth });
    });
    return [...calls, ...saved.map((resource) => ({ kind: "checkpoint", saved: resource }) as const)];
}

/** A call that only reads leaves everything as it was, so the moments before and after it are one. */
function momentsOfCall(call: RecordedCall & { readonly nth: number }): readonly CallMoment[] {
    const before = { kind: "call", effect: "before", ...call } as const;
    if (isChange(call.operation)) {
        return [before, { ...before, effect: "after" }];
    }
    return isCertain(call) ? [before] : [];
}
