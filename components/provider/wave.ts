import type { dynamic } from "@pulumi/pulumi";
import type { WaveInputs } from "../arguments/rotationInputs";
import { containsUnknown } from "../arguments/unknown";
import { waveOf } from "../consumers/consumer";
import { durationMs } from "../duration";
import type { KeysBySlot } from "../keySources/keyPairDescription";
import { beginWave, type DesiredWave, decideWave, held, passed, type WaveState } from "../lifecycle/decideWave";
import { isUrgent } from "../lifecycle/emergency";
import { switchOfWave } from "../lifecycle/plan";
import { RotationError } from "../lifecycle/rotationError";
import { explained } from "./explained";
import { type KeyService, keyServiceOf } from "./keyService";
import { keysNow, listedForDiff } from "./listedForDiff";
import { report } from "./report";
import type { WaveOutputs } from "./waveOutputs";

export { configure } from "./access";

/** A wave that is new is given the key that the first one has. */
export function create(inputs: WaveInputs): Promise<dynamic.CreateResult<WaveOutputs>> {
    return Promise.resolve({ id: `${inputs.pair}/${inputs.wave}`, outs: withActiveKey(undefined, inputs) });
}

/** Whether the wave's turn has come. Lists the keys only while it waits for that. */
export async function diff(_id: string, olds: WaveOutputs, news: WaveInputs): Promise<dynamic.DiffResult> {
    if (containsUnknown(news)) {
        return { changes: true };
    }
    const about = {
        pair: news.pair,
        failed: `nothing could be decided of wave ${news.wave}`,
        safe: "no key was changed",
    };
    const { state, decision } = await explained(about, () => decide(olds.state, news, listedForDiff));
    switch (decision.kind) {
        case "keep":
            return { changes: news.activeConnectionString !== olds.connectionString };
        case "pass": {
            const consumers = news.consumers.filter((place) => waveOf(place) === news.wave).length;
            await report(news, switchOfWave(news.wave, consumers, olds.state.given.slot, news.rotation.active.slot));
            return { changes: true };
        }
        case "hold": {
            const { reason, switchesAt } = decision;
            const isNew = reason !== state.waitingFor || switchesAt !== state.switchesAt;
            return { changes: state !== olds.state || isNew };
        }
        case "refuse":
            // The engine asks for differences in a refresh as well, which mends this: only the update fails.
            return { changes: true };
    }
}

/** Gives the wave the active key, or keeps the one it has, of which Retirement says why. */
export function update(_id: string, olds: WaveOutputs, news: WaveInputs): Promise<dynamic.UpdateResult<WaveOutputs>> {
    const { pair, wave } = news;
    const about = { pair, failed: `wave ${wave} did not take the new key`, safe: "the key that it has still works" };
    return explained(about, async () => {
        const { state, decision } = await decide(olds.state, news, keysNow);
        switch (decision.kind) {
            case "keep":
            case "pass":
                return { outs: withActiveKey(olds.state, news) };
            case "hold":
                return { outs: { ...olds, state: held(state, decision) } };
            case "refuse":
                throw new RotationError("changed-outside", `${pair}: ${decision.reason}`);
        }
    });
}

async function decide(old: WaveState, inputs: WaveInputs, list: (service: KeyService) => Promise<KeysBySlot>) {
    const now = new Date();
    const desired = desiredBy(inputs);
    const state = beginWave(old, desired, now);
    const unseen = decideWave(state, desired, undefined, now);
    if (unseen.kind !== "look") {
        return { state, decision: unseen };
    }
    const service = await keyServiceOf(inputs);
    const observed = { fingerprints: service.fingerprints(await list(service)) };
    return { state, decision: decideWave(state, desired, observed, now) };
}

function withActiveKey(old: WaveState | undefined, inputs: WaveInputs): WaveOutputs {
    const { activeKey: key, activeConnectionString: connectionString } = inputs;
    return { version: 1, state: passed(old, desiredBy(inputs)), key, connectionString };
}

function desiredBy({ wave, rotation, previous, emergency, soak }: WaveInputs): DesiredWave {
    const { source, generation, active, outgoing, rotatedAt } = rotation;
    return {
        wave,
        active: { ...active, source, generation, rotatedAt },
        ...(outgoing === undefined ? {} : { outgoing }),
        ...(previous === undefined ? {} : { previous }),
        urgent: isUrgent(emergency, rotation),
        soakMs: durationMs(soak) ?? 0,
    };
}
