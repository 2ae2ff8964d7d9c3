import type { Effect, Sequence } from "../../../components/lifecycle/effects";
import { RotationError } from "../../../components/lifecycle/rotationError";
import type { Part } from "../core";
import { Violation } from "../violation";
import { Performer } from "./performer";
import type { Run } from "./run";
import { worldOf } from "./worldOf";

/** An update that is cut off, or cancelled, before an effect. */
export class Stopped extends Error {
    override readonly name = "Stopped";
}

const STOPPED = new Stopped("the update was cut off");

/** Runs the sequences of one part in the simulated world, as its handlers do in the real one. */
export class Driver {
    private readonly performer: Performer;

    constructor(
        private readonly run: Run,
        private readonly part: Part,
        wave = 0,
    ) {
        run.begin(part);
        this.performer = new Performer(run, wave);
    }

    /** Runs a sequence to its end; undefined if it fails, as the messages say. */
    perform<End>(sequence: Sequence<End>): End | undefined {
        const end = this.runUntil(sequence, undefined);
        this.performer.end();
        return end === "begun" ? undefined : end;
    }

    /** Runs a sequence to the point at which only an update can go on; undefined if it fails. */
    preview<End>(sequence: Sequence<End>): End | "begun" | undefined {
        return this.runUntil(sequence, "begin");
    }

    private runUntil<End>(effects: Sequence<End>, last: Effect["do"] | undefined): End | "begun" | undefined {
        const { run } = this;
        try {
            let step = effects.next();
            while (step.done !== true) {
                const effect = step.value;
                if (effect.do === last) {
                    return "begun";
                }
                step = this.isStopped() ? stopped(effects) : effects.next(this.answer(effect));
            }
            return step.value;
        } catch (error) {
            if (error instanceof RotationError) {
                run.messages.push(error.message);
                run.failed = true;
                return undefined;
            }
            if (error instanceof Stopped || error instanceof Violation) {
                throw error;
            }
            throw new Violation("4", `${this.part} breaks: ${error instanceof Error ? error.message : error}`);
        }
    }

    private isStopped(): boolean {
        const { run } = this;
        run.effects++;
        if (run.effects > MOST_EFFECTS) {
            throw new Violation("4", `${this.part} does not come to its end`);
        }
        run.isStopped ||= run.options.stopBefore === run.effects;
        return run.options.stopBefore === run.effects;
    }

    private answer(effect: Effect): unknown {
        const { run } = this;
        const { hand } = run.options;
        const answer = this.performer.perform(effect);
        if (hand !== undefined && hand.during === effect.do && hand.part === this.part && !run.isHandled) {
            run.isHandled = true;
            const changed = hand.act(worldOf(run, run.live));
            if (changed !== undefined) {
                run.goOnIn(changed);
                run.timePasses(HAND_MS);
            }
        }
        return answer;
    }
}

/** More effects than any update has. */
const MOST_EFFECTS = 10_000;

/** An effect that is long enough for a person to change something lasts longer than a list stays valid. */
const HAND_MS = 2_000;

/** Rule 32: a sequence that is stopped asks for nothing that changes a key. */
function stopped<End>(effects: Sequence<End>): IteratorResult<Effect, End> {
    const step = effects.throw(STOPPED);
    if (step.done !== true && step.value.do === "regenerate") {
        throw new Violation("32", "a key is regenerated after the update was cancelled");
    }
    return step;
}
