import assert from "node:assert/strict";
import { resolve } from "node:path";
import { execa } from "execa";
import type { StackExport, StackResource } from "../../cli/stackExport";
import { exitCodeOf, type PairStatus, statusOf } from "../../cli/status";
import { statusSummary, statusTable } from "../../cli/statusTable";

const CLI = resolve(__dirname, "../../cli/main.js");
const SOURCE = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/acmest01";
const NOW = new Date("2026-11-26T12:00:00.000Z");
const ROTATED = "2026-11-24T12:00:00.000Z";

type Change = Readonly<Record<string, unknown>>;

const owner = (pair: string) => `urn:pulumi:dev::photos::two-key:index:RotatingKeyPair::${pair}`;

function resource(kind: string, pair: string, outputs: Change, inputs: Change = {}): StackResource {
    const type = `pulumi-nodejs:dynamic/two-key:${kind}`;
    const urn = `urn:pulumi:dev::photos::two-key:index:RotatingKeyPair$${type}::${pair}-${kind.toLowerCase()}`;
    return { urn, type, parent: owner(pair), inputs, outputs };
}

const rotationOf = (pair = "uploads", state: Change = {}, inputs: Change = {}) =>
    resource(
        "Rotation",
        pair,
        {
            sourceId: SOURCE,
            state: {
                source: SOURCE.toLowerCase(),
                generation: 3,
                active: { slot: "key2", fingerprint: "f2" },
                outgoing: { slot: "key1", fingerprint: "f1", generation: 2, rotatedAt: "2026-08-26T12:00:00.000Z" },
                home: "key1",
                trigger: "3",
                emergency: "",
                urgent: false,
                rotatedAt: ROTATED,
                ...state,
            },
        },
        { pair, source: { service: "storageAccount" }, trigger: "3", emergency: "", ...inputs },
    );

const retirementOf = (pair = "uploads", state: Change = {}, answers: readonly Change[] = []) =>
    resource("Retirement", pair, {
        answers,
        state: {
            source: SOURCE.toLowerCase(),
            generation: 3,
            rotatedAt: ROTATED,
            fingerprint: "f2",
            digests: {},
            settled: true,
            switchedAt: ROTATED,
            ...state,
        },
    });

const settingsOf = (site: string, origin: Change, pair = "uploads") =>
    resource("AppSettings", pair, {
        origin,
        place: { kind: "appSettings", argument: "appSettings[0]", resourceGroupName: "rg", site, settings: {} },
    });

const secretOf = (secretName: string, origin: Change, pair = "uploads"): StackResource => ({
    urn: `${owner(pair)}-secret`,
    type: "azure-native:keyvault:Secret",
    parent: owner(pair),
    inputs: { vaultName: "safe", secretName },
    outputs: { tags: { "two-key-rotated-at": origin.rotatedAt, "two-key-fingerprint": origin.fingerprint } },
});

const stackOf = (...resources: readonly StackResource[]): StackExport => ({ deployment: { resources } });

function onlyOf(stack: StackExport): PairStatus {
    const [only, ...others] = statusOf(stack, NOW);
    assert.ok(only !== undefined && others.length === 0);
    return only;
}

const OF_NOW = { rotatedAt: ROTATED, fingerprint: "f2" };
const BEFORE = { rotatedAt: "2026-08-26T12:00:00.000Z", fingerprint: "f1" };
const WAITING = { settled: false, outgoingSlot: "key1", waitingFor: "key1 stays valid, because somebody waits" };

describe("the status of a pair, from its stack's state", () => {
    it("is settled where every consumer has the key, with its slot, its generation and its age", () => {
        const status = onlyOf(stackOf(rotationOf(), retirementOf()));
        assert.deepEqual(status, {
            pair: "uploads",
            service: "acmest01 (storageAccount)",
            slot: "key2",
            generation: 3,
            inUseSince: ROTATED,
            ageMs: 172_800_000,
            condition: "settled",
            state: "every consumer has key2",
        });
    });

    it("says of an adopted pair that it is adopted", () => {
        const state = { generation: 0, outgoing: undefined };
        const status = onlyOf(stackOf(rotationOf("uploads", state), retirementOf("uploads", { generation: 0 })));
        assert.deepEqual([status.condition, status.state], ["settled", "adopted; key2 is in use"]);
    });

    it("is stopped where an update failed between the switch and the retirement: it says who is on which key", () => {
        const status = onlyOf(
            stackOf(
                rotationOf(),
                secretOf("uploads", OF_NOW),
                settingsOf("web", BEFORE),
                retirementOf("uploads", { rotatedAt: BEFORE.rotatedAt, fingerprint: "f1", generation: 2 }),
            ),
        );
        assert.deepEqual(
            [status.condition, status.slot, status.generation, status.next],
            ["stopped", "key2", 3, "pulumi up"],
        );
        assert.equal(
            status.state,
            "the switch from key1 to key2 is not finished: safe/uploads has key2; web is not known to have key2; " +
                "key1 is not known to be retired; `pulumi up` goes on from there",
        );
    });

    it("is stopped where the update was interrupted, and says at what", () => {
        const former = retirementOf("uploads", { rotatedAt: BEFORE.rotatedAt, fingerprint: "f1" });
        const stack = stackOf(rotationOf(), former);
        const settings = settingsOf("web", BEFORE);
        const pending = [
            { type: "updating", resource: settings },
            { type: "updating", resource: { urn: "urn:pulumi:dev::photos::t::other", parent: owner("other") } },
        ];
        const status = onlyOf({ deployment: { ...stack.deployment, pending_operations: pending } });
        assert.deepEqual([status.condition, status.next], ["stopped", "pulumi cancel --yes && pulumi up"]);
        assert.match(
            status.state,
            /^an update was interrupted while it was updating uploads-appsettings; the switch from key1 to key2 is not finished; key1 is not known to be retired;/,
        );
    });

    it("is stopped where the adoption has not ended, and where a gate failed", () => {
        assert.equal(onlyOf(stackOf(rotationOf())).state, "the adoption is not finished; no key was changed");
        const failed = [{ gate: "httpHealthy", status: "failed", reason: "500" }];
        const status = onlyOf(stackOf(rotationOf(), retirementOf("uploads", WAITING, failed)));
        assert.deepEqual([status.condition, status.state], ["stopped", WAITING.waitingFor]);
    });

    for (const [what, retiresAt, condition] of [
        ["waits until a time that is to come", "2026-11-27T12:00:00.000Z", "waits"],
        ["is due from that moment on", "2026-11-26T12:00:00.000Z", "due"],
        ["is overdue after a day", "2026-11-25T12:00:00.000Z", "overdue"],
    ] as const) {
        it(`${what}`, () => {
            const status = onlyOf(stackOf(rotationOf(), retirementOf("uploads", { ...WAITING, retiresAt })));
            assert.deepEqual([status.condition, status.dueAt, status.next], [condition, retiresAt, "pulumi up"]);
            const state = condition === "waits" ? WAITING.waitingFor : `key1 may be retired since ${retiresAt}`;
            assert.equal(status.state, state);
        });
    }

    it("waits without a due moment where no moment is known", () => {
        const status = onlyOf(stackOf(rotationOf(), retirementOf("uploads", WAITING)));
        assert.deepEqual([status.condition, "dueAt" in status, status.state], ["waits", false, WAITING.waitingFor]);
    });

    it("is due when the wave that waits may be given the key, whatever the retirement waits for", () => {
        const wave = (switchesAt: string) =>
            resource("Wave", "uploads", { state: { wave: 2, given: { rotatedAt: BEFORE.rotatedAt }, switchesAt } });
        const retirement = retirementOf("uploads", { ...WAITING, isBehind: true });
        const soaking = onlyOf(stackOf(rotationOf(), wave("2026-11-27T00:00:00.000Z"), retirement));
        assert.deepEqual([soaking.condition, soaking.dueAt], ["waits", "2026-11-27T00:00:00.000Z"]);
        const due = onlyOf(stackOf(rotationOf(), wave("2026-11-26T00:00:00.000Z"), retirement));
        assert.deepEqual(
            [due.condition, due.state],
            ["due", "wave 2 may be given key2 since 2026-11-26T00:00:00.000Z; key1 stays valid until then"],
        );
    });

    for (const [rotateEvery, condition, dueAt] of [
        ["90d", "settled", "2027-02-22T12:00:00.000Z"],
        ["2d", "due", "2026-11-26T12:00:00.000Z"],
        ["1d", "overdue", "2026-11-25T12:00:00.000Z"],
    ] as const) {
        it(`with rotateEvery ${rotateEvery} and a key of 2 days is ${condition}`, () => {
            const status = onlyOf(stackOf(rotationOf("uploads", {}, { rotateEvery }), retirementOf()));
            assert.deepEqual([status.condition, status.dueAt], [condition, dueAt]);
            if (condition !== "settled") {
                assert.equal(status.state, `key2 is in use for 2d, and \`rotateEvery\` is ${rotateEvery}`);
            }
        });
    }

    it("counts the age from a moment that a clock which ran ahead has not spoiled", () => {
        const state = { rotatedAt: ROTATED, agesFrom: "2026-11-26T11:00:00.000Z" };
        assert.equal(onlyOf(stackOf(rotationOf("uploads", state), retirementOf())).ageMs, 3_600_000);
    });

    it("is due where a trigger has changed and nothing has begun, but not where the pair is pinned", () => {
        const due = onlyOf(stackOf(rotationOf("uploads", {}, { trigger: "4" }), retirementOf()));
        assert.deepEqual(
            [due.condition, due.state],
            ["due", "the rotation that was asked for has not begun; every consumer has key2"],
        );
        const urgent = onlyOf(stackOf(rotationOf("uploads", {}, { emergency: "leak" }), retirementOf()));
        assert.equal(urgent.condition, "due");
        const pinned = { trigger: "4", pinnedSlot: "key2", rotateEvery: "1d" };
        assert.equal(onlyOf(stackOf(rotationOf("uploads", {}, pinned), retirementOf())).condition, "settled");
    });

    it("is told of every pair apart, also of programs in other languages", () => {
        const inPlugin = (one: StackResource): StackResource => ({
            ...one,
            type: one.type.replace("pulumi-nodejs:dynamic/two-key:", "two-key:index:"),
        });
        const stack = stackOf(
            rotationOf("uploads"),
            retirementOf("uploads", WAITING),
            inPlugin(rotationOf("photos")),
            inPlugin(retirementOf("photos")),
        );
        assert.deepEqual(
            statusOf(stack, NOW).map(({ pair, condition }) => [pair, condition]),
            [
                ["uploads", "waits"],
                ["photos", "settled"],
            ],
        );
    });
});

describe("the exit code of the status", () => {
    const pairs = (...conditions: readonly PairStatus["condition"][]) =>
        conditions.map((condition) => ({ condition }) as PairStatus);

    for (const [conditions, due, overdue, unsettled] of [
        [[], 0, 0, 0],
        [["settled"], 0, 0, 0],
        [["settled", "waits"], 0, 0, 3],
        [["waits", "due"], 3, 0, 3],
        [["due", "overdue", "settled"], 4, 4, 4],
        [["overdue", "stopped", "due"], 5, 5, 5],
    ] as const) {
        it(`of pairs that are ${conditions.join(", ") || "not there"} is ${due}, ${overdue} and ${unsettled}`, () => {
            assert.deepEqual(
                [
                    exitCodeOf(pairs(...conditions), "due"),
                    exitCodeOf(pairs(...conditions), "overdue"),
                    exitCodeOf(pairs(...conditions), "unsettled"),
                ],
                [due, overdue, unsettled],
            );
        });
    }
});

describe("the table of the status", () => {
    const stack = stackOf(
        rotationOf("uploads", {}, { rotateEvery: "90d" }),
        retirementOf(),
        rotationOf("the-photos-of-everybody-in-the-house-and-their-guests"),
        retirementOf("the-photos-of-everybody-in-the-house-and-their-guests", {
            ...WAITING,
            waitingFor: `key1 stays valid, because ${"unused(7d) waits for many hosts ".repeat(8)}`,
        }),
    );

    for (const width of [80, 140]) {
        it(`fits a terminal of ${width} columns, and loses no word`, () => {
            const table = statusTable(statusOf(stack, NOW), width);
            const lines = table.split("\n");
            assert.ok(
                lines.every((line) => line.length <= width),
                table,
            );
            assert.equal(new Set(lines.map((line) => line.length)).size, 1, table);
            assert.doesNotMatch(table, /…/);
            const words = table.replace(/[│\s]+/g, " ");
            assert.match(words, /uploads acmest01 .*key2 \(3\) 2d 2027-02-22 settled/);
            assert.equal(words.match(/many hosts/g)?.length, 8, table);
            assert.match(words, /Next: pulumi up/);
        });
    }

    it("is summed up in a line", () => {
        assert.equal(statusSummary(statusOf(stack, NOW)), "2 pairs: 1 waits, 1 settled");
    });
});

describe("pulumi-two-key status", function () {
    this.timeout(20_000);
    const run = (input: string, ...args: readonly string[]) =>
        execa(process.execPath, [CLI, ...args], { input, reject: false, env: { COLUMNS: "80" } });

    it("reads what is piped in, and prints the table and the sum", async () => {
        const { stdout, exitCode } = await run(
            JSON.stringify(stackOf(rotationOf(), retirementOf("uploads", WAITING))),
            "status",
        );
        assert.match(stdout, /key1 stays valid, because somebody waits/);
        assert.match(stdout, /1 pair: 1 waits$/);
        assert.equal(exitCode, 0);
    });

    it("prints JSON, and fails for what it is told to", async () => {
        const input = JSON.stringify(stackOf(rotationOf(), retirementOf("uploads", WAITING)));
        const { stdout, exitCode } = await run(input, "status", "--json", "--fail-on", "unsettled");
        assert.deepEqual(
            JSON.parse(stdout).map(({ pair, condition }: PairStatus) => [pair, condition]),
            [["uploads", "waits"]],
        );
        assert.equal(exitCode, 3);
        assert.equal((await run(JSON.stringify(stackOf(rotationOf())), "status")).exitCode, 5);
    });

    for (const [what, input, args, sentence] of [
        ["what is no export", "Hello", ["status"], /not what `pulumi stack export` prints/],
        ["a stack without a pair", '{"deployment":{"resources":null}}', ["status"], /There is no pair in this stack/],
        ["a wrong --fail-on", "{}", ["status", "--fail-on", "never"], /--fail-on must be due, overdue, unsettled/],
        ["an unknown option", "{}", ["status", "--colour"], /--colour/],
        ["an unknown command", "{}", ["state"], /There is no command "state"/],
        ["a folder without a stack", "", ["status", "--cwd", "/"], /`pulumi stack export` failed/],
    ] as const) {
        it(`ends with 2 for ${what}, and says why`, async () => {
            const { exitCode, stderr, stdout } = await run(input, ...args);
            assert.equal(exitCode, 2, stderr);
            assert.match(stderr, sentence);
            assert.equal(stdout, "");
        });
    }
});
