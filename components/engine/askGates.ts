import { createRequire } from "node:module";
import type { PairInputs } from "../arguments/rotationInputs";
import type { Gate } from "../gates/gate";
import type { GateAccess, LoggedAccount } from "../gates/gateAccess";
import { gateKindOf, gateName } from "../gates/gatesOfPair";
import type { GateResult } from "../lifecycle/gateAnswer";
import type { Endpoints } from "../services/keyPairDescription";
import { connectionFor } from "./azureAccess";
import { getPage } from "./getPage";
import { pause } from "./pause";
import { report } from "./report";
import { runProgram } from "./runProgram";
import { unlessStopped, whenStopped } from "./stop";
import { waited, waitUntil } from "./waitUntil";

/** Asks every gate, in the order of the program. One that is being asked when the update is stopped has no say any longer. */
export async function askGates(gates: readonly Gate[], access: GateAccess): Promise<readonly GateResult[]> {
    const results: GateResult[] = [];
    for (const gate of gates) {
        const asked = async () => gateKindOf(gate).ask(gate, access);
        results.push({ gate: gateName(gate), ...(await unlessStopped(asked())) });
    }
    return results;
}

/** As much of a pair as its gates take. */
export type GatedPair = Pick<PairInputs, "pair" | "owner" | "azureConfig" | "source">;

/** The question, and the access to the service of the pair. */
export interface AskedAbout extends Pick<GateAccess, "switched" | "outgoingFingerprint" | "isKeyAccepted" | "keyUse"> {
    endpoints(): Promise<Endpoints>;
}

/** The world as gates of a pair use it. */
export function gateAccess(pair: GatedPair, { endpoints, ...about }: AskedAbout): GateAccess {
    return {
        ...about,
        now: Date.now,
        pause: async (ms) => {
            await pause(ms);
        },
        get: getPage,
        run: (program) =>
            runProgram({ ...program, env: { ...program.env, TWO_KEY_PAIR: pair.pair }, signal: whenStopped }),
        load: (module) => createRequire(`${process.cwd()}/_`)(module),
        waitUntil: (ask, times, waiting) =>
            waitUntil(ask, times, (seconds, limit) => report(pair, `${waiting()} (${waited(seconds, limit)})`)),
        loggedAccount: async (workspaceId) => loggedAccount(pair, workspaceId, await endpoints()),
    };
}

/** Only a pair with the gate loads the module that reads the logs. */
async function loggedAccount(
    { source, azureConfig }: GatedPair,
    workspaceId: string,
    endpoints: Endpoints,
): Promise<LoggedAccount> {
    const name = "name" in source ? source.name : "";
    const { storageLogsOf } = await import("../azure/storageLogs.js");
    const { readService, STORAGE_SERVICES } = await import("../azure/probes/storageService.js");
    return {
        logs: storageLogsOf(name, workspaceId, await connectionFor(azureConfig)),
        services: STORAGE_SERVICES.filter((service) => endpoints[service] !== undefined),
        call: (service, key, id) => readService(service, key, { name, endpoints }, id).catch(withoutAnswer),
    };
}

/** An account of some kinds, or of an emulator, names services that it has not. */
function withoutAnswer(error: unknown): "absent" | "silent" {
    return (error as { readonly code?: string }).code === "ECONNREFUSED" ? "absent" : "silent";
}
