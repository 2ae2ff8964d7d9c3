import { type DesiredRotation, wantedOf } from "./decideRotation";
import { otherSlot, type RotationState } from "./state";

/** Who is moved, and what becomes of the key they leave. */
export interface PlanContext {
    /** Number of built-in consumers. */
    readonly consumers: number;
    readonly customConsumers: boolean;
    /** How long the outgoing key stays valid, in milliseconds and in words. */
    readonly outgoingFor: { readonly ms: number; readonly text: string };
    /** Who has to acknowledge the new generation first; absent for nobody. */
    readonly acknowledgers?: readonly string[];
    /** How long nobody is to have used the key that they leave, such as `7d`; absent where nobody looks. */
    readonly quietFor?: string;
    readonly retire: "automatic" | "manual";
}

/** What an update that goes ahead would do with a pair, in words. */
export function planOf(state: RotationState, desired: DesiredRotation, context: PlanContext, now: Date): string {
    const wanted = wantedOf(state, desired, now);
    const from = state.active.slot;
    const to = otherSlot(desired.slots, from);
    const urgent = wanted === "emergency";
    const regenerates = urgent || (wanted === "rotation" && desired.strategy === "alternate");
    const moved = `switch ${consumersIn(context)} from ${from} to ${to}`;
    return [
        ...(regenerates ? [`regenerate ${to}`, moved] : [`${moved} as it is`]),
        `retire ${from}${urgent ? " at once" : retirementIn(context, now)}`,
    ].join(", ");
}

function consumersIn({ consumers, customConsumers }: PlanContext): string {
    return `${consumers} ${consumers === 1 ? "consumer" : "consumers"}${customConsumers ? " and your own" : ""}`;
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
