// A process that kills pairs, many at once, for `npm run crash-matrix`.

import type { CaseResult } from "../crash/caseUnderWay";
import { type CrashCase, caseFrom, type PlainCase } from "../crash/crashCase";
import { CrashedPair } from "../crash/crashedPair";
import type { Moment } from "../crash/moment";
import { scenarioNamed } from "../crash/scenarios";
import { groupNamed, type PlaceGroup } from "../places/placeGroup";
import { MatrixPair } from "../support/matrixPair";
import { startCloud } from "./cloud";
import { PairStack } from "./pairStack";
import { momentsIn } from "./recorded";
import { serve } from "./workers";

type InProcess = CrashedPair<PairStack>;

export type CrashTask =
    | { readonly kind: "record"; readonly group: string; readonly scenario: string }
    | { readonly kind: "run"; readonly crashCase: PlainCase };

export type CrashAnswer = { readonly moments: readonly Moment[] } | CaseResult;

const cloud = startCloud();
const free = new Map<PlaceGroup, InProcess[]>();
let made = 0;

async function take(group: PlaceGroup): Promise<InProcess> {
    const found = free.get(group)?.pop();
    if (found !== undefined) {
        return found;
    }
    made += 1;
    const name = `pair${made}`;
    return CrashedPair.make(new PairStack(await MatrixPair.make(await cloud, name, group)));
}

function giveBack(group: PlaceGroup, pair: InProcess): void {
    free.set(group, [...(free.get(group) ?? []), pair]);
}

async function record(group: PlaceGroup, scenario: string): Promise<CrashAnswer> {
    const pair = await take(group);
    const moments = await momentsIn(pair, scenarioNamed(scenario));
    giveBack(group, pair);
    return { moments };
}

async function run(crashCase: CrashCase): Promise<CrashAnswer> {
    const pair = await take(crashCase.group);
    const result = await pair.run(crashCase);
    if (result.isSettled) {
        giveBack(crashCase.group, pair);
    }
    (await cloud).azure.journal.clear();
    return result;
}

serve<CrashTask, CrashAnswer>(
    (task) => (task.kind === "record" ? record(groupNamed(task.group), task.scenario) : run(caseFrom(task.crashCase))),
    async () => (await cloud).stop(),
);
