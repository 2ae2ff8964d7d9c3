// npm run bench:policies: the cost of the policy pack for a preview of 500 resources. Ends with one line of JSON.

import { resolve } from "node:path";
import { armClient, EngineUnavailable } from "local-azure";
import { Stack } from "../integration/support/stack";
import { Trail } from "../integration/support/trail";
import { measurePairs, median, type Pair, timed } from "./paired";
import { PROGRAMS, type Workshop, withWorkshop } from "./workshop";

const ROUNDS = 7;
/** Of ten resources each. */
const SERVICES = 50;
const PACK = resolve(__dirname, "../../../policies");
/** A checkpoint for each of 500 resources would take minutes, and is not part of the measurement. */
const WITHOUT_CHECKPOINTS = { PULUMI_SKIP_CHECKPOINTS: "true", PULUMI_EXPERIMENTAL: "true" };

async function measure({ sandbox }: Workshop): Promise<Record<string, unknown>> {
    const arm = await armClient(sandbox.azure);
    const testbed = { sandbox, arm, trail: new Trail(sandbox.azure), env: { NODE_NO_WARNINGS: "1" } };
    const stack = await Stack.create(testbed, { folder: `${PROGRAMS}/many`, name: "bench-many" }, "bench");
    await stack.configure({ services: SERVICES });
    say(`Making ${SERVICES * 10} resources.`);
    await stack.up([], { env: WITHOUT_CHECKPOINTS });

    say(`Previewing them with the pack and without, ${ROUNDS} times in turn.`);
    const pairs = await measurePairs(
        ROUNDS,
        () => timed(() => stack.preview({}, ["--policy-pack", PACK])),
        () => timed(() => stack.preview()),
        sayRound,
    );
    return {
        ratio: Number(median(pairs.map(([withPack, without]) => withPack / without)).toFixed(3)),
        withPackMs: Math.round(median(pairs.map(([withPack]) => withPack))),
        withoutMs: Math.round(median(pairs.map(([, without]) => without))),
        resources: (await stack.resources()).length,
        rounds: ROUNDS,
    };
}

function sayRound(round: number, [withPack, without]: Pair): void {
    const [one, other] = [withPack, without].map((ms) => `${(ms / 1000).toFixed(2)} s`);
    say(`  ${round}: with the pack ${one}, without ${other}, ratio ${(withPack / without).toFixed(2)}`);
}

/** Progress goes to stderr, so that stdout is the result alone. */
function say(line: string): void {
    process.stderr.write(`${line}\n`);
}

withWorkshop(measure).then(
    (result) => process.stdout.write(`${JSON.stringify(result)}\n`),
    (error: unknown) => {
        process.stderr.write(`${error instanceof EngineUnavailable ? error.message : String(error)}\n`);
        process.exitCode = 1;
    },
);
