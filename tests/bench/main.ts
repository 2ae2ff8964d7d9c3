// npm run bench: the cost of a rotation beyond an update that does nothing. Ends with one line of JSON.
import { EngineUnavailable } from "local-azure";
import { measureLoad } from "./loadTime";
import { measurePairs, median, type Pair } from "./paired";
import { BenchStack, type Workshop, withWorkshop } from "./workshop";

const ROUNDS = 7;
const ROUNDS_WITH_DELAYS = 3;
const LOAD_ROUNDS = 11;
const REAL_DELAYS = { restartDelayMs: 1_500, propagationDelayMs: 2_000 };

async function main(): Promise<Record<string, unknown>> {
    say(`Loading the package, ${LOAD_ROUNDS} times.`);
    const { overPulumiMs, pulumiMs } = await measureLoad(LOAD_ROUNDS);
    say(`  ${overPulumiMs} ms over the ${pulumiMs} ms of @pulumi/pulumi`);
    const updates = await withWorkshop(measureUpdates);
    return { ...updates, loadOverPulumiMs: overPulumiMs, loadOfPulumiMs: pulumiMs };
}

async function measureUpdates(workshop: Workshop): Promise<Record<string, unknown>> {
    const pair = await BenchStack.create(workshop, "pair");
    const trivial = await BenchStack.create(workshop, "trivial");
    const calls: string[] = [];
    const probing: number[] = [];
    const rotate = async (): Promise<number> => {
        const bump = await pair.bump();
        calls.push(JSON.stringify(bump.calls));
        probing.push(bump.probingMs);
        return bump.ms;
    };
    const change = async (): Promise<number> => (await trivial.bump()).ms;

    say(`Rotating, and changing three plain dynamic resources, ${ROUNDS} times in turn.`);
    const plain = await measurePairs(ROUNDS, rotate, change, sayRound);
    const probingMs = median(probing);
    const distinct = [...new Set(calls)];
    if (distinct.length > 1) {
        say(`  not every rotation made the same calls: ${distinct.join(" ")}`);
    }
    const unchanged = await pair.up();
    say(`An unchanged \`up\` made ${count(unchanged.calls)} calls.`);

    const { restartDelayMs, propagationDelayMs } = REAL_DELAYS;
    say(`The same with a restart of ${restartDelayMs} ms and a propagation of ${propagationDelayMs} ms.`);
    workshop.delay(REAL_DELAYS);
    const delayed = await measurePairs(ROUNDS_WITH_DELAYS, rotate, change, sayRound);
    return {
        upRatio: ratioOf(plain),
        rotationUpMs: Math.round(median(plain.map(([rotation]) => rotation))),
        trivialUpMs: Math.round(median(plain.map(([, changed]) => changed))),
        // Part of the rotation's time: a new key is tried several times, with pauses, before consumers get it.
        probingMs: Math.round(probingMs),
        upRatioBesideProbing: ratioOf(plain.map(([rotation, changed]) => [rotation - probingMs, changed])),
        rounds: ROUNDS,
        upRatioWithRealDelays: ratioOf(delayed),
        rotationUpMsWithRealDelays: Math.round(median(delayed.map(([rotation]) => rotation))),
        realDelays: REAL_DELAYS,
        callsPerRotation: JSON.parse(distinct[0] ?? "{}"),
        callsOfUnchangedUp: count(unchanged.calls),
    };
}

/** The median of the rounds' own ratios. */
function ratioOf(pairs: readonly Pair[]): number {
    return Number(median(pairs.map(([rotation, changed]) => rotation / changed)).toFixed(3));
}

function count(calls: Readonly<Record<string, number>>): number {
    return Object.values(calls).reduce((sum, some) => sum + some, 0);
}

function sayRound(round: number, [rotation, changed]: Pair): void {
    const [one, other] = [rotation, changed].map((ms) => `${(ms / 1000).toFixed(2)} s`);
    say(`  ${round}: rotation ${one}, trivial ${other}, ratio ${(rotation / changed).toFixed(2)}`);
}

/** Progress goes to stderr, so that stdout is the result alone. */
function say(line: string): void {
    process.stderr.write(`${line}\n`);
}

main().then(
    (result) => process.stdout.write(`${JSON.stringify(result)}\n`),
    (error: unknown) => {
        process.stderr.write(`${error instanceof EngineUnavailable ? error.message : String(error)}\n`);
        process.exitCode = 1;
    },
);
