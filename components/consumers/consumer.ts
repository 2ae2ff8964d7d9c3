import type { Input, Unwrap } from "@pulumi/pulumi";
import type { ArgumentProblem } from "../arguments/problem";
import type { Access } from "./access";

import type { KeyOrigin } from "./secretTags";
import type { SettingValue } from "./settingValue";

/** What may be said of every place that holds the key. */
export interface HolderArgs {
    /** Names the child resource; default: the place. */
    readonly name?: string;
    /** Those of wave 1 (default) take a new key first, those of wave 2 when all of wave 1 have it, and so on. */
    readonly wave?: number;
}

/** A place that holds the key, as a program declares it. Made by a function such as `connectionStrings`. */
export interface Holder extends HolderArgs {
    /** Says what the place is; set by the function that makes it. */
    readonly kind: string;
}

/** A place that holds the key, as plain values. At preview, any value may still be unknown. */
export interface Place {
    readonly kind: string;
    /** Where the user wrote it, for messages: `holders[0]`. */
    readonly argument: string;
    readonly wave?: number;
}

/** The wave in which a place takes a new key. */
export function waveOf({ wave = 1 }: Pick<Place, "wave">): number {
    return wave;
}

/** The last wave in which one of these takes a new key; 1 where there are none. */
export function lastWaveOf(places: readonly Pick<Place, "wave">[]): number {
    return Math.max(1, ...places.map(waveOf));
}

/** The place that a holder declares. */
export type PlaceOf<Declared extends Holder> = Place & Unwrap<Omit<Declared, "name">>;

/** What a place was seen to hold, by the name of the value; where a place holds a single one, it has no name. */
export type Seen = Readonly<Record<string, SeenValue>>;

export type SeenValue =
    /**
     * The value itself: a key, a connection string or a Key Vault reference. `isChanged`: something else about it, such as its
     * type, is not as it is declared.
     */
    | { readonly value: string; readonly isChanged?: boolean }
    /** Only what stands beside the value: the fingerprint of the key, if any, and the URIs by which others refer to it. */
    | { readonly fingerprint: string | undefined; readonly uris?: readonly string[] };

/**
 * One kind of place that holds the key. A file of this folder is all there is of it: what can be wrong with its arguments, what it
 * holds now, how long its readers lag. Whatever it does outside it does by `Access`.
 */
export interface Consumer<P extends Place = Place> {
    /** The names that lead to the place, outermost first; the same of a holder, whose names may be outputs. */
    names(place: P): readonly (Input<string> | undefined)[];
    /** Identity of the place: for Azure, its ARM id. Another one is another place. */
    id(place: P, subscriptionId: string): string;
    /** Nothing of it is in Azure: it is given neither a subscription nor Azure Resource Manager. */
    readonly isOutsideAzure?: true;
    /** The actions of Azure's access control that it takes to look at the place and to switch it. */
    actions(place: P): readonly string[];
    /** What is wrong with the place, also beside the others of the pair. */
    problems(place: P, all: readonly Place[]): readonly ArgumentProblem[];
    /** How long readers may go on with a key after the place was switched, such as `24h`; absent: not at all. */
    readerLag?(place: P): string | undefined;
    /**
     * What the place holds now (rule 14); undefined where it does not exist. Absent for a kind of place that nobody can
     * look at: a pair that has one does not rotate without checkpoints (rule 16).
     */
    look?(place: P, access: Access): Promise<Seen | undefined>;
    /** Whether this very place can be looked at, where that is not the same for all of its kind. */
    isVisible?(place: P): boolean;
    /** What was looked at besides, because it might hold the key although no place of the pair says so. */
    lookAround?(place: P, all: readonly Place[], access: Access): Promise<Seen>;
}

/** A place that a handler of this package writes; declared in `holders`. */
export interface WrittenConsumer<P extends Place = Place> extends Consumer<P> {
    /** In the names of child resources, `<pair>-<role>-<names>`: a contract. */
    readonly role: string;
    /** What each value is to be, by name. */
    contents(place: P): Readonly<Record<string, SettingValue>>;
    /** The names of what it writes by one value, where the place has others that it leaves as they are. */
    writes?(place: P): readonly string[];
    /**
     * Writes the values, takes away those that are no longer declared, and returns when the application uses the new ones.
     * Throws a `not-switched` error, a whole sentence, where it does not in time.
     */
    switchOver(change: Change<P>, access: Access): Promise<void>;
    /**
     * Whether the service is to read the keys once more when the key that was left is retired, because it may take that slot's. Asked of
     * what the program declares, so it does not depend on outputs.
     */
    followsRetirement?(place: P): boolean;
    /** Has it read them once more. `retired` is the key that stands in the slot now. */
    follow?(place: P, retired: KeyOrigin, access: Access): Promise<void>;
    /** What it means that the switch failed; default: that the key that the place had before still works. */
    failure?(place: P): { readonly failed: string; readonly safe: string };
    /** Object id of the identity as which the place reads secrets that it refers to; undefined where it has none. */
    readsAs?(place: P, access: Access): Promise<string | undefined>;
    /** Takes the values of these names away, where they and the place are still there. */
    remove(place: P, names: readonly string[], access: Access): Promise<void>;
}

/** What a place is switched to. */
export interface Change<P extends Place = Place> {
    readonly place: P;
    /** The new values by name. Secret. */
    readonly values: Readonly<Record<string, string>>;
    /** For each value that is a Key Vault reference, the URI of the version that was written last. */
    readonly references: Readonly<Record<string, string>>;
    /** Names that the pair wrote before and does not declare any more. */
    readonly removed: readonly string[];
    /** Where the values come from, for places that can be marked with it. */
    readonly origin: KeyOrigin;
}
