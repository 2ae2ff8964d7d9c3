import fc from "fast-check";
import type { Core } from "./core";
import { eventsOf } from "./events/eventsOf";
import type { Found } from "./explore";
import { Judge, judgeCost } from "./judge";
import type { PairShape } from "./pairShape";
import { Violation } from "./violation";
import { update } from "./world/update";
import { QUIET } from "./world/updateOptions";
import { beginning } from "./world/world";

/** The most events of one history. */
const LONGEST = 40;

export interface Telling {
    readonly histories: number;
    /** A history that broke a rule, made as short as it gets. */
    readonly found?: Found;
}

/** Tells long histories at random, of everything that may happen to a pair, and judges it after each event. */
export function tellHistories(shape: PairShape, core: Core, histories: number, seed: number): Telling {
    const events = eventsOf(shape);
    const names = fc.constantFrom(...events.map(({ name }) => name));
    const byName = new Map(events.map((event) => [event.name, event]));
    const judge = new Judge(core);
    const breaks = (history: readonly string[]): Violation | undefined => {
        try {
            let { world } = update(beginning(shape, "alternate"), core, QUIET);
            let cost = judge.judge(world);
            for (const name of history) {
                const event = byName.get(name);
                const happened = event?.happen(world, core);
                if (event !== undefined && happened !== undefined) {
                    const next = judge.judge(happened.world);
                    judgeCost(event, happened, cost.regenerates, next.regenerates);
                    world = happened.world;
                    cost = next;
                }
            }
            return undefined;
        } catch (error) {
            if (error instanceof Violation) {
                return error;
            }
            throw error;
        }
    };
    const property = fc.property(
        fc.array(names, { minLength: 1, maxLength: LONGEST, size: "max" }),
        (history) => breaks(history) === undefined,
    );
    const { failed, counterexample, numRuns } = fc.check(property, { seed, numRuns: histories });
    const history = counterexample?.[0];
    const violation = failed && history !== null && history !== undefined ? breaks(history) : undefined;
    return violation === undefined || history === null || history === undefined
        ? { histories: numRuns }
        : { histories: numRuns, found: { history, rule: violation.rule, detail: violation.detail } };
}
