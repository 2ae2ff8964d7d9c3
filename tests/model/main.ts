// npm run model [-- DEPTH]: explores all that can happen to a pair. Ends with one line of JSON.
import { realCore } from "./core";
import { type Exploration, Explorer } from "./explore";
import { mutants } from "./mutants/mutants";
import { shapes } from "./shapes";

const DEPTH = 5;
const DEPTH_FOR_MUTANTS = 3;

function main(depth: number): void {
    const start = Date.now();
    const explored = shapes.map((shape) => {
        const exploration = new Explorer(shape, realCore).explore(depth);
        console.log(`${shape.name}: ${exploration.states} states, ${describe(exploration)}`);
        return exploration;
    });
    const killed = mutants.filter(({ name, shape, core }) => {
        const exploration = new Explorer(shape, core).explore(DEPTH_FOR_MUTANTS);
        console.log(`mutant "${name}": ${describe(exploration)}`);
        return exploration.found !== undefined;
    });
    const violations = explored.filter(({ found }) => found !== undefined).length;
    const summary = {
        states: explored.reduce((sum, { states }) => sum + states, 0),
        depth,
        violations,
        mutants: mutants.length,
        killed: killed.length,
        seconds: Math.round((Date.now() - start) / 1000),
    };
    console.log(JSON.stringify(summary));
    process.exitCode = violations > 0 || killed.length < mutants.length ? 1 : 0;
}

function describe({ found, mostUpdates }: Exploration): string {
    return found === undefined
        ? `settled within ${mostUpdates} updates, no rule broken`
        : `rule ${found.rule} broken by ${found.history.join(" → ")}: ${found.detail}`;
}

main(Number(process.argv[2] ?? DEPTH));
