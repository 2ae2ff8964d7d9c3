import type { WrittenProof } from "../../../components/lifecycle/proof";
import type { Holding } from "../../../components/lifecycle/state";
import type { Given } from "../core";
import { judges, type PairShape, waveOf } from "../pairShape";
import { Violation } from "../violation";
import { givenTo } from "./givenTo";
import { keysAccepted } from "./keysOf";
import { markOf } from "./moment";
import type { Run } from "./run";
import type { Checkpoint, Id, Reality, SavedConsumer } from "./world";

/** The holdings of the consumers that can be checked, as `lookAtConsumers` finds them: those of one wave, or all. */
export function look({ world: { shape }, part, consumers, live }: Run, wave: number): Holding[] {
    const holdings: Holding[] = [];
    consumers.forEach((reality, place) => {
        const kind = shape.consumers[place];
        if (kind !== "custom" && (wave === 0 || waveOf(shape, place) === wave)) {
            const isMissing = reality.key === 0 && part === "retirement" && live.consumers[place] !== undefined;
            const holds = isMissing ? "missing" : heldBy(kind, reality, consumers[0]);
            holdings.push({ consumer: `consumer ${place}`, holds });
        }
    });
    return holdings;
}

/** The digest of the outputs of a resource of the user's own. */
export function digestOf(saved: SavedConsumer | undefined): string {
    return saved === undefined ? "" : `${saved.generation}/${saved.held}`;
}

/** The proofs of these consumers' resources that they have written (rule 23). */
export function proofsOf({ world: { shape }, live }: Run, places: Iterable<number>): WrittenProof[] {
    const proofs: WrittenProof[] = [];
    for (const place of places) {
        const saved = live.consumers[place];
        const consumer = `consumer ${place}`;
        if (shape.consumers[place] === "custom") {
            proofs.push({ consumer, digest: digestOf(saved) });
        } else {
            proofs.push({ consumer, rotatedAt: saved?.moment ?? "", fingerprint: String(saved?.origin ?? "") });
        }
    }
    return proofs;
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
    const secret = kind === "reference" ? consumers[0] : undefined;
    const key = secret?.held ?? view.key;
    const { generation, moment } = view;
    const given: Given = { generation, mark: kind === "custom" ? 0 : markOf(moment), value: secret?.version ?? key };
    const saved = consumers[place];
    if (saved !== undefined && !run.core.isDue(saved, given)) {
        return;
    }
    judgeGiven(run, place, key);
    run.isChanged = true;
    run.calls++;
    noteLeft(run, run.consumers[place], key);
    const version = kind === "secret" ? run.nextId() : (secret?.version ?? 0);
    run.consumers[place] = { key, tag: kind === "secret" ? key : 0, generation, moment, version, writer: "stack" };
    run.live = withConsumer(run.live, place, { ...given, moment, origin: view.origin, version, held: key });
}

/** A consumer is never given a key that this stack regenerated, nor moved from a good key to one that a person did. */
function judgeGiven(run: Run, place: number, key: Id): void {
    const isKilledByUs = run.killed.includes(key);
    const isKilledByHand = !isKilledByUs && !run.keys.includes(key);
    const isOnGoodKey = run.keys.includes(run.consumers[place]?.key ?? 0);
    const { shape } = run.world;
    const isUnseen = !run.hasRefreshed && (run.world.isStale || isKilledByHand) && !judges(shape, "unseen");
    // If lists and the data plane are late together, nobody can tell a key that somebody has just regenerated.
    const isBelieved = !run.hasHealed || run.options.weather.dataLagMs > 0;
    const isLate = run.hasRefreshed && isBelieved && run.isMisled && !judges(shape, "late");
    const isBeyondLimit = isUnseen || isLate;
    if (!isBeyondLimit && (isKilledByUs || (isKilledByHand && isOnGoodKey))) {
        throw new Violation("3", `consumer ${place} is given a key that was regenerated`);
    }
    if (!isBeyondLimit && !keysAccepted(run).includes(key)) {
        throw new Violation("18", `consumer ${place} is given a key that the service does not accept yet`);
    }
}

function noteLeft(run: Run, before: Reality | undefined, key: Id): void {
    const { shape } = run.world;
    const isAdopted = run.live.truth.left === 0 && !judges(shape, "adopted");
    const isUnwaited = (before?.writer !== "stack" || run.isStale) && !judges(shape, "unwaited");
    if (before === undefined || before.key === key || isAdopted || isUnwaited) {
        return;
    }
    const slot = run.keys.indexOf(before.key);
    if (slot === 0 || slot === 1) {
        run.leftAt[slot] = run.now;
    }
}

/** `--refresh`: the consumer's key is taken from the checkpoint. Settings keep the generation that is remembered. */
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
    { key, tag, generation, moment, version }: Reality,
): SavedConsumer {
    switch (run.world.shape.consumers[place]) {
        case "secret":
            return { generation, mark: markOf(moment), moment, origin: tag, value: tag, version, held: key };
        case "custom":
            return { generation, mark: 0, moment, origin: key, value: key, version, held: key };
        case "reference":
            return { ...saved, value: version, version, held: key };
        default:
            return { ...saved, value: key, version, held: key };
    }
}

function withConsumer(checkpoint: Checkpoint, place: number, saved: SavedConsumer | undefined): Checkpoint {
    return { ...checkpoint, consumers: checkpoint.consumers.map((before, at) => (at === place ? saved : before)) };
}
