import { Semaphore } from "async-mutex";

/** A step of a story. */
type Step = () => Promise<void> | void;

/** Mocha's functions of these names, for the steps of one story. A step after one that failed fails with it. */
export interface Story {
    before(step: Step): void;
    it(sentence: string, step: Step): void;
}

/** An update alone leaves much of two cores idle: it is one process waiting for another, most of the time. */
const lanes = new Semaphore(2);

/**
 * A `describe` whose steps are taken while those of its neighbours are, two stories at a time. Each needs names of its
 * own, and looks only at what they name in the journal.
 */
export function alongside(subject: string, tell: (story: Story) => void): void {
    const steps: Step[] = [];
    let taken: readonly Promise<void>[] = [];
    // These two are hooks of the `describe` around the story.
    before(() => {
        taken = takeAll(steps);
    });
    after(async () => {
        await Promise.allSettled(taken);
    });
    describe(subject, () => {
        tell({
            before: (step) => {
                steps.push(step);
            },
            it: (sentence, step) => {
                const index = steps.push(step) - 1;
                it(sentence, () => taken[index]);
            },
        });
    });
}

/** Begins to take the steps, one after the other, and returns the end of each. */
function takeAll(steps: readonly Step[]): readonly Promise<void>[] {
    const lane = lanes.acquire();
    let last: Promise<void> = lane.then(() => undefined);
    const taken = steps.map((step) => {
        last = last.then(step);
        // A test looks at it later.
        last.catch(() => undefined);
        return last;
    });
    void Promise.allSettled(taken).then(async () => (await lane)[1]());
    return taken;
}
