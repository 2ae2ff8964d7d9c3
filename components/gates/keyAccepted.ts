import { unless } from "../shape/problem";
import { type Gate, type GateKind, gateOf } from "./gate";

export interface KeyAcceptedInputs {
    readonly kind: "keyAccepted";
}

/**
 * Asks the service's data plane whether it accepts the new key.
 *
 * @example
 * ```ts
 * keyAccepted()
 * ```
 */
export function keyAccepted(): Gate {
    return gateOf<KeyAcceptedInputs>({ kind: "keyAccepted" });
}

export const keyAcceptedGate: GateKind<KeyAcceptedInputs> = {
    madeBy: "keyAccepted",
    members: {},
    problems: (_gate, argument, { canBeAsked }) =>
        unless(
            canBeAsked,
            argument,
            "no call tells whether this service accepts a key; use `httpHealthy` of an application, or `grace`",
        ),
    label: () => "",
    ask: async (_gate, { isKeyAccepted, switched }) =>
        (await isKeyAccepted())
            ? { status: "open" }
            : { status: "failed", reason: `the data plane does not accept ${switched.activeSlot}` },
};
