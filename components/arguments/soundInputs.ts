import { runtime } from "@pulumi/pulumi";
import type { Place } from "../consumers/consumer";
import { Findings } from "../shape/shape";
import { consumer } from "./consumerShape";
import { pairMembers } from "./pairShape";
import type { RotationInputs } from "./rotationInputs";

/** The scalars among the arguments, which have the same name in the program and in Rotation's inputs. */
const SCALARS = ["rotateEvery", "pinnedSlot", "initialSlot", "strategy", "soak", "settle", "retire"] as const;

/** Inputs whose values are all of their types, and the problems of the others. */
export interface SoundInputs {
    /** Wrong values are unknown in it, so that they cause no other problem. Absent if nothing can be made of the inputs. */
    readonly sound?: RotationInputs;
    readonly findings: Findings;
}

/** Looks at the inputs of Rotation once all that was an output is known. */
export function soundInputs(inputs: RotationInputs): SoundInputs {
    const findings = new Findings(() => runtime.unknownValue);
    const scalars = SCALARS.map((name) => [name, pairMembers[name](inputs[name], name, findings)]);
    const parts = {
        source: pairMembers.source(inputs.source, "source", findings),
        consumers: inputs.consumers.map((place) => soundPlace(place, findings)),
        gates: pairMembers.gates(inputs.gates, "gates", findings),
        dependents: pairMembers.dependents(inputs.dependents, "dependents", findings),
        propagation: pairMembers.propagation(inputs.propagation, "propagation", findings),
    };
    const sound = { ...inputs, ...Object.fromEntries(known([...scalars, ...Object.entries(parts)])) };
    return findings.isShapeless ? { findings } : { findings, sound };
}

function known(entries: readonly unknown[][]): [string, unknown][] {
    return entries.flatMap(([name, value]) => (value === undefined ? [] : [[String(name), value]]));
}

function soundPlace({ argument, ...place }: Place, findings: Findings): unknown {
    const right = consumer(place, argument, findings);
    return typeof right === "object" ? { ...right, argument } : right;
}
