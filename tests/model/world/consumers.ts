import type { Holding } from "../../../components/lifecycle/state";
import type { Given } from "../core";
import { type PairShape, waveOf } from "../pairShape";
import { Violation } from "../violation";
import type { Run } from "./run";
import { givenTo } from "./waveStep";
import type { Checkpoint, Id, Reality, SavedConsumer } from "./world";

/** What the consumers that can be looked at hold, as `lookAtConsumers` finds it. */
export function look({ consumers }: PairShape, realities: readonly Reality[]): Holding[] {
    const holdings: Holding[] = [];
    realities.forEach((reality, place) => {
        if (consumers[place] !== "custom") {
            holdings.push({ consumer: `consumer ${place}`, holds: heldBy(consumers[place], reality, realities[0]) });
        }
    });
    return holdings;
}

function heldBy(
    kind: PairShape["consumers"][number] | undefined,
    { key, tag, version }: Reality,
    secret: Reality | undefined,
): Holding["holds"] {
    if (key === 0) {
        return "nothing";
    }
    if (kind === "secret") {
        return tagged(tag);
    }
    if (kind === "reference" && version !== 0) {
        return secret !== undefined && secret.key !== 0 && secret.version === version ? tagged(secret.tag) : "unknown";
    }
    return { fingerprint: String(key) };
}

function tagged(tag: Id): Holding["holds"] {
    return tag === 0 ? "unknown" : { fingerprint: String(tag) };
}

/** Writes a consumer where its resource finds a difference to its checkpoint. */
export function updateConsumer(run: Run, place: number): void {
    const kind = run.world.shape.consumers[place];
    const { consumers } = run.live;
    const view = givenTo(run, waveOf(run.world.shape, place));
    if (view === undefined || kind === undefined) {
        return;
    }
    const generation = kind === "secret" ? view.mark : view.generation;
    const secret = kind === "reference" ? consumers[0] : undefined;
    const key = secret?.held ?? view.key;
    const given: Given = { generation, value: secret?.version ?? key };
    const saved = consumers[place];
    if (saved !== undefined && !run.core.isDue(saved, given)) {
        return;
    }
    judgeGiven(run, place, key);
    run.calls++;
    noteLeft(run, run.consumers[place], key);
    const version = kind === "secret" ? run.nextId() : (secret?.version ?? 0);
    run.consumers[place] = { key, tag: kind === "secret" ? key : 0, generation, version, writer: "stack" };
    run.live = withConsumer(run.live, place, { ...given, version, held: key });
}

/** A consumer is never given a key that this stack regenerated, nor moved from a good key to one that a person did. */
function judgeGiven(run: Run, place: number, key: Id): void {
    const isKilledByUs = run.killed.includes(key);
    const isKilledByHand = !isKilledByUs && !run.keys.includes(key);
    const isOnGoodKey = run.keys.includes(run.consumers[place]?.key ?? 0);
    const isBeyondLimit = !run.hasRefreshed && (run.world.isStale || isKilledByHand);
    const isJudged = !isBeyondLimit || run.world.shape.judges?.includes("unseen");
    if (isJudged && (isKilledByUs || (isKilledByHand && isOnGoodKey))) {
        throw new Violation("3", `consumer ${place} is given a key that was regenerated`);
    }
}

function noteLeft(run: Run, before: Reality | undefined, key: Id): void {
    const { judges } = run.world.shape;
    const isAdopted = run.live.truth.left === 0 && !judges?.includes("adopted");
    const isUnwaited = (before?.writer !== "stack" || run.isStale) && !judges?.includes("unwaited");
    if (before === undefined || before.key === key || isAdopted || isUnwaited) {
        return;
    }
    const slot = run.keys.indexOf(before.key);
    if (slot === 0 || slot === 1) {
        run.leftAt[slot] = run.world.now;
    }
}

/** `--refresh`: the checkpoint says what the consumer holds. Settings keep the generation that is remembered. */
export function refreshConsumer(run: Run, place: number): void {
    const saved = run.live.consumers[place];
    const found = run.consumers[place];
    if (saved === undefined || found === undefined) {
        return;
    }
    run.calls++;
    run.live = withConsumer(run.live, place, found.key === 0 ? undefined : refreshedConsumer(run, place, saved, found));
}

function refreshedConsumer(
    run: Run,
    place: number,
    saved: SavedConsumer,
    { key, tag, generation, version }: Reality,
): SavedConsumer {
    switch (run.world.shape.consumers[place]) {
        case "secret":
            return { generation, value: tag, version, held: key };
        case "custom":
            return { generation, value: key, version, held: key };
        case "reference":
            return { generation: saved.generation, value: version, version, held: key };
        default:
            return { generation: saved.generation, value: key, version, held: key };
    }
}

function withConsumer(checkpoint: Checkpoint, place: number, saved: SavedConsumer | undefined): Checkpoint {
    return { ...checkpoint, consumers: checkpoint.consumers.map((before, at) => (at === place ? saved : before)) };
}
