import assert from "node:assert/strict";
import type { Sequence } from "../../../components/lifecycle/effects";
import type { ScriptedWorld } from "./scriptedWorld";

/** More effects than any sequence takes, so that one without an end is found. */
const MOST_EFFECTS = 2_000;

/** Runs a sequence to its end in a scripted world. Errors of the world are thrown into the sequence, as a handler does. */
export function run<End>(sequence: Sequence<End>, world: ScriptedWorld): End {
    let step = sequence.next();
    while (step.done !== true) {
        assert.ok(world.effects.length < MOST_EFFECTS, "the sequence does not end");
        let answer: unknown;
        try {
            answer = world.answer(step.value);
        } catch (error) {
            step = sequence.throw(error);
            continue;
        }
        step = sequence.next(answer);
    }
    return step.value;
}
