import type { WaveState } from "../../../components/lifecycle/decideWave";
import type { RetirementState, RotationState, SlotNames } from "../../../components/lifecycle/state";
import type { Given } from "../core";
import { type PairShape, wavesOf } from "../pairShape";

export const SLOTS: SlotNames = ["key1", "key2"];
export type SlotIndex = 0 | 1;

/** Keys, versions of secrets and values of triggers are numbers that are used once; 0 stands for nothing. */
export type Id = number;

export const TICK_MS = 3_600_000;
export const SETTLE_MS = 60_000;

/** The whole world: reality, the program, and the memory of the engine. Never changed in place. */
export interface World {
    readonly shape: PairShape;
    readonly program: Program;
    /** The keys of two services; a pair has one of them as its source. */
    readonly services: readonly [Keys, Keys];
    /** The real state of each consumer. */
    readonly consumers: readonly Reality[];
    readonly checkpoint: Checkpoint;
    /** An earlier state, which may be restored or be the one that a second operator has read. */
    readonly backup: Checkpoint | undefined;
    /** The key of a place that nobody registered; 0 if there is no such place. */
    readonly stranger: Id;
    /** The answer of the gates to a retirement. */
    readonly gate: "open" | "waiting" | "failed";
    /** The answer of the gates to whether somebody uses the standby key. */
    readonly use: "open" | "waiting" | "failed";
    /** By the clock of the service, in milliseconds. It stands still, but for pauses and where time is said to pass. */
    readonly now: number;
    /** How often the clock was set back. */
    readonly setBack: number;
    /** The next id. */
    readonly fresh: Id;
    /** Keys that this stack regenerated and that somebody may still be given. */
    readonly killed: readonly Id[];
    /** When the last consumer was moved off the key that stands in each slot of the source; undefined for never. */
    readonly leftAt: readonly [number | undefined, number | undefined];
    /** Whether the checkpoint is older than reality: restored, or an update left none. A refresh mends it. */
    readonly isStale: boolean;
    /**
     * Whether such a checkpoint was refreshed, or Rotation made anew, and no update has put everybody on the active key since: resources of
     * the user's own may then have a generation whose number comes again.
     */
    readonly isMending: boolean;
    /** Keys that were replaced not long ago: a list, or the data plane, may not know yet. */
    readonly past: readonly Past[];
}

/** A key that stood in a slot until a moment. */
export interface Past {
    readonly source: SlotIndex;
    readonly slot: SlotIndex;
    readonly key: Id;
    readonly at: number;
    /** Whether the data plane knows it. It never forgets. */
    readonly isKnown: boolean;
}

export type Keys = readonly [Id, Id];

/** The program of the user. */
export interface Program {
    readonly source: SlotIndex;
    readonly initialSlot: SlotIndex;
    readonly trigger: Id;
    readonly previousTrigger: Id;
    /** 0 if it is not set. */
    readonly emergency: Id;
    readonly strategy: "alternate" | "there-and-back";
    readonly pin: SlotIndex | undefined;
    /** The emergency trigger that was taken away last; 0 where there never was one. */
    readonly pastEmergency: Id;
    readonly retire: "automatic" | "manual";
    readonly retireTrigger: Id;
}

/** The real state of a consumer. */
export interface Reality {
    /** The key its readers use; 0 if it does not exist. */
    readonly key: Id;
    /** The key that a secret's tag names; 0 where the tag is gone. */
    readonly tag: Id;
    /** The generation it was written in, and the moment of that: a secret is tagged with both. */
    readonly generation: number;
    readonly moment: string;
    /** A secret's current version; a reference's version, 0 where it became a plain value. */
    readonly version: Id;
    /** The last writer; `forgotten` is this stack in an update that its checkpoint does not know. */
    readonly writer: "stack" | "forgotten" | "hand";
}

/** The engine's memory of a consumer. */
export interface SavedConsumer extends Given {
    /** The moment of the switch that it was written with, and the key of that. */
    readonly moment: string;
    readonly origin: Id;
    /** A secret's version that was written last, and the key in it. */
    readonly version: Id;
    readonly held: Id;
}

/** The engine's memory of a wave after the first. */
export interface SavedWave {
    readonly state: WaveState;
    /** The key that its consumers are given. */
    readonly key: Id;
}

/** The engine's memory: the states as the core made them, and the truth that the properties are checked against. */
export interface Checkpoint {
    readonly rotation: RotationState | undefined;
    readonly truth: Truth;
    readonly consumers: readonly (SavedConsumer | undefined)[];
    /** Those after the first, in order. */
    readonly waves: readonly (SavedWave | undefined)[];
    readonly retirement: RetirementState | undefined;
}

/** The truth, whatever the core says. */
export interface Truth {
    /** The key that consumers left, or may have been moved to by hand before a refresh. */
    readonly left: Id;
    /** Names this generation, also where its number was used before: the digits of the moment at which it began. */
    readonly mark: Id;
    readonly trigger: Id;
    readonly emergency: Id;
    /** Whether an emergency made this generation. */
    readonly urgent: boolean;
    /** When this generation began. */
    readonly since: number;
    /** The retire trigger with which a person was first asked to retire; 0 where nobody is asked. */
    readonly asked: Id;
}

const ABSENT: Reality = { key: 0, tag: 0, generation: -1, moment: "", version: 0, writer: "stack" };
export const NO_TRUTH: Truth = {
    left: 0,
    mark: 0,
    trigger: 0,
    emergency: 0,
    urgent: false,
    since: 0,
    asked: 0,
};

/** How often the clock may be set back in one history: more often would make no two ages equal. */
export const MOST_SET_BACK = 2;

/** A clock may go back from here. */
const FIRST_MS = 50 * TICK_MS;

/** A service with two keys and nothing deployed. */
export function beginning(shape: PairShape, strategy: Program["strategy"]): World {
    return {
        shape,
        program: {
            source: 0,
            initialSlot: 0,
            trigger: 5,
            previousTrigger: 5,
            emergency: 0,
            strategy,
            pin: undefined,
            pastEmergency: 0,
            retire: shape.retire,
            retireTrigger: 6,
        },
        services: [
            [1, 2],
            [3, 4],
        ],
        consumers: shape.consumers.map(() => ABSENT),
        checkpoint: emptyCheckpoint(shape),
        backup: undefined,
        stranger: 0,
        gate: "open",
        use: "open",
        now: FIRST_MS,
        setBack: 0,
        fresh: 7,
        killed: [],
        leftAt: [undefined, undefined],
        isStale: false,
        isMending: false,
        past: [],
    };
}

export function emptyCheckpoint(shape: PairShape): Checkpoint {
    return {
        rotation: undefined,
        truth: NO_TRUTH,
        consumers: shape.consumers.map(() => undefined),
        waves: wavesOf(shape)
            .slice(1)
            .map(() => undefined),
        retirement: undefined,
    };
}

/** A replaced key is remembered only if the weather lets it be seen. */
export function remembered(shape: PairShape, past: readonly Past[], replaced: Past): readonly Past[] {
    return shape.groups.includes("weather") ? [...past, replaced] : past;
}

export function absent(shape: PairShape): readonly Reality[] {
    return shape.consumers.map(() => ABSENT);
}

/** The consumers beside a checkpoint that may be older than they are. */
export function forgotten(consumers: readonly Reality[], checkpoint: Checkpoint): Reality[] {
    return consumers.map((consumer, place) => {
        const isKnown = consumer.writer === "hand" || consumer.key === (checkpoint.consumers[place]?.held ?? 0);
        return isKnown ? consumer : { ...consumer, writer: "forgotten" };
    });
}

export function slotIndex(slot: string): SlotIndex {
    return slot === SLOTS[0] ? 0 : 1;
}

export function isEmergencyPending({ emergency }: Program, truth: Truth): boolean {
    return emergency !== 0 && emergency !== truth.emergency;
}
