import type { Input, Unwrap } from "@pulumi/pulumi";
import type { Absent } from "../absent";
import type { ArgumentProblem } from "../shape/problem";
import type { Access, ArmCall } from "./access";
import type { Naming } from "./naming";
import type { OnRemove } from "./onRemove";
import type { KeyOrigin } from "./values/secretTags";
import type { Seen } from "./values/seenValue";
import type { SettingValue } from "./values/settingValue";

/** What may be said of every place that holds the key. */
export interface ConsumerArgs {
    /** Names the child resource; default: the place. */
    readonly name?: string;
    /** Those of wave 1 (default) take a new key first, those of wave 2 when all of wave 1 have it, and so on. */
    readonly wave?: number;
    /**
     * What becomes of what the place holds when its entry, the pair or the stack is removed: `keep` (default) leaves everything as it is, with the
     * key in use; `delete` takes away what the pair has put there, but nothing that was there before the pair, and nothing that is still declared elsewhere.
     */
    readonly onRemove?: OnRemove;
}

/** A place that holds the key, as a program declares it. Made by a function such as `connectionStrings`. */
export interface Consumer extends ConsumerArgs {
    /** Says what the consumer is; set by the function that makes it. */
    readonly kind: string;
}

/** A place that holds the key, as plain values. At preview, any value may still be unknown. */
export interface Place {
    readonly kind: string;
    /** Where the user wrote it, for messages: `consumers[0]`. */
    readonly argument: string;
    readonly wave?: number;
    readonly onRemove?: OnRemove;
}

/** The wave in which a place takes a new key. */
export function waveOf({ wave = 1 }: Pick<Place, "wave">): number {
    return wave;
}

/** The last wave in which one of these takes a new key; 1 where there are none. */
export function lastWaveOf(places: readonly Pick<Place, "wave">[]): number {
    return Math.max(1, ...places.map(waveOf));
}

/** The place that a consumer declares. */
export type PlaceOf<Declared extends Consumer> = Place & Unwrap<Omit<Declared, "name">>;

/** The last key that the stack knows to have given to a place. */
export interface GivenToPlace {
    /** Fingerprint of the key. */
    readonly fingerprint: string;
    /** URI of the version with which the stack wrote it, of a secret. */
    readonly version?: string;
}

/**
 * One kind of place that holds the key. A file of this folder is all there is of it: what can be wrong with its arguments, what it
 * holds now, how long its readers lag. Whatever it does outside it does by `Access`.
 */
export interface ConsumerKind<P extends Place = Place> {
    /** The names that lead to the place, outermost first; the same of a declared consumer, whose names may be outputs. */
    names(place: P): readonly (Input<string> | undefined)[];
    /** Identity of the place: for Azure, its ARM id. Another one is another place. */
    id(place: P, subscriptionId: string): string;
    /** Nothing of it is in Azure: it is given neither a subscription nor Azure Resource Manager. */
    readonly isOutsideAzure?: true;
    /** The actions of Azure's access control that it takes to look at the place and to switch it. */
    actions(place: P): readonly string[];
    /** What is wrong with the place, also beside the others of the pair. */
    problems(place: P, all: readonly Place[]): readonly ArgumentProblem[];
    /** What each value is to be, by name; absent for what holds the key in a way of its own. */
    contents?(place: P): Readonly<Record<string, SettingValue>>;
    /** How long readers may go on with a key after the place was switched, such as `24h`; absent: not at all. */
    readerLag?(place: P): string | undefined;
    /**
     * What the place holds now (rule 14); `absent` if it does not exist. Left out for a kind of place that nobody can
     * look at: a pair that has one does not rotate without checkpoints (rule 16).
     */
    look?(place: P, access: Access): Promise<Seen | Absent>;
    /**
     * What can be learned of a place that does not show what was expected: by more calls, and with more rights. What may not be looked at closer stays
     * as it was seen.
     */
    lookCloser?(place: P, seen: Seen, access: Access, given: GivenToPlace): Promise<Seen>;
    /** What has to be there before the place can be made; absent where the place itself has to be there, or nobody can tell. */
    host?(place: P, subscriptionId: string): ArmCall | undefined;
    /** The application that restarts when the place is written, by its name; left out for a kind of place that restarts none. */
    restarts?(place: P): string;
    /** Whether this very place can be looked at, where that is not the same for all of its kind. */
    isVisible?(place: P): boolean;
    /** What was looked at besides, because it might hold the key although no place of the pair says so. */
    lookAround?(place: P, all: readonly Place[], access: Access): Promise<Seen>;
}

/** A place that a handler of this package writes. */
export interface WrittenKind<P extends Place = Place> extends ConsumerKind<P> {
    /** In the names of child resources, `<pair>-<role>-<names>`: a contract. */
    readonly role: string;
    /** What each value is to be, by name. */
    contents(place: P): Readonly<Record<string, SettingValue>>;
    /** How the service tells the names of values apart; default `anyCase`. */
    readonly naming?: Naming;
    /** The names of what it writes by one value, where the place has others that it leaves as they are. */
    writes?(place: P): readonly string[];
    /**
     * Writes the values, takes away those that are to be removed, and returns when the application uses the new ones.
     * Throws a `not-switched` error, a whole sentence, where it does not in time.
     */
    switchOver(change: Change<P>, access: Access): Promise<Switched>;
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

/** What a switch has found. */
export interface Switched {
    /** Names that were there although the pair had not written them: what it took over is not for it to delete. Absent if nobody can tell. */
    readonly found?: readonly string[];
    /** The values as they stand there, if they are not just those of the change. Secret. */
    readonly held?: Readonly<Record<string, string>>;
}

/** What a place is switched to. */
export interface Change<P extends Place = Place> {
    readonly place: P;
    /** The new values by name. Secret. */
    readonly values: Readonly<Record<string, string>>;
    /** For each value that is a Key Vault reference, the URI of the version that was written last. */
    readonly references: Readonly<Record<string, string>>;
    /** Names that the pair wrote before: whatever lists the place has to show them. */
    readonly known: readonly string[];
    /** Those of the names known before that are to be taken away. */
    readonly removed: readonly string[];
    /** Where the values come from, for places that can be marked with it. */
    readonly origin: KeyOrigin;
    /** Where the values came from that the place was given before. */
    readonly former?: KeyOrigin | undefined;
}
