// npm run model [-- --depth N --histories N --seed N]: explores all that can happen to a pair, tells long histories at
// random, and shows that broken cores are found. Ends with one line of JSON.
import { parseArgs } from "node:util";
import { realCore } from "./core";
import { Explorer, type Found } from "./explore";
import { tellHistories } from "./histories";
import { mutants } from "./mutants/mutants";
import { bigShapes, shapes } from "./shapes";

const HISTORIES_EACH = 5000;
const DEPTH_FOR_MUTANTS = 3;

const { values } = parseArgs({
    options: { depth: { type: "string" }, histories: { type: "string" }, seed: { type: "string" } },
});
const start = Date.now();
const seed = Number(values.seed ?? start % 2 ** 31);

const explored = shapes.map((shape) => {
    const { states, depth, mostUpdates, found } = new Explorer(shape, realCore).explore(
        Number(values.depth ?? shape.depth),
    );
    const good = `no rule broken within ${depth} events, settled within ${mostUpdates} updates`;
    console.log(`${shape.name}: ${states} states, ${found === undefined ? good : describe(found)}`);
    return { name: shape.name, states, depth, found };
});

const told = bigShapes.map((shape) => {
    const { histories, found } = tellHistories(shape, realCore, Number(values.histories ?? HISTORIES_EACH), seed);
    const good = "no rule broken";
    console.log(`${shape.name}: ${histories} histories of seed ${seed}, ${found ? describe(found) : good}`);
    return { histories, found };
});

const killed = mutants.filter(({ name, shape, core }) => {
    const { found } = new Explorer(shape, core).explore(DEPTH_FOR_MUTANTS);
    console.log(`mutant "${name}": ${found === undefined ? "not found" : describe(found)}`);
    return found !== undefined;
});

const violations = [...explored, ...told].filter(({ found }) => found !== undefined).length;
console.log(
    JSON.stringify({
        states: sum(explored.map(({ states }) => states)),
        depth: Object.fromEntries(explored.map(({ name, depth }) => [name, depth])),
        randomHistories: sum(told.map(({ histories }) => histories)),
        seed,
        violations,
        mutants: mutants.length,
        killed: killed.length,
        seconds: Math.round((Date.now() - start) / 1000),
    }),
);
process.exitCode = violations > 0 || killed.length < mutants.length ? 1 : 0;

function describe({ rule, history, detail }: Found): string {
    return `rule ${rule} broken by ${history.join(" → ")}: ${detail}`;
}

function sum(counts: readonly number[]): number {
    return counts.reduce((total, count) => total + count, 0);
}
