import assert from "node:assert/strict";
import type { KeyCaller, ServiceLog } from "../../components/azure/storageLogs";
import type { KeyUse, LoggedAccount, LoggedService } from "../../components/gates/gateAccess";
import { type UnusedInputs, unusedGate } from "../../components/gates/unused";
import { fakeGateAccess } from "./support/fakeGateAccess";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const START = Date.parse("2026-11-24T10:00:00Z");

const gate: UnusedInputs = {
    kind: "unused",
    workspaceId: "00000000-0000-0000-0000-000000000000",
    quietFor: "7d",
    showsUpWithin: "5m",
    beforeRotation: true,
};

const use: KeyUse = {
    fingerprint: "old",
    activeKey: "key",
    activeFingerprint: "new",
    leftAt: new Date(START - 8 * DAY),
};

/** An account whose calls show up in the logs after a while. Its time goes on with the waits alone. */
class FakeAccount implements LoggedAccount {
    now = START;
    services: readonly LoggedService[] = ["blob", "queue"];
    callers: readonly KeyCaller[] = [];
    showsAfterMs = 0;
    oldest = START - 30 * DAY;
    namesKey = true;
    readonly statuses: Partial<Record<LoggedService, number | "absent" | "silent">> = {};
    readonly silent = new Set<string>();
    readonly calls: LoggedService[] = [];
    readonly reported: string[] = [];
    readonly logs: LoggedAccount["logs"] = {
        callers: (_tables, fingerprint, since) =>
            Promise.resolve(this.callers.filter(({ last }) => fingerprint === "old" && last >= since)),
        logs: (tables) => Promise.resolve(tables.flatMap((table) => this.#log(table))),
    };

    call(service: LoggedService): Promise<number | "absent" | "silent"> {
        this.calls.push(service);
        return Promise.resolve(this.statuses[service] ?? 200);
    }

    async ask(changes: Partial<UnusedInputs> = {}, of: KeyUse = use) {
        const access = fakeGateAccess({
            now: () => this.now,
            keyUse: () => Promise.resolve(of),
            loggedAccount: () => Promise.resolve(this),
            waitUntil: async (ask, { timeoutMs, intervalMs }, waiting) => {
                const end = this.now + timeoutMs;
                while (!(await ask())) {
                    if (this.now >= end) {
                        return false;
                    }
                    this.reported.push(waiting());
                    this.now += intervalMs;
                }
                return true;
            },
        });
        return unusedGate.ask({ ...gate, ...changes }, access);
    }

    #log(table: string): readonly ServiceLog[] {
        const isShown = this.now - START >= this.showsAfterMs && !this.silent.has(table);
        const shown = isShown ? { shown: new Date(START) } : {};
        const proven = isShown && this.namesKey ? { proven: new Date(START) } : {};
        return this.oldest > START ? [] : [{ table, oldest: new Date(this.oldest), ...shown, ...proven }];
    }
}

function caller(changes: Partial<KeyCaller> = {}): KeyCaller {
    const last = new Date(START - HOUR);
    return { address: "203.0.113.7:51000", userAgent: "old-app/1.0", operation: "GetBlob", last, ...changes };
}

async function reasonOf(answer: ReturnType<FakeAccount["ask"]>, status: string): Promise<string> {
    const told = await answer;
    assert.equal(told.status, status, JSON.stringify(told));
    return "reason" in told ? told.reason : "";
}

describe("the gate `unused`", () => {
    it("is open where nobody was seen for as long as asked, and a call of its own to each service was", async () => {
        const account = new FakeAccount();
        assert.deepEqual(await account.ask(), { status: "open" });
        assert.deepEqual(account.calls, ["blob", "queue"]);
    });

    it("names who still uses the key, what for and when last, and knows when it may be quiet", async () => {
        const account = new FakeAccount();
        account.callers = [
            caller(),
            caller({ address: "203.0.113.7:51001", operation: "PutBlob", last: new Date(START - 2 * HOUR) }),
            caller({ address: "10.0.0.4", userAgent: "" }),
        ];
        const answer = await account.ask();
        assert.deepEqual(answer, {
            status: "waiting",
            reason:
                "used in the last 7d by 203.0.113.7 (old-app/1.0): GetBlob, PutBlob, last at 2026-11-24T09:00:00.000Z; " +
                "10.0.0.4: GetBlob, last at 2026-11-24T09:00:00.000Z; give them the key in use",
            until: new Date(START - HOUR + 7 * DAY).toISOString(),
        });
    });

    it("names the first few of many callers, and says how many more there are", async () => {
        const account = new FakeAccount();
        account.callers = Array.from({ length: 9 }, (_, index) => caller({ address: `10.0.0.${index}` }));
        assert.match(await reasonOf(account.ask(), "waiting"), /10\.0\.0\.4 .*; and 4 more;/);
    });

    it("is open to a use that is longer ago", async () => {
        const account = new FakeAccount();
        account.callers = [caller({ last: new Date(START - 8 * DAY) })];
        assert.equal((await account.ask()).status, "open");
    });

    it("waits within the update until its own call shows up", async () => {
        const account = new FakeAccount();
        account.showsAfterMs = 2 * MINUTE;
        assert.equal((await account.ask()).status, "open");
        assert.ok(account.now >= START + 2 * MINUTE);
        assert.match(account.reported[0] ?? "", /waiting until a call of its own shows up/);
    });

    it("does not hang where it does not show up: it waits for a later update, and names the log", async () => {
        const account = new FakeAccount();
        account.silent.add("StorageQueueLogs");
        const reason = await reasonOf(account.ask(), "waiting");
        assert.match(reason, /has not shown up yet in StorageQueueLogs.*diagnostic settings for queue/);
        assert.ok(account.now < START + 6 * MINUTE);
    });

    it("fails where the workspace has nothing of the account at all", async () => {
        const account = new FakeAccount();
        account.oldest = START + 1;
        assert.match(await reasonOf(account.ask(), "failed"), /StorageBlobLogs, StorageQueueLogs.*diagnostic settings/);
    });

    it("fails where the logs name keys otherwise than by their hash", async () => {
        const account = new FakeAccount();
        account.namesKey = false;
        assert.match(await reasonOf(account.ask(), "failed"), /StorageBlobLogs does not name the key/);
    });

    it("looks again after its wait: a use may have been on its way to the logs", async () => {
        const account = new FakeAccount();
        account.showsAfterMs = MINUTE;
        const { logs } = account;
        let asked = 0;
        Object.assign(account, {
            logs: { ...logs, callers: () => Promise.resolve(asked++ === 0 ? [] : [caller()]) },
        });
        assert.match(await reasonOf(account.ask(), "waiting"), /^used in the last 7d by 203\.0\.113\.7/);
    });

    it("waits where the logs do not reach back as far as it is to be quiet", async () => {
        const account = new FakeAccount();
        account.oldest = START - 2 * DAY;
        const answer = await account.ask();
        assert.equal(answer.status, "waiting");
        assert.match(
            await reasonOf(account.ask(), "waiting"),
            /since 2026-11-22T10:00:00.000Z, the first row of StorageBlobLogs/,
        );
        assert.equal("until" in answer && answer.until, new Date(START + 5 * DAY).toISOString());
    });

    it("takes what the logs have for a standby key, which nobody was given", async () => {
        const account = new FakeAccount();
        account.oldest = START - 2 * DAY;
        const { leftAt: _, ...standby } = use;
        assert.equal((await account.ask({}, standby)).status, "open");
    });

    it("leaves out services that are not there, and those that the program leaves out", async () => {
        const account = new FakeAccount();
        account.statuses.queue = "absent";
        account.silent.add("StorageQueueLogs");
        assert.equal((await account.ask()).status, "open");
        account.statuses.queue = 403;
        assert.match(await reasonOf(account.ask(), "failed"), /the queue service answers 403 from here.*`services`/);
        account.statuses.queue = "silent";
        assert.match(await reasonOf(account.ask(), "failed"), /the queue service does not answer from here/);
        assert.equal((await account.ask({ services: ["blob"] })).status, "open");
        account.statuses.blob = "absent";
        assert.match(
            await reasonOf(account.ask({ services: ["blob"] }), "failed"),
            /no service of the account answers/,
        );
    });
});
