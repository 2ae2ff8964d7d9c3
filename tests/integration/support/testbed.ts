import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { type Arm, armClient, EngineUnavailable, type Sandbox, startSandbox, type WeatherChoice } from "local-azure";
import { Trail } from "./trail";

/** The resource group that all accounts, vaults and sites of these tests are in. */
export const GROUP = "photos";

/** The sandbox of the integration tests of one process: an engine takes seconds to start, and a local Azure has room for all. */
export interface Testbed {
    readonly sandbox: Sandbox;
    /** Azure Resource Manager, called from this process. */
    readonly arm: Arm;
    /** The trail of the tests so far. */
    readonly trail: Trail;
    /** Variables of every `pulumi` that runs here. */
    readonly env: Readonly<Record<string, string>>;
}

/** Also while other processes use the cores. */
const ONE_TEST_MS = 600_000;

/**
 * Tests on the real engine. Without an engine they are skipped, and say why and what to do about it.
 *
 * @param tests gets the testbed as a function, because it does not exist until the first test runs.
 */
export function describeOnEngine(subject: string, tests: (testbed: () => Testbed) => void): void {
    after(stopTestbed); // a root hook: the file's other subjects use the same sandbox
    describe(`on the engine: ${subject}`, function () {
        this.timeout(ONE_TEST_MS);
        let testbed: Testbed | undefined;
        before(async function () {
            this.timeout(0); // the first one may have to build an engine
            starting ??= startTestbedIfPossible();
            testbed = await starting;
            if (testbed === undefined) {
                this.skip();
            }
        });
        tests(() => {
            if (testbed === undefined) {
                throw new Error("The testbed is there only while tests run.");
            }
            return testbed;
        });
    });
}

let starting: Promise<Testbed | undefined> | undefined;

/** Ends the sandbox after the last test of the file, or of all files where they share a process. */
async function stopTestbed(this: Mocha.Context): Promise<void> {
    this.timeout(ONE_TEST_MS); // projects with all that was installed in them take their time to go
    const testbed = await starting;
    starting = undefined;
    await testbed?.sandbox.stop();
}

/**
 * Starts a testbed. Delays are above 0, so that code that does not wait is found out.
 *
 * @throws EngineUnavailable
 */
export async function startTestbed(weather: WeatherChoice = "fine"): Promise<Testbed> {
    const sandbox = await startSandbox({ restartDelayMs: 300, propagationDelayMs: 200, weather });
    const arm = await armClient(sandbox.azure);
    await arm("PUT", `/subscriptions/${sandbox.azure.subscriptionId}/resourceGroups/${GROUP}`, {
        location: "here",
    });
    // A temporary folder of the sandbox's own, so that its remains can be searched.
    const temporary = join(sandbox.directory, "tmp");
    await mkdir(temporary);
    return { sandbox, arm, trail: new Trail(sandbox.azure), env: { TMPDIR: temporary, NODE_NO_WARNINGS: "1" } };
}

async function startTestbedIfPossible(): Promise<Testbed | undefined> {
    try {
        return await startTestbed();
    } catch (error) {
        if (error instanceof EngineUnavailable) {
            console.error(`\n  SKIPPED: all tests on the real engine. ${error.message}\n`);
            return undefined;
        }
        throw error;
    }
}
