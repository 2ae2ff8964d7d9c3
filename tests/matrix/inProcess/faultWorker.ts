// A process that has calls of pairs fail, many at once, for `npm run fault-matrix`.
import { caseFrom, type FaultCase, type PlainCase } from "../fault/faultCase";
import type { CaseResult } from "../fault/faultedPair";
import { FaultedPairs } from "../fault/faultedPairs";
import type { ServiceCall } from "../fault/serviceCall";
import { groupNamed, type PlaceGroup } from "../places/placeGroup";
import { MatrixPair } from "../support/matrixPair";
import { startCloud } from "./cloud";
import { PairStack } from "./pairStack";
import { serve } from "./workers";

export type FaultTask =
    | { readonly kind: "record"; readonly group: string }
    | { readonly kind: "run"; readonly faultCase: PlainCase };

export type FaultAnswer = { readonly calls: readonly ServiceCall[] } | CaseResult;

const cloud = startCloud();
const pairs = new FaultedPairs(async (name, group) => new PairStack(await MatrixPair.make(await cloud, name, group)));

async function record(group: PlaceGroup): Promise<FaultAnswer> {
    const pair = await pairs.take(group);
    const calls = await pair.record();
    pairs.giveBack(group, pair);
    return { calls };
}

async function run(faultCase: FaultCase): Promise<FaultAnswer> {
    const pair = await pairs.take(faultCase.group);
    const result = await pair.run(faultCase);
    if (result.settled) {
        pairs.giveBack(faultCase.group, pair);
    }
    (await cloud).azure.journal.clear();
    return result;
}

serve<FaultTask, FaultAnswer>(
    (task) => (task.kind === "record" ? record(groupNamed(task.group)) : run(caseFrom(task.faultCase))),
    async () => (await cloud).stop(),
);
