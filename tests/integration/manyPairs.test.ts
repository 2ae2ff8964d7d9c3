import assert from "node:assert/strict";
import type { Call } from "local-azure";
import { makeResources } from "./support/photos";
import { PAIRS, type Run, Stack } from "./support/stack";
import { describeOnEngine, GROUP } from "./support/testbed";

const ACCOUNTS = Array.from({ length: 8 }, (_, index) => `many${index}`);
const AT_A_TIME = 3;
/** Long enough that calls meet on a busy machine too. */
const SLOWLY = { delayMs: 200, times: 1_000 };

describeOnEngine("many pairs in one stack", (testbed) => {
    let stack: Stack;
    let rotated: Run;

    function configure(rotationTrigger: number, maxConcurrentCalls: number | string) {
        const pairs = ACCOUNTS.map((name) => {
            const source = { service: "storageAccount", resourceGroupName: GROUP, name };
            return [name, { source, rotationTrigger, propagation: { interval: "100ms" } }];
        });
        const others = { "two-key:maxConcurrentCalls": maxConcurrentCalls };
        return stack.configure({ pairs: Object.fromEntries(pairs) }, others);
    }

    before(async () => {
        const { azure } = testbed().sandbox;
        for (const name of ACCOUNTS) {
            await makeResources(testbed(), name);
        }
        stack = await Stack.create(testbed(), PAIRS, "many");
        await configure(1, AT_A_TIME);
        await stack.up();
        await configure(2, AT_A_TIME);
        const faults = [
            azure.faults.add({
                operation: "storageAccounts/listKeys",
                nth: 5,
                status: 429,
                headers: { "retry-after": "1" },
            }),
            azure.faults.add({
                operation: "storageAccounts/regenerateKey",
                nth: 5,
                status: 429,
                headers: { "retry-after": "1" },
            }),
            azure.faults.add({ ...SLOWLY, match: isOfService }),
        ];
        rotated = await stack.up();
        for (const fault of faults) {
            fault.remove();
        }
    });

    it("makes no more than two lists and two regenerates a pair, and repeats only what was throttled", () => {
        const counts = new Map<string, number>();
        for (const { operation } of rotated.calls.filter(isOfService)) {
            counts.set(operation, (counts.get(operation) ?? 0) + 1);
        }
        const repeated = 1;
        assert.deepEqual(Object.fromEntries(counts), {
            // After a regenerate that was throttled the keys are listed, before it is repeated.
            "storageAccounts/listKeys": 2 * ACCOUNTS.length + repeated + repeated,
            "storageAccounts/regenerateKey": 2 * ACCOUNTS.length + repeated,
        });
    });

    it("sums them up in one line", () => {
        // The engine shows a line as it comes, and once more at the end.
        const [, diagnostics = ""] = rotated.all.split("Diagnostics:");
        assert.equal(diagnostics.match(/8 pairs: 8 settled on the new key/g)?.length, 1);
    });

    it("waits as long as the service says before it repeats a call", () => {
        for (const operation of ["storageAccounts/listKeys", "storageAccounts/regenerateKey"]) {
            const calls = rotated.calls.filter((call) => call.operation === operation);
            const refused = calls.find(({ status }) => status === 429);
            const again = calls
                .filter(({ target }) => target === refused?.target)
                .find(({ at }) => at > (refused?.at ?? 0));
            assert.ok(refused !== undefined && again !== undefined, operation);
            assert.ok(
                again.at - (refused.at + refused.durationMs) >= 1_000,
                `${operation}: ${again.at - refused.at} ms`,
            );
        }
    });

    it("has no more calls under way than the configuration allows", () => {
        const most = mostAtATime(rotated.calls.filter(isOfService));
        assert.ok(most > 1 && most <= AT_A_TIME, `${most} at a time`);
    });

    it("refuses a limit that is none before any call", async () => {
        await configure(3, "few");
        const { all, calls } = await stack.up([], { fails: true });
        assert.match(all, /two-key:maxConcurrentCalls must be a whole number above 0, and is "few"; no call was made/);
        assert.deepEqual(calls.filter(isOfService), []);
    });
});

function isOfService({ operation }: { readonly operation: string }): boolean {
    return operation.startsWith("storageAccounts/");
}

/** A client has an answer, and may make its next call, a moment before the server takes note of the end. */
const MOMENT_MS = 10;

function mostAtATime(calls: readonly Call[]): number {
    const isUnderWay = (call: Call, at: number) => call.at <= at && at + MOMENT_MS < call.at + call.durationMs;
    return Math.max(...calls.map(({ at }) => calls.filter((other) => isUnderWay(other, at)).length));
}
