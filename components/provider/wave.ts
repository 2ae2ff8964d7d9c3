import type { dynamic } from "@pulumi/pulumi";
import type { WaveInputs } from "../arguments/rotationInputs";
import { containsUnknown } from "../arguments/unknown";
import { waveOf } from "../consumers/consumer";
import { durationMs } from "../duration";
import { beginWave, type DesiredWave, decideWave, held, passed, type WaveState } from "../lifecycle/decideWave";
import { isEmergency } from "../lifecycle/emergency";
import { switchOfWave } from "../lifecycle/plan";
import { report } from "./report";
import type { WaveOutputs } from "./waveOutputs";

export { configure } from "./access";

/** A wave that is new is given the key that the first one has. */
export function create(inputs: WaveInputs): Promise<dynamic.CreateResult<WaveOutputs>> {
    return Promise.resolve({ id: `${inputs.pair}/${inputs.wave}`, outs: withActiveKey(inputs) });
}

/** Whether the wave's turn has come. Calls no service. */
export async function diff(_id: string, olds: WaveOutputs, news: WaveInputs): Promise<dynamic.DiffResult> {
    if (containsUnknown(news)) {
        return { changes: true };
    }
    const { state, decision } = decide(olds.state, news);
    switch (decision.kind) {
        case "keep":
            return { changes: news.activeConnectionString !== olds.connectionString };
        case "pass": {
            const consumers = news.consumers.filter((place) => waveOf(place) === news.wave).length;
            await report(news, switchOfWave(news.wave, consumers, olds.state.given.slot, news.rotation.active.slot));
            return { changes: true };
        }
        case "hold":
            return {
                changes:
                    state !== olds.state ||
                    decision.reason !== state.waitingFor ||
                    decision.switchesAt !== state.switchesAt,
            };
    }
}

/** Gives the wave the active key, or keeps the one it has, of which Retirement says why. */
export function update(_id: string, olds: WaveOutputs, news: WaveInputs): Promise<dynamic.UpdateResult<WaveOutputs>> {
    const { state, decision } = decide(olds.state, news);
    const outs = decision.kind === "hold" ? { ...olds, state: held(state, decision) } : withActiveKey(news);
    return Promise.resolve({ outs });
}

function decide(old: WaveState, inputs: WaveInputs) {
    const now = new Date();
    const desired = desiredBy(inputs);
    const state = beginWave(old, desired, now);
    return { state, decision: decideWave(state, desired, now) };
}

function withActiveKey(inputs: WaveInputs): WaveOutputs {
    const { activeKey: key, activeConnectionString: connectionString } = inputs;
    return { version: 1, state: passed(desiredBy(inputs)), key, connectionString };
}

function desiredBy({ wave, rotation, previous, emergency, soak }: WaveInputs): DesiredWave {
    const { source, generation, active, outgoing, rotatedAt } = rotation;
    return {
        wave,
        active: { ...active, source, generation, rotatedAt },
        ...(outgoing === undefined ? {} : { outgoing }),
        ...(previous === undefined ? {} : { previous }),
        urgent: rotation.urgent || isEmergency(emergency, rotation),
        soakMs: durationMs(soak) ?? 0,
    };
}
