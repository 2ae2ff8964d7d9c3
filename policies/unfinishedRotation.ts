import type { Finding } from "./analyzer/finding";
import { keyPolicy } from "./analyzer/keyPolicy";
import { DAY_MS, daysText } from "./days";
import type { Pair } from "./stack/pairState";
import type { Stack } from "./stack/stack";
import { field, listAt, momentAt, numberAt, textAt } from "./stack/value";

/** Settings of `unfinished-rotation`. */
export interface UnfinishedRotationSettings {
    /** How many days an outgoing key may stay valid. */
    readonly maxPendingDays: number;
}

/** The key that consumers left must be retired within `maxPendingDays`. */
export const unfinishedRotation = keyPolicy<UnfinishedRotationSettings>({
    name: "unfinished-rotation",
    description: "Rotations must be finished: the key that consumers left must be retired.",
    enforcementLevel: "advisory",
    defaults: { maxPendingDays: 7 },
    schema: {
        maxPendingDays: { type: "number", minimum: 0, description: "Days that an outgoing key may stay valid." },
    },
    judge: unfinishedRotations,
});

/** The pairs whose outgoing key is still valid after too long. */
export function unfinishedRotations(
    stack: Stack,
    { maxPendingDays }: UnfinishedRotationSettings,
    now: Date,
): readonly Finding[] {
    return stack.pairs.flatMap((pair) => {
        const pending = pendingOf(pair);
        const age = pending === undefined ? 0 : now.getTime() - pending.since;
        if (pending === undefined || age <= maxPendingDays * DAY_MS) {
            return [];
        }
        const { slot, held, how, level } = pending;
        const message = `${slot} of ${pair.name} has been outgoing for ${daysText(age)} (at most ${maxPendingDays}), and until it is retired it opens the service; ${held}. ${how}`;
        return [
            {
                urn: pair.urn,
                names: [pair.name, pair.rotation.name],
                message,
                ...(level === undefined ? {} : { level }),
            },
        ];
    });
}

interface Pending {
    readonly slot: string;
    readonly since: number;
    /** The place that holds the outgoing key. */
    readonly held: string;
    readonly how: string;
    /** A finding must not stop the update that would retire the key. */
    readonly level?: "advisory";
}

function pendingOf({ state, retirement }: Pair): Pending | undefined {
    if (state?.outgoing === undefined) {
        return undefined;
    }
    const told = retirement?.outputs;
    const { slot } = state.outgoing;
    const generation = numberAt(told, "state", "generation");
    if (generation === undefined) {
        // A preview of a retirement does not show the former state, but only one that is due is asked again.
        const kinds = listAt(retirement?.inputs, "gates").flatMap((gate) => textAt(gate, "kind") ?? []);
        return {
            slot,
            since: state.rotatedAt,
            held: kinds.length === 0 ? "nothing is known to hold it" : `its gates hold it (${kinds.join(", ")})`,
            how: "The next `pulumi up` looks once more, and says what holds it or retires it.",
            level: "advisory",
        };
    }
    if (generation !== state.generation) {
        return {
            slot,
            since: state.rotatedAt,
            held: "not every consumer has taken the new key",
            how: "Run `pulumi up`: it goes on with the consumers that are left, and says what stops them.",
        };
    }
    if (field(told, "state", "settled") !== false) {
        return undefined;
    }
    const since = momentAt(told, "state", "switchedAt") ?? state.rotatedAt;
    return { slot, since, ...whatHolds(told) };
}

/** The gate that is shut, or else what Retirement says it waits for. */
function whatHolds(told: unknown): Pick<Pending, "held" | "how"> {
    const gate = listAt(told, "answers").find((answer) => textAt(answer, "status") !== "open");
    const name = textAt(gate, "gate");
    if (name !== undefined) {
        const verb = textAt(gate, "status") === "failed" ? "failed" : "waits";
        return {
            held: `the gate ${name} holds it: it ${verb} (${textAt(gate, "reason") ?? "without a reason"})`,
            how: "Mend what the gate asks for, then run `pulumi up`; it asks the gate again.",
        };
    }
    const reason = textAt(told, "state", "waitingFor");
    return reason === undefined
        ? { held: "nothing is known to hold it", how: "Run `pulumi up`: it retires the key." }
        : { held: `it says: "${reason}"`, how: "Do what it says, then run `pulumi up`." };
}
