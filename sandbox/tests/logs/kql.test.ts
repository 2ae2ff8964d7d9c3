import assert from "node:assert/strict";
import { evaluate } from "../../azure/logs/kql";
import { QueryProblem, type Row } from "../../azure/logs/queryProblem";

const NOW = new Date("2026-11-24T12:00:00Z");
const HASH = "AB".repeat(32);

function row(hour: number, who: string, hash: string): Row {
    return { TimeGenerated: new Date(Date.UTC(2026, 10, 24, hour)), Who: who, Hash: hash, Status: 200 };
}

const tables = new Map([
    [
        "Blobs",
        [row(8, "app", `key1(${HASH})`), row(9, "app", `key1(${HASH}),SasSignature(CD)`), row(11, "Job", "key2(EF)")],
    ],
    ["Queues", [row(10, "job", `key1(${HASH.toLowerCase()})`)]],
]);

function who(query: string): readonly unknown[] {
    return evaluate(query, tables, NOW).map((found) => found.Who);
}

describe("the local Log Analytics", () => {
    it("filters by what the query says, and by nothing else", () => {
        const cases: readonly (readonly [string, readonly string[]])[] = [
            ["Blobs", ["app", "app", "Job"]],
            ["union Blobs, Queues", ["app", "app", "Job", "job"]],
            [`union Blobs, Queues | where Hash has "${HASH}"`, ["app", "app", "job"]],
            ["Blobs | where Hash has 'key1'", ["app", "app"]],
            ["Blobs | where Hash has 'key'", []],
            ["Blobs | where Hash startswith 'KEY2'", ["Job"]],
            ["Blobs | where Hash !startswith 'key2' and Status == 200", ["app", "app"]],
            ["Blobs | where Who =~ 'JOB' or TimeGenerated < datetime(2026-11-24T08:30:00.000Z)", ["app", "Job"]],
            ["Blobs | where TimeGenerated > ago(2h)", ["Job"]],
            [
                "Blobs | where (Who == 'app' or Who == 'Job') and TimeGenerated >= datetime(2026-11-24T09:00:00Z)",
                ["app", "Job"],
            ],
            ["Blobs | top 1 by TimeGenerated desc", ["Job"]],
        ];
        for (const [query, expected] of cases) {
            assert.deepEqual(who(query), expected, query);
        }
    });

    it("sums up by group, also a part of it", () => {
        const query = `union withsource=Log isfuzzy=true Blobs, Queues, Files
            | summarize Count = count(), Last = max(TimeGenerated), Own = maxif(TimeGenerated, Hash has "EF") by Log`;
        assert.deepEqual(evaluate(query, tables, NOW), [
            { Log: "Blobs", Count: 3, Last: new Date("2026-11-24T11:00:00Z"), Own: new Date("2026-11-24T11:00:00Z") },
            { Log: "Queues", Count: 1, Last: new Date("2026-11-24T10:00:00Z"), Own: null },
        ]);
    });

    it("refuses a table that is not there, but beside another one in a fuzzy union", () => {
        for (const query of ["Files", "union Blobs, Files", "union isfuzzy=true Files, Tables"]) {
            assert.throws(
                () => who(query),
                (error) => error instanceof QueryProblem && error.code === "SemanticError",
                query,
            );
        }
        assert.equal(who("union isfuzzy=true Files, Queues").length, 1);
    });

    it("refuses what it does not know instead of passing over it", () => {
        const queries = [
            "Blobs | project Who",
            "Blobs | where Who matches regex 'a'",
            "Blobs | where Who",
            "Blobs | where Who == 'app' extra",
            "Blobs | summarize n = dcount(Who)",
            "Blobs | where TimeGenerated > datetime(yesterday)",
            'Blobs | where Who == "app',
            "",
        ];
        for (const query of queries) {
            assert.throws(() => who(query), QueryProblem, query);
        }
    });
});
