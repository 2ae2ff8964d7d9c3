import { acknowledgedGate } from "./acknowledged";
import { commandGate } from "./command";
import type { GateKind } from "./gate";
import { graceGate } from "./grace";
import { httpHealthyGate } from "./httpHealthy";
import { keyAcceptedGate } from "./keyAccepted";
import { moduleGateKind } from "./moduleGate";
import { runsWithGate } from "./runsWith";
import { unusedGate } from "./unused";

/*
 * The registry of gates. The package exports all of it, except internal parts.
 */

export { type AcknowledgedSwitch, acknowledged } from "./acknowledged";
export { command } from "./command";
export { grace } from "./grace";
export { type ExpectedAnswer, httpHealthy } from "./httpHealthy";
export { keyAccepted } from "./keyAccepted";
export { moduleGate } from "./moduleGate";
export { runsWith } from "./runsWith";
export { type UnusedArgs, unused } from "./unused";

/**
 * Every kind of gate, by the name that it has in a state.
 *
 * @internal
 */
export const gateKinds = {
    grace: graceGate,
    acknowledged: acknowledgedGate,
    httpHealthy: httpHealthyGate,
    runsWith: runsWithGate,
    keyAccepted: keyAcceptedGate,
    command: commandGate,
    module: moduleGateKind,
    unused: unusedGate,
};

type InputsIn<Kind> = Kind extends GateKind<infer Inputs> ? Inputs : never;

/**
 * The gates as plain values.
 *
 * @internal
 */
export type GateInputs = InputsIn<(typeof gateKinds)[keyof typeof gateKinds]>;
