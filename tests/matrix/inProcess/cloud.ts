import { mkdtemp, rm } from "node:fs/promises";
import https from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createSecureContext } from "node:tls";
import { armClient, foreignVariables, startLocalAzure } from "local-azure";
import { GROUP } from "../../integration/support/testbed";
import type { MatrixCloud } from "../support/matrixCloud";

/** Nothing is done at once, and nothing takes longer than it has to. */
const LATE_MS = 300;

/** A local Azure with moderate weather, which everything in this process uses: there is one in a process. */
export async function startCloud(): Promise<MatrixCloud & { stop(): Promise<void> }> {
    const directory = await mkdtemp(join(tmpdir(), "two-key-matrix-"));
    const azure = await startLocalAzure({
        directory,
        restartDelayMs: LATE_MS,
        propagationDelayMs: LATE_MS,
        weather: "moderate",
    });
    for (const name of foreignVariables()) {
        delete process.env[name];
    }
    Object.assign(process.env, azure.env);
    trust(azure.authority);
    const arm = await armClient(azure);
    await arm("PUT", `/subscriptions/${azure.subscriptionId}/resourceGroups/${GROUP}`, { location: "here" });
    return {
        azure,
        arm,
        directory,
        async stop() {
            await azure.stop();
            await rm(directory, { recursive: true, force: true });
        },
    };
}

/** Too late for the environment to say whom to trust: connections are told, all by one context, which takes a while to make. */
function trust(ca: string): void {
    const secureContext = createSecureContext({ ca });
    const agents: { createConnection(options: object, ...rest: unknown[]): unknown } = Object(https.Agent.prototype);
    const { createConnection } = agents;
    agents.createConnection = function (options, ...rest) {
        return Reflect.apply(createConnection, this, [{ secureContext, ...options }, ...rest]);
    };
}
