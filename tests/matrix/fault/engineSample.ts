import type { Testbed } from "../../integration/support/testbed";
import { EngineStack } from "../onEngine/engineStack";
import { app } from "../places/placeGroup";
import { caseFrom, caseName, type FaultCase, type PlainCase } from "./faultCase";
import { FaultedPair } from "./faultedPair";
import type { Tally } from "./tally";

function fault(operation: string, nth: number, kind: string, lasts: PlainCase["lasts"] = "once"): FaultCase {
    return caseFrom({ group: app.name, call: { operation, nth }, kind, lasts });
}

/** Two that the update goes on after, and two that stop it. */
export const ENGINE_FAULTS: readonly FaultCase[] = [
    fault("storageAccounts/regenerateKey", 1, "lost response"),
    fault("sites/config/appsettings/put", 1, "409"),
    fault("storageAccounts/listKeys", 1, "403"),
    fault("vaults/secrets/get", 2, "500", "until the end"),
];

export async function faultedOnEngine(testbed: Testbed, name: string): Promise<FaultedPair> {
    return FaultedPair.make(await EngineStack.make(testbed, name, app));
}

/** Tries them. Returns how many they are. */
export async function sampleOnEngine(testbed: Testbed, tally: Tally): Promise<number> {
    const pair = await faultedOnEngine(testbed, "onengine");
    for (const faultCase of ENGINE_FAULTS) {
        const result = await pair.run(faultCase);
        tally.add(result);
        console.log(tally.line("[on the engine]", caseName(faultCase), result));
    }
    return ENGINE_FAULTS.length;
}
