import type { Core } from "./core";
import { Explorer, type Found } from "./explore";
import type { PairShape } from "./pairShape";

/** Pairs in which much goes wrong at once: a lifecycle that lacks something is mostly found in one of them. */
const TELLING = [
    "hands",
    "hands at work, with questions before a rotation",
    "weather",
    "waves",
    "custom",
    "three waves with grace",
    "twins",
];

/** The same pairs, the telling ones first. */
export function tellingFirst<Shape extends PairShape>(shapes: readonly Shape[]): readonly Shape[] {
    const place = ({ name }: PairShape) => (TELLING.includes(name) ? TELLING.indexOf(name) : TELLING.length);
    return [...shapes].sort((one, other) => place(one) - place(other));
}

/** The shortest history of any of these pairs that shows that a core breaks a rule. */
export function findIn(shapes: readonly PairShape[], core: Core, depth: number): Found | undefined {
    for (let events = 1; events <= depth; events++) {
        for (const shape of shapes) {
            const { found } = new Explorer(shape, core).explore(events);
            if (found !== undefined) {
                return found;
            }
        }
    }
    return undefined;
}
