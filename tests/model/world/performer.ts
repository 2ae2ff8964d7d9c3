import type { Dependent, Dependents } from "../../../components/lifecycle/dependent";
import type { CanAsk, Effect, Fingerprints, Regenerated } from "../../../components/lifecycle/effects";
import type { GateResult } from "../../../components/lifecycle/gateAnswer";
import { RotationError } from "../../../components/lifecycle/rotationError";
import { look } from "./consumers";
import { judgeRegenerate } from "./judgeRegenerate";
import { keysAccepted, keysListed } from "./keysOf";
import { msOf } from "./moment";
import type { Run } from "./run";
import { type Id, type Keys, slotIndex, TICK_MS } from "./world";

/** How old a list may be that a diff made, and for a last look. */
const LATELY_MS = 5_000;
const JUST_NOW_MS = 1_000;

/** How long a key is given where nobody can be asked; no data plane lags longer, and no service says less. */
const BLIND_WAIT_MS = 60_000;

/** How long it takes to find out that nobody answers. */
const PREFLIGHT_MS = 3_600;

const LOST = new RotationError("service", "the answer was lost");
const CONFLICT = new RotationError("service", "another operation is under way");

/** Performs the effects of one part in the simulated world, as the world of a pair does in the real one. */
export class Performer {
    /** The list that the diff of a part and its update share. */
    private listed: { readonly fingerprints: Fingerprints; readonly at: number } | undefined;
    private lists = 0;
    private regenerates = 0;
    private underWay: { readonly slot: string; readonly at: number } | undefined;

    constructor(
        private readonly run: Run,
        /** The wave whose consumers alone are looked at; 0 for all. */
        private readonly wave: number,
    ) {}

    perform(effect: Effect): unknown {
        const { run } = this;
        switch (effect.do) {
            case "now":
                return run.date;
            case "begin":
            case "prepare":
            case "report":
                return undefined;
            case "list":
                return this.list(effect.mayBeOld === true ? LATELY_MS : 0);
            case "look":
                run.hasLooked ||= run.part === "retirement";
                run.calls += run.consumers.length;
                run.shown = this.list(JUST_NOW_MS);
                run.seen = look(run, this.wave);
                return { fingerprints: run.shown, holdings: run.seen };
            case "search":
                return this.search();
            case "askGates":
                return effect.about.kind === "use"
                    ? [gate("unused", run.world.use)]
                    : this.gates(effect.about.switchedAt);
            case "canAsk":
                return this.canAsk(effect.oneOf);
            case "accepts":
                return this.accepts(Number(effect.fingerprint));
            case "regenerate":
                return this.regenerate(effect.slot);
            case "pause":
                this.timePasses(effect.ms);
                return undefined;
            case "warn":
                run.messages.push(effect.line);
                return undefined;
        }
    }

    private list(mayBeOldMs: number): Fingerprints {
        const { run, listed } = this;
        if (listed !== undefined && run.now - listed.at < mayBeOldMs) {
            return listed.fingerprints;
        }
        run.calls++;
        this.lists++;
        const { listLagMs, isFlapping } = run.options.weather;
        const [key1, key2] = keysListed(run, isFlapping && this.lists % 2 === 0 ? 0 : listLagMs);
        const fingerprints = { key1: String(key1), key2: String(key2) };
        this.listed = { fingerprints, at: run.now };
        return fingerprints;
    }

    /** A stranger is known by the keys that were listed last. */
    private search(): Dependents {
        const { stranger } = this.run.world;
        const slots = Object.entries(this.listed?.fingerprints ?? {}).filter(([, key]) => key === String(stranger));
        const holds = slots.map(([slot]) => slot);
        const places: readonly Dependent[] =
            holds.length === 0
                ? []
                : [{ kind: "place", place: "stranger", holds, foundBy: "fingerprint", movedBy: "nobody" }];
        return { places, notLookedAt: [], calls: 0, lookedAt: "" };
    }

    private accepts(key: Id): boolean {
        return keysAccepted(this.run).includes(key);
    }

    private canAsk(oneOf: readonly string[]): CanAsk {
        const { service = "probe" } = this.run.world.shape;
        const accepted = service === "probe" ? oneOf.find((one) => this.accepts(Number(one))) : undefined;
        if (accepted !== undefined) {
            return { kind: "probe", accepted };
        }
        if (service !== "blind") {
            this.timePasses(PREFLIGHT_MS);
        }
        return {
            kind: "blind",
            reason: "nobody tells",
            waitMs: BLIND_WAIT_MS,
            wait: "1m",
            isSilent: service !== "blind",
        };
    }

    private regenerate(slot: string): Regenerated {
        const { run } = this;
        const { answer } = run.options.weather;
        const former = run.keys;
        const isFirst = this.regenerates === 0;
        this.listed = undefined;
        run.attempts++;
        if (answer === "refused once" && isFirst) {
            this.regenerates++;
            return { kind: "conflict", cause: CONFLICT, retryAfterMs: 0 };
        }
        this.regenerates++;
        judgeRegenerate(run, slotIndex(slot));
        if (isFirst && (answer === "lost, without effect" || answer === "lost, under way")) {
            this.underWay = answer === "lost, under way" ? { slot, at: run.now + 45_000 } : undefined;
            return { kind: "lost", cause: LOST, mayBeUnderWay: answer === "lost, under way", retryAfterMs: 0 };
        }
        run.regenerate(slot);
        switch (answer) {
            case "old keys":
                return { kind: "done", fingerprints: fingerprintsOf(former) };
            case "none":
                return { kind: "done" };
            case "lost":
                return isFirst ? { kind: "lost", cause: LOST, mayBeUnderWay: false, retryAfterMs: 0 } : this.done();
            case "doubled": {
                const answered = this.done();
                run.replaceKey(slotIndex(slot));
                return answered;
            }
            case "chosen": {
                const fingerprints = { [slot]: String(run.keys[slotIndex(slot)]) };
                return { kind: "done", fingerprints, isChosen: true };
            }
            default:
                return this.done();
        }
    }

    private done(): Regenerated {
        return { kind: "done", fingerprints: fingerprintsOf(this.run.keys) };
    }

    private timePasses(ms: number): void {
        this.run.timePasses(ms);
        if (this.underWay !== undefined && this.run.now >= this.underWay.at) {
            this.end();
        }
    }

    /** Work that is under way takes effect, at the latest when the part is over. */
    end(): void {
        const { run, underWay } = this;
        this.underWay = undefined;
        if (underWay !== undefined) {
            run.regenerates++;
            run.killed.push(run.keys[slotIndex(underWay.slot)]);
            run.replaceKey(slotIndex(underWay.slot));
        }
    }

    private gates(switchedAt: string): GateResult[] {
        const { shape } = this.run.world;
        const isInGrace = this.run.now < msOf(switchedAt) + shape.graceTicks * TICK_MS;
        return [gate("grace", isInGrace ? "waiting" : "open"), gate("health", this.run.world.gate)];
    }
}

function gate(name: string, status: GateResult["status"]): GateResult {
    return status === "open" ? { gate: name, status } : { gate: name, status, reason: name };
}

function fingerprintsOf([key1, key2]: Keys): Fingerprints {
    return { key1: String(key1), key2: String(key2) };
}
