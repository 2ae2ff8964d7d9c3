import { type DesiredRotation, wantedOf } from "./decideRotation";
import { first } from "./reasons";
import { otherSlot, type RotationState } from "./state";

/** A place that an update writes. */
export interface TouchedPlace {
    /** Its values, by the names that a user knows: `web/UPLOADS`. */
    readonly values: readonly string[];
    /** The application that restarts then; absent if none does. */
    readonly restarts?: string;
}

/** The consumers that are moved, and the fate of their outgoing key. */
export interface PlanContext {
    /** The built-in consumers. */
    readonly consumers: readonly TouchedPlace[];
    readonly customConsumers: boolean;
    /** In how many waves they are moved, and how far apart these are, in milliseconds and in words. */
    readonly waves: { readonly count: number; readonly soakMs: number; readonly soak: string };
    /** How long the outgoing key stays valid, in milliseconds and in words. */
    readonly outgoingFor: { readonly ms: number; readonly text: string };
    /** The consumers that have to acknowledge the new generation first; absent if nobody has to. */
    readonly acknowledgers?: readonly string[];
    /** The time without any use of the outgoing key that the log must show, such as `7d`; absent if nobody reads a log. */
    readonly quietFor?: string;
    readonly retire: "automatic" | "manual";
}

/** The steps of an update that goes ahead with a pair, in words. */
export function planOf(state: RotationState, desired: DesiredRotation, context: PlanContext, now: Date): string {
    const wanted = wantedOf(state, desired, now);
    const from = state.active.slot;
    const to = otherSlot(desired.slots, from);
    const urgent = wanted === "emergency";
    const regenerates = urgent || (wanted === "rotation" && desired.strategy === "alternate");
    const moved = `switch ${consumersIn(context)} from ${from} to ${to}${wavesIn(context, urgent)}`;
    const steps = [
        ...(regenerates ? [`regenerate ${to}`, moved] : [`${moved} as it is`]),
        `retire ${from}${urgent ? " at once" : retirementIn(context, now)}`,
    ];
    return `generation ${state.generation + 1}: ${steps.join("; ")}`;
}

function consumersIn({ consumers, customConsumers }: PlanContext): string {
    const names = placesIn(consumers);
    return customConsumers ? [...(consumers.length > 0 ? [names] : []), "your own resources"].join(" and ") : names;
}

/** The places that are written, by name, and which of them restart an application. */
export function placesIn(places: readonly TouchedPlace[]): string {
    const named = places.map(
        ({ values, restarts }) => `${values.join(", ")}${restarts === undefined ? "" : " (restarts)"}`,
    );
    return places.length === 0 ? "no consumer" : first(named);
}

function wavesIn({ waves: { count, soakMs, soak } }: PlanContext, urgent: boolean): string {
    const apart = soakMs === 0 || urgent ? "" : `, ${soak} apart`;
    return count === 1 ? "" : ` in ${count} waves${apart}`;
}

/** The steps of an update with a wave whose turn has come, in words. */
export function switchOfWave(wave: number, consumers: readonly TouchedPlace[], from: string, to: string): string {
    const who = placesIn(consumers);
    return from === to
        ? `wave ${wave}: write ${to} to ${who} again`
        : `wave ${wave}: switch ${who} from ${from} to ${to}`;
}

function retirementIn({ outgoingFor, acknowledgers = [], quietFor, retire }: PlanContext, now: Date): string {
    if (retire === "manual") {
        return " when `retireTrigger` changes";
    }
    const { ms, text } = outgoingFor;
    const time = ms === 0 ? "" : ` after ${text} (${new Date(now.getTime() + ms).toISOString()})`;
    const yes = acknowledgers.length === 0 ? "" : ` when acknowledged by ${acknowledgers.join(", ")}`;
    const quiet = quietFor === undefined ? "" : ` when nobody has used it for ${quietFor}`;
    return [time, yes, quiet].filter((part) => part !== "").join(" and");
}
