import type { Testbed } from "../../integration/support/testbed";
import { EngineStack } from "../onEngine/engineStack";
import { app } from "../places/placeGroup";
import type { CaseResult } from "./caseUnderWay";
import { type CrashCase, caseName } from "./crashCase";
import { CrashedPair } from "./crashedPair";
import type { Moment } from "./moment";
import { alternate, emergency, there } from "./scenarios";
import type { Tally } from "./tally";
import { plain, refreshed, rolledBack, stateRestored, withoutCheckpoints } from "./variants";

/** A case that is tried on the engine, too. */
export interface EngineKill {
    readonly what: string;
    readonly crashCase: CrashCase;
}

const before = (operation: string): Moment => ({ kind: "call", effect: "before", operation, nth: 1 });
const after = (operation: string): Moment => ({ kind: "call", effect: "after", operation, nth: 1 });
const settingsSaved: Moment = {
    kind: "checkpoint",
    saved: "AppSettings",
    within: { kind: "call", effect: "before", operation: "sites/restart", nth: 1 },
};

function kill(what: string, rest: Omit<CrashCase, "group">): EngineKill {
    return { what, crashCase: { group: app, ...rest } };
}

/** Each process once at least, and each way to repair, by the stack that they are tried with one after the other. */
export const ENGINE_KILLS: readonly (readonly EngineKill[])[] = [
    [
        kill("a killed engine, when a call has had its effect and no checkpoint knows of it", {
            scenario: alternate,
            victim: "engine",
            variant: plain,
            moment: after("storageAccounts/regenerateKey"),
        }),
        kill("a killed engine, when a consumer was switched and the state says so, by `up --refresh`", {
            scenario: alternate,
            victim: "engine",
            variant: refreshed,
            moment: settingsSaved,
        }),
        kill("a killed provider, when settings were written, by a roll-back without a new key", {
            scenario: alternate,
            victim: "provider",
            variant: rolledBack,
            moment: after("sites/config/appsettings/put"),
        }),
    ],
    [
        kill("a killed program, while a consumer is written", {
            scenario: alternate,
            victim: "program",
            variant: plain,
            moment: before("vaults/secrets/put"),
        }),
        kill("a killed engine that wrote no checkpoint", {
            scenario: emergency,
            victim: "engine",
            variant: withoutCheckpoints,
            moment: after("sites/config/appsettings/put"),
        }),
        kill("a killed engine whose state is restored from before the change", {
            scenario: there,
            victim: "engine",
            variant: stateRestored,
            moment: after("sites/config/appsettings/put"),
        }),
    ],
];

/** A pair on the engine, with its application under load. */
export async function crashedOnEngine(testbed: Testbed, name: string): Promise<CrashedPair> {
    const stack = await EngineStack.make(testbed, name, app);
    await stack.pair.run();
    return CrashedPair.make(stack);
}

/** Tries them. Returns how many they are. */
export async function sampleOnEngine(testbed: Testbed, tally: Tally): Promise<number> {
    const results = await Promise.all(
        ENGINE_KILLS.map(async (kills, index) => {
            const pair = await crashedOnEngine(testbed, `onengine${index}`);
            return inTurn(kills, ({ crashCase }) => tried(pair, crashCase, tally));
        }),
    );
    return results.flat().length;
}

async function tried(pair: CrashedPair, crashCase: CrashCase, tally: Tally): Promise<CaseResult> {
    const result = await pair.run(crashCase);
    tally.add(result);
    console.log(tally.line("[on the engine]", caseName(crashCase), result));
    return result;
}

async function inTurn<One, Result>(all: readonly One[], work: (one: One) => Promise<Result>): Promise<Result[]> {
    const results: Result[] = [];
    for (const one of all) {
        results.push(await work(one));
    }
    return results;
}
