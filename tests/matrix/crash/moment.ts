import { isCertain } from "../support/isCertain";
import { isChange } from "../support/isChange";

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

/** What the moment is one of. */
export function operationOf(moment: Moment): string {
    return moment.kind === "call" ? moment.operation : moment.saved;
}

/** Which moments can be waited for in one update: calls; the call of a diff, of which the engine makes one at a time; a checkpoint. */
export function momentKind(moment: Moment): string {
    switch (moment.kind) {
        case "call":
            return isInDiff(moment) ? "diff" : "call";
        case "checkpoint":
            return `checkpoint of ${moment.saved}`;
    }
}

/** An update lists the keys first in Rotation's diff. */
export function isInDiff({ operation, nth }: CallMoment): boolean {
    return operation === "storageAccounts/listKeys" && nth === 1;
}

/** Every moment of an update that ran undisturbed, made these calls and saved these resources. */
export function momentsOf(operations: readonly string[], saved: readonly SavedResource[]): readonly Moment[] {
    const counts = new Map<string, number>();
    const calls = operations.flatMap((operation) => {
        const nth = (counts.get(operation) ?? 0) + 1;
        counts.set(operation, nth);
        return momentsOfCall(operation, nth);
    });
    return [...calls, ...saved.map((resource) => checkpointOf(resource, calls))];
}

/** A call that only reads leaves everything as it was, so the moments before and after it are one. */
function momentsOfCall(operation: string, nth: number): readonly CallMoment[] {
    const before = { kind: "call", effect: "before", operation, nth } as const;
    if (isChange(operation)) {
        return [before, { ...before, effect: "after" }];
    }
    return isCertain({ operation, nth }) ? [before] : [];
}

function checkpointOf(saved: SavedResource, calls: readonly CallMoment[]): CheckpointMoment {
    const within = calls.findLast(({ effect, operation }) => effect === "before" && operation === CALLS_WITHIN[saved]);
    return { kind: "checkpoint", saved, ...(within === undefined ? {} : { within }) };
}

const CALLS_WITHIN: Readonly<Record<SavedResource, string>> = {
    Rotation: "blobService/get",
    Secret: "vaults/secrets/put",
    AppSettings: "sites/restart",
    ConnectionStrings: "sites/config/connectionstrings/put",
    StorageMounts: "sites/config/azurestorageaccounts/put",
    ContainerAppSecrets: "containerApps/revisions/restart",
    ContainerAppJobSecrets: "jobs/patch",
    AppConfigurationKeyValues: "keyValues/put",
    NamedValue: "namedValues/put",
    ArmAction: "namedValues/put",
    AutomationVariable: "variables/put",
    LinkedService: "linkedservices/put",
    IotHubEndpoints: "iotHubs/put",
    AfterRetirement: "batchAccounts/syncAutoStorageKeys",
    Retirement: "storageAccounts/regenerateKey",
};
