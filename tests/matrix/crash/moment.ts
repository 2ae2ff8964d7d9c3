import type { PendingCall } from "../../../sandbox/azure/faults";
import type { JournalEntry } from "../../../sandbox/azure/journal";
import type { Photos } from "../../integration/support/photos";
import { READER } from "../support/heldKeys";

/** When a process is killed: at a call of the pair's handlers and consumers, or when the state file has been written. */
export type Moment =
    | {
          readonly kind: "call";
          /** Before the call has an effect, or when it has had it and the answer is lost. */
          readonly effect: "before" | "after";
          readonly operation: string;
          /** Which of the update's calls of that operation, from 1. */
          readonly nth: number;
      }
    | { readonly kind: "checkpoint"; readonly nth: number };

export function momentName(moment: Moment): string {
    return moment.kind === "call"
        ? `${moment.effect} ${moment.operation} ${moment.nth}`
        : `after checkpoint ${moment.nth}`;
}

/** Whether a call is one of the pair's: of its handlers, or of the provider of its secret. */
export function isOfPair(photos: Photos): (call: Pick<PendingCall, "target" | "client">) => boolean {
    const targets = [photos.account.name, photos.site.name, `${photos.vault.name}/uploads`];
    return ({ target, client }) => targets.includes(target) && client !== READER;
}

/** Every moment of an update that ran undisturbed. */
export function momentsOf(photos: Photos, entries: readonly JournalEntry[], checkpoints: number): readonly Moment[] {
    const isOurs = isOfPair(photos);
    const counts = new Map<string, number>();
    const calls = entries.filter((entry) => entry.kind === "call").filter(isOurs);
    return [
        ...calls.flatMap(({ operation }) => {
            const nth = (counts.get(operation) ?? 0) + 1;
            counts.set(operation, nth);
            return momentsOfCall(operation, nth);
        }),
        ...Array.from({ length: checkpoints }, (_, index) => ({ kind: "checkpoint", nth: index + 1 }) as const),
    ];
}

/**
 * A call that only reads leaves everything as it was, so the moments before and after it are one. How many probes it takes
 * differs from run to run: the first of the update, and the first of the new key.
 */
function momentsOfCall(operation: string, nth: number): readonly Moment[] {
    const before = { kind: "call", effect: "before", operation, nth } as const;
    if (CHANGES.includes(operation)) {
        return [before, { ...before, effect: "after" }];
    }
    return operation === "blobService/get" && nth > 2 ? [] : [before];
}

const CHANGES: readonly string[] = [
    "storageAccounts/regenerateKey",
    "vaults/secrets/put",
    "sites/config/appsettings/put",
    "sites/restart",
];
