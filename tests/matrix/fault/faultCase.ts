import { groupNamed, type PlaceGroup } from "../places/placeGroup";
import { named } from "../support/named";
import { DOUBLED, FAULT_KINDS, type FaultKind } from "./faultKind";
import type { ServiceCall } from "./serviceCall";

/** One call that goes wrong: once, or each time until the update ends. */
export interface FaultCase {
    /** The places of the pair whose rotation makes the call. */
    readonly group: PlaceGroup;
    readonly call: ServiceCall;
    readonly kind: FaultKind;
    readonly lasts: "once" | "until the end";
}

/** A case in the form for another process. */
export interface PlainCase extends Pick<FaultCase, "call" | "lasts"> {
    readonly group: string;
    readonly kind: string;
}

export function plainCase({ group, kind, call, lasts }: FaultCase): PlainCase {
    return { group: group.name, kind: kind.name, call, lasts };
}

export function caseFrom({ group, kind, call, lasts }: PlainCase): FaultCase {
    return { group: groupNamed(group), kind: named(FAULT_KINDS, kind), call, lasts };
}

export function caseName({ group, call, kind, lasts }: FaultCase): string {
    return `${group.name} / ${call.operation} ${call.nth} / ${kind.name} / ${lasts}`;
}

/** Each call with each fault that it can meet; one that passes also until the end, and so does a probe that is refused. */
export function casesOf(group: PlaceGroup, calls: readonly ServiceCall[]): readonly FaultCase[] {
    return calls.flatMap((call) =>
        FAULT_KINDS.filter(({ fault }) => fault(call) !== undefined).flatMap((kind) => [
            { group, call, kind, lasts: "once" } as const,
            ...(kind.passes || call.operation === "blobService/get"
                ? [{ group, call, kind, lasts: "until the end" } as const]
                : []),
        ]),
    );
}

/** How many regenerates the case may cost beyond those of a rotation: one (rule 4), and the one that the fault makes itself. */
export function mostExtraRegenerates({ kind }: Pick<FaultCase, "kind">): number {
    return kind.name === DOUBLED ? 2 : 1;
}

/** Whether the update has to go on all the same. */
export function isOutlasted({ call, kind, lasts }: FaultCase): boolean {
    if (lasts === "until the end" || call.operation === "vaults/secrets/put") {
        return false; // the secret is written by azure-native, whose retries are its own
    }
    if (call.operation === "blobService/get") {
        return true; // a probe is a question that is asked again and again
    }
    switch (call.operation) {
        case "metadata/endpoints":
        case "operations/status":
        case "operations/result":
            // The first knows no conflicts, and of an operation it is the end.
            return kind.passes && kind.name !== "409";
        case "identity/token":
            // @azure/identity repeats answers that it can read; no endpoint for tokens knows conflicts.
            return kind.passes && !["malformed body", "409"].includes(kind.name);
        case "storageAccounts/regenerateKey":
            // One that may still be under way is not repeated.
            return kind.name !== "timeout" && (kind.passes || kind.name.startsWith("long-running"));
        // These may take ten times as long as others, and are not repeated after that.
        case "sites/restart":
        case "iotHubs/put":
        case "linkedservices/put":
        case "connections/put":
        case "namedValues/put":
        case "variables/put":
        case "workspaces/resyncKeys":
        case "batchAccounts/syncAutoStorageKeys":
            return kind.passes && !kind.name.startsWith("timeout");
        default:
            return kind.passes;
    }
}
