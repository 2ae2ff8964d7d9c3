import type { dynamic } from "@pulumi/pulumi";
import type { WaveInputs } from "../../arguments/rotationInputs";
import { waveOf } from "../../consumers/consumer";
import { durationMs } from "../../duration";
import type { DesiredWave } from "../../lifecycle/decideWave";
import { isUrgent } from "../../lifecycle/emergency";
import { switchOfWave } from "../../lifecycle/plan";
import { RotationError } from "../../lifecycle/rotationError";
import { type WaveEnd, wave as waveSequence } from "../../lifecycle/wave";
import { containsUnknown } from "../../shape/unknown";
import { explained } from "../explained";
import { PairWorld } from "../pairWorld";
import { perform, preview } from "../perform";
import { report } from "../report";
import { touchedOf } from "../rotation/touched";
import { safeHandler } from "../safeHandler";
import type { WaveOutputs } from "./waveOutputs";

export { configure } from "../azureAccess";

/** A wave that is new begins with the key that its consumers hold. */
export const create = safeHandler(async (inputs: WaveInputs): Promise<dynamic.CreateResult<WaveOutputs>> => {
    return { id: `${inputs.pair}/${inputs.wave}`, outs: await switchOver(undefined, inputs) };
});

/** Whether the wave's turn has come. Lists the keys only while it waits for that. */
export const diff = safeHandler(
    async (_id: string, olds: WaveOutputs, news: WaveInputs): Promise<dynamic.DiffResult> => {
        if (containsUnknown(news)) {
            return { changes: true };
        }
        const { pair, wave, rotation } = news;
        const about = { pair, failed: `nothing could be decided of wave ${wave}`, safe: "no key was changed" };
        return explained(about, async () => {
            const shown = await preview(waveSequence(olds.state, desiredBy(news)), worldOf(news));
            if (shown === undefined || shown.kind === "refused") {
                // The engine asks for differences in a refresh as well, which mends this: only the update fails.
                return { changes: true };
            }
            const { kind, state } = shown;
            switch (kind) {
                case "kept":
                    return { changes: news.activeConnectionString !== olds.connectionString };
                case "passed": {
                    const consumers = touchedOf(news.consumers.filter((place) => waveOf(place) === wave));
                    await report(news, switchOfWave(wave, consumers, olds.state.given.slot, rotation.active.slot));
                    return { changes: true };
                }
                case "held": {
                    const { soaking, waitingFor, switchesAt } = olds.state;
                    const isKnown =
                        soaking?.rotatedAt === state.soaking?.rotatedAt &&
                        soaking?.since === state.soaking?.since &&
                        waitingFor === state.waitingFor &&
                        switchesAt === state.switchesAt;
                    return { changes: !isKnown };
                }
            }
        });
    },
);

/** Gives the wave the active key, or keeps its present one. Retirement gives the reason for that. */
export const update = safeHandler(
    async (_id: string, olds: WaveOutputs, news: WaveInputs): Promise<dynamic.UpdateResult<WaveOutputs>> => {
        return { outs: await switchOver(olds, news) };
    },
);

function switchOver(olds: WaveOutputs | undefined, inputs: WaveInputs): Promise<WaveOutputs> {
    const { pair, wave } = inputs;
    const about = { pair, failed: `wave ${wave} did not take the new key`, safe: "the key that it has still works" };
    return explained(about, async () => {
        const world = worldOf(inputs);
        const end = await perform(waveSequence(olds?.state, desiredBy(inputs)), world);
        if (end.kind === "refused") {
            throw new RotationError(end.code, `${pair}: ${end.reason}`);
        }
        const givenAt = end.kind === "passed" ? (await world.now()).toISOString() : olds?.givenAt;
        const keys = await keysOf(end, olds, inputs, world);
        return { version: 1, state: end.state, ...(givenAt === undefined ? {} : { givenAt }), ...keys };
    });
}

/** The key for the consumers of the wave. A new wave may begin with the outgoing one. */
async function keysOf(
    { kind, state }: Exclude<WaveEnd, { kind: "refused" }>,
    olds: WaveOutputs | undefined,
    { activeKey, activeConnectionString }: WaveInputs,
    world: PairWorld,
): Promise<Pick<WaveOutputs, "key" | "connectionString">> {
    if (kind !== "held") {
        return { key: activeKey, connectionString: activeConnectionString };
    }
    if (olds !== undefined) {
        const { key, connectionString } = olds;
        return { key, connectionString };
    }
    const key = await world.keyOf(state.given);
    const connectionString = (await world.service()).connectionString(key, await world.endpoints());
    return { key, connectionString };
}

/** A wave looks at its own consumers alone. */
function worldOf(inputs: WaveInputs): PairWorld {
    const { consumers, wave, endpoints, activeKey } = inputs;
    const own = consumers.filter((place) => waveOf(place) === wave);
    return new PairWorld(
        { ...inputs, consumers: own, gates: [] },
        { endpoints, keys: [activeKey], expected: { wasWritten: () => false }, searched: "lately" },
    );
}

function desiredBy({ wave, rotation, previous, emergency, soak, written }: WaveInputs): DesiredWave {
    const { source, generation, active, outgoing, rotatedAt } = rotation;
    return {
        wave,
        active: { ...active, source, generation, rotatedAt },
        ...(outgoing === undefined ? {} : { outgoing }),
        ...(previous === undefined ? {} : { previous }),
        written,
        urgent: isUrgent(emergency, rotation),
        soakMs: durationMs(soak) ?? 0,
    };
}
