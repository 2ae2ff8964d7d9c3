import type { Dependents } from "./dependent";
import type { GateResult } from "./gateAnswer";
import type { Observed, SlotKey } from "./state";

/** Fingerprint of the key in each slot, as a list of the service showed it. A list may be older than it looks. */
export type Fingerprints = Observed["fingerprints"];

/**
 * The requests of a sequence to the world. A sequence is a generator: it yields effects and gets answers. So a handler performs them on the
 * real Azure, and the model performs the same ones in a simulated world.
 */
export type Effect =
    /** The rest is for an update: a preview ends here. */
    | { readonly do: "begin" }
    /** The time, by the clock of the service if that differs from ours. */
    | { readonly do: "now" }
    /** Makes the keys that do not exist yet, if no service makes them. */
    | { readonly do: "prepare"; readonly slot: string }
    /** Lists the keys. `mayBeOld`: a list that the same update made a few seconds ago will do. */
    | { readonly do: "list"; readonly mayBeOld?: true }
    /** Lists the keys and looks at every consumer, in parallel. */
    | { readonly do: "look" }
    /** Searches for every place that holds a key of the pair. */
    | { readonly do: "search" }
    /** Asks the gates. */
    | { readonly do: "askGates"; readonly about: GateQuestion }
    /** Finds out whether the service can be asked, with keys. It should accept one of them. */
    | { readonly do: "canAsk"; readonly oneOf: readonly string[] }
    /** Asks the service once whether it accepts the key with this fingerprint. */
    | { readonly do: "accepts"; readonly fingerprint: string }
    /** Regenerates one slot, once. The only effect that changes a key. */
    | { readonly do: "regenerate"; readonly slot: string }
    | { readonly do: "pause"; readonly ms: number }
    /** Shows a line of progress. */
    | { readonly do: "report"; readonly line: string }
    /** Shows a warning to the user although nothing failed. */
    | { readonly do: "warn"; readonly line: string };

/** The subject of the gates. */
export type GateQuestion =
    /** Whether somebody uses the standby key, before it is regenerated. */
    | { readonly kind: "use"; readonly of: SlotKey }
    /** Whether the outgoing key may be retired. `standing`: only the checks that need no question to anybody. */
    | {
          readonly kind: "retirement";
          readonly switchedAt: string;
          readonly asked: "standing" | "all" | "urgent";
      };

/** Whether the service can be asked if it accepts a key. */
export type CanAsk =
    /** It accepted the key with this fingerprint, which is the first one that it accepted, and refused a made-up key. */
    | { readonly kind: "probe"; readonly accepted: string }
    /** Nobody can be asked, for this reason. `waitMs` is the time for a new key instead, `wait` the same in words. */
    | {
          readonly kind: "blind";
          readonly reason: string;
          readonly waitMs: number;
          readonly wait: string;
          /** There is somebody to ask, but no key is accepted. */
          readonly isSilent: boolean;
      };

/** The end of a regenerate. If the service refused its content, the effect throws. */
export type Regenerated =
    /**
     * The service reports that it is done. `fingerprints`: the keys of its answer, which may be older ones. `isChosen`: we chose the key
     * ourselves, so it is the new key even if it stood there before.
     */
    | { readonly kind: "done"; readonly fingerprints?: Fingerprints; readonly isChosen?: true }
    /** Refused because another operation is running: no key was changed, and it may be repeated later. */
    | { readonly kind: "conflict"; readonly cause: Error; readonly retryAfterMs: number }
    /** The answer was lost: the key may be a new one, or become one. */
    | { readonly kind: "lost"; readonly cause: Error; readonly mayBeUnderWay: boolean; readonly retryAfterMs: number };

interface Answers {
    readonly begin: undefined;
    readonly now: Date;
    readonly prepare: undefined;
    readonly list: Fingerprints;
    readonly look: Observed;
    readonly search: Dependents;
    readonly askGates: readonly GateResult[];
    readonly canAsk: CanAsk;
    readonly accepts: boolean;
    readonly regenerate: Regenerated;
    readonly pause: undefined;
    readonly report: undefined;
    readonly warn: undefined;
}

/** The answers to the effects. */
export type AnswerTo<Asked extends Effect> = Answers[Asked["do"]];

/** A part of the lifecycle that asks the world, and how it ends. */
export type Sequence<End> = Generator<Effect, End, unknown>;

/** Asks for one effect. The runner of the sequence answers by the effect's name: the one cast that this takes is here. */
export function* ask<Asked extends Effect>(effect: Asked): Generator<Asked, AnswerTo<Asked>, unknown> {
    return (yield effect) as AnswerTo<Asked>;
}
