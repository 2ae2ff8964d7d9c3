import type { AnswerTo, Effect, Sequence } from "../lifecycle/effects";

/** The handlers that perform the effects of a sequence on the real world. */
export type Performer = {
    readonly [Name in Effect["do"]]: (
        effect: Extract<Effect, { do: Name }>,
    ) => Promise<AnswerTo<Extract<Effect, { do: Name }>>>;
} & {
    /** The sequence has ended, with success or not. */
    end(): void;
};

/** Runs a sequence to its end. */
export async function perform<End>(sequence: Sequence<End>, performer: Performer): Promise<End> {
    try {
        let step = sequence.next();
        while (step.done !== true) {
            step = await next(sequence, step.value, performer);
        }
        return step.value;
    } finally {
        performer.end();
    }
}

/** Runs a sequence to the point at which only an update can go on; undefined if it came to that point. */
export async function preview<End>(sequence: Sequence<End>, performer: Performer): Promise<End | undefined> {
    let step = sequence.next();
    while (step.done !== true) {
        if (step.value.do === "begin") {
            return undefined;
        }
        step = await next(sequence, step.value, performer);
    }
    return step.value;
}

async function next<End>(
    sequence: Sequence<End>,
    effect: Effect,
    performer: Performer,
): Promise<IteratorResult<Effect, End>> {
    const act = performer[effect.do] as (effect: Effect) => Promise<unknown>;
    let answer: unknown;
    try {
        answer = await act(effect);
    } catch (error) {
        return sequence.throw(error);
    }
    return sequence.next(answer);
}
