import type { RotationInputs } from "../../arguments/rotationInputs";
import { lastWaveOf } from "../../consumers/consumer";
import { longestLagMs } from "../../consumers/readerLag";
import { durationMs, durationText } from "../../duration";
import { acknowledgers, graceMs, quietTime } from "../../gates/gatesOfPair";
import type { DesiredRotation } from "../../lifecycle/decideRotation";
import type { PlanContext } from "../../lifecycle/plan";
import { descriptionOf } from "../keyPairs/descriptionOf";
import { identityOf } from "../keyPairs/keyPairs";
import { canBeLookedAt } from "../lookAtConsumers";
import { touchedOf } from "./touched";

/** The request of the program to Rotation, in the terms of the lifecycle. */
export async function desiredRotation(inputs: RotationInputs): Promise<DesiredRotation> {
    const { source, azureConfig, initialSlot, trigger, emergency, strategy, pinnedSlot, rotateEvery } = inputs;
    const { slots } = descriptionOf(source);
    return {
        source: await identityOf(source, azureConfig),
        slots,
        initialSlot: initialSlot ?? slots[0],
        trigger,
        emergency,
        strategy: strategy === "there-and-back" ? strategy : "alternate",
        ...(pinnedSlot === undefined ? {} : { pinnedSlot }),
        ...(rotateEvery === undefined ? {} : { rotateEveryMs: durationMs(rotateEvery) ?? 0 }),
        blind:
            (inputs.customConsumers || !inputs.consumers.every(canBeLookedAt)) &&
            ["1", "true"].includes(process.env.PULUMI_SKIP_CHECKPOINTS?.toLowerCase() ?? ""),
    };
}

/** The subject of a plan in words. */
export function planContext({ consumers, customConsumers, gates, retire, soak }: RotationInputs): PlanContext {
    const soakMs = durationMs(soak) ?? 0;
    const ms = Math.max(longestLagMs(consumers), graceMs(gates));
    const quiet = quietTime(gates);
    return {
        consumers: touchedOf(consumers),
        customConsumers,
        waves: { count: lastWaveOf(consumers), soakMs, soak: durationText(soakMs) },
        outgoingFor: { ms, text: durationText(ms) },
        acknowledgers: acknowledgers(gates),
        ...(quiet === undefined ? {} : { quietFor: quiet }),
        retire: retire === "manual" ? retire : "automatic",
    };
}
