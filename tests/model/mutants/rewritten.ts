import type { Effect, Sequence } from "../../../components/lifecycle/effects";
import { type Core, realCore } from "../core";

/** The effect that is asked for instead, and the answer that is given to it. */
export type Rewrite = (effect: Effect) => Sequence<unknown>;

/** Rotation with other effects, or other answers. A rewrite is made for each run. */
export function rewrittenRotation(rewrite: () => Rewrite): Partial<Core> {
    return { rotation: (...args) => rewritten(realCore.rotation(...args), rewrite()) };
}

/** Retirement with other effects, or other answers. */
export function rewrittenRetirement(rewrite: () => Rewrite): Partial<Core> {
    return { retirement: (...args) => rewritten(realCore.retirement(...args), rewrite()) };
}

/** All sequences with other effects, or other answers. */
export function rewrittenAll(rewrite: () => Rewrite): Partial<Core> {
    return {
        ...rewrittenRotation(rewrite),
        ...rewrittenRetirement(rewrite),
        refresh: (...args) => rewritten(realCore.refresh(...args), rewrite()),
        wave: (...args) => rewritten(realCore.wave(...args), rewrite()),
    };
}

/** Asks for an effect unchanged. */
export function* unchanged(effect: Effect): Sequence<unknown> {
    return yield effect;
}

/** Asks for another effect where it is of this kind. */
export function instead<Name extends Effect["do"]>(
    name: Name,
    other: (effect: Extract<Effect, { do: Name }>) => Sequence<unknown>,
): () => Rewrite {
    return () => (effect) => (isOf(effect, name) ? other(effect) : unchanged(effect));
}

function isOf<Name extends Effect["do"]>(effect: Effect, name: Name): effect is Extract<Effect, { do: Name }> {
    return effect.do === name;
}

function* rewritten<End>(sequence: Sequence<End>, rewrite: Rewrite): Sequence<End> {
    let step = sequence.next();
    while (step.done !== true) {
        step = sequence.next(yield* rewrite(step.value));
    }
    return step.value;
}
