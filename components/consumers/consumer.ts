import type { Input, Unwrap } from "@pulumi/pulumi";
import type { Absent } from "../absent";
import type { ArmCall } from "../armCall";
import type { ArgumentProblem } from "../shape/problem";
import type { Access } from "./access";
import type { Naming } from "./naming";
import type { OnRemove } from "./onRemove";
import type { KeyOrigin } from "./values/secretTags";
import type { Seen } from "./values/seenValue";
import type { SettingValue } from "./values/settingValue";

/** Options of every place that holds the key. */
export interface ConsumerArgs {
    /** Names the child resource; default: the place. */
    readonly name?: string;
    /** Those of wave 1 (default) take a new key first, those of wave 2 when all of wave 1 have it, and so on. */
    readonly wave?: number;
    /**
     * The fate of the place's values when its entry, the pair or the stack is removed. `keep` (default) leaves everything unchanged, with the
     * key in use. `delete` takes away the values of the pair, but no value that was there before the pair, and none that is still declared
     * elsewhere.
     */
    readonly onRemove?: OnRemove;
}

/** A place that holds the key, as a program declares it. Made by a function such as `connectionStrings`. */
export interface Consumer extends ConsumerArgs {
    /** The kind of the consumer; set by the function that makes it. */
    readonly kind: string;
}

/** A place that holds the key, as plain values. At preview, any value may still be unknown. */
export interface Place {
    readonly kind: string;
    /** The user's path to it, for messages: `consumers[0]`. */
    readonly argument: string;
    readonly wave?: number;
    readonly onRemove?: OnRemove;
}

/** The wave of a place. */
export function waveOf({ wave = 1 }: Pick<Place, "wave">): number {
    return wave;
}

/** The last wave of these places; 1 if there are no places. */
export function lastWaveOf(places: readonly Pick<Place, "wave">[]): number {
    return Math.max(1, ...places.map(waveOf));
}

/** The place that a consumer declares. */
export type PlaceOf<Declared extends Consumer> = Place & Unwrap<Omit<Declared, "name">>;

/** The last key that the stack is known to have given to a place. */
export interface GivenToPlace {
    /** Fingerprint of the key. */
    readonly fingerprint: string;
    /** URI of the version that the stack wrote, for a secret. */
    readonly version?: string;
}

/**
 * One kind of place that holds the key. A file of this folder contains all of it: the checks of its arguments, the look at its values, the lag
 * of its readers. It reaches the outside only by `Access`.
 */
export interface ConsumerKind<P extends Place = Place> {
    /** The names that lead to the place, outermost first; the same of a declared consumer, whose names may be outputs. */
    names(place: P): readonly (Input<string> | undefined)[];
    /** Identity of the place: for Azure, its ARM id. Another one is another place. */
    id(place: P, subscriptionId: string): string;
    /** No part of it is in Azure: it gets neither a subscription nor Azure Resource Manager. */
    readonly isOutsideAzure?: true;
    /** The actions of Azure's access control that it takes to look at the place and to switch it. */
    actions(place: P): readonly string[];
    /** The problems of the place, also beside the others of the pair. */
    problems(place: P, all: readonly Place[]): readonly ArgumentProblem[];
    /** The intended values, by name; absent for places that hold the key in a way of their own. */
    contents?(place: P): Readonly<Record<string, SettingValue>>;
    /** How long readers may use the earlier key after the place was switched, such as `24h`; absent: not at all. */
    readerLag?(place: P): string | undefined;
    /**
     * The present values of the place (rule 14); `absent` if it does not exist. Left out for a kind of place that nobody can look at: a pair
     * with such a place does not rotate without checkpoints (rule 16).
     */
    look?(place: P, access: Access): Promise<Seen | Absent>;
    /**
     * The result of a closer look at a place that does not show the expected value: by more calls, and with more rights. Places that may not be
     * looked at closer stay as they were.
     */
    lookCloser?(place: P, seen: Seen, access: Access, given: GivenToPlace): Promise<Seen>;
    /** The resource that must exist before the place can be made; absent if the place itself must exist, or if nobody can tell. */
    host?(place: P, subscriptionId: string): ArmCall | undefined;
    /** The application that restarts when the place is written, by its name; left out for a kind of place that restarts no application. */
    restarts?(place: P): string;
    /** Whether this very place can be looked at, if that differs within its kind. */
    isVisible?(place: P): boolean;
    /** Other places that were looked at, because they might hold the key although no place of the pair declares them. */
    lookAround?(place: P, all: readonly Place[], access: Access): Promise<Seen>;
}

/** A place that a handler of this package writes. */
export interface WrittenKind<P extends Place = Place> extends ConsumerKind<P> {
    /** In the names of child resources, `<pair>-<role>-<names>`: a contract. */
    readonly role: string;
    /** The intended values, by name. */
    contents(place: P): Readonly<Record<string, SettingValue>>;
    /** How the service tells the names of values apart; default `anyCase`. */
    readonly naming?: Naming;
    /** The names that one value of it writes, if the place has others and leaves them unchanged. */
    writes?(place: P): readonly string[];
    /**
     * Writes the values, takes away those in `removed`, and returns when the application uses the new ones. Throws a `not-switched` error, a
     * whole sentence, if it does not in time.
     */
    switchOver(change: Change<P>, access: Access): Promise<Switched>;
    /**
     * Whether the service is to read the keys once more when the outgoing key is retired, because it may take that slot's. It depends only on
     * the declaration, and not on outputs.
     */
    followsRetirement?(place: P): boolean;
    /** Makes it read them once more. `retired` is the key in the slot now. */
    follow?(place: P, retired: KeyOrigin, access: Access): Promise<void>;
    /** The meaning of a failed switch; default: the earlier key of the place still works. */
    failure?(place: P): { readonly failed: string; readonly safe: string };
    /** Object id of the identity as which the place reads secrets that it refers to; undefined if it has no identity. */
    readsAs?(place: P, access: Access): Promise<string | undefined>;
    /** Takes the values of these names away, if they and the place still exist. */
    remove(place: P, names: readonly string[], access: Access): Promise<void>;
}

/** The findings of a switch. */
export interface Switched {
    /** Names that were there although the pair had not written them: the pair must not delete values that it took over. Absent if nobody can tell. */
    readonly found?: readonly string[];
    /** The present values there, if they are not just those of the change. Secret. */
    readonly held?: Readonly<Record<string, string>>;
}

/** The target of a switch. */
export interface Change<P extends Place = Place> {
    readonly place: P;
    /** The new values by name. Secret. */
    readonly values: Readonly<Record<string, string>>;
    /** For each value that is a Key Vault reference, the URI of the version that was written last. */
    readonly references: Readonly<Record<string, string>>;
    /** Names that the pair wrote before: every list of the place has to show them. */
    readonly known: readonly string[];
    /** Those of the `known` names that are to be taken away. */
    readonly removed: readonly string[];
    /** The origin of the values, for places that can be marked with it. */
    readonly origin: KeyOrigin;
    /** The origin of the values that the place had before. */
    readonly former?: KeyOrigin | undefined;
}
