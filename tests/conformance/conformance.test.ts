import assert from "node:assert/strict";
import type { Operation } from "local-azure";
import type { AzureService } from "../../components/services/azureService";
import { azureService } from "../../components/services/azureServices";
import { leftOut } from "../../docs/generator/leftOut";
import { allOperations, notInTable, reasonFor, serviceNames } from "./conformance";
import { rowProblems } from "./rowProblems";

describe("every row conforms to the service's own management package", function () {
    this.timeout(180_000);
    let operations: readonly Operation[];

    before(async () => {
        operations = await allOperations();
    });

    for (const name of serviceNames) {
        it(`${name}: ${azureService(name).title}`, () => {
            assert.deepEqual(rowProblems(azureService(name), operations), []);
        });
    }

    describe("and a wrong row does not:", () => {
        const search = azureService("searchAdmin");
        const storage = azureService("storageAccount");
        const cosmos = azureService("cosmosDb");
        const regenerate = { kind: "action", action: () => "regenerateKey" } as const;
        const wrong: readonly (readonly [string, AzureService, RegExp])[] = [
            ["another api-version", { ...storage, apiVersion: "2019-01-01" }, /not 2019-01-01/],
            ["a list that is none", { ...storage, list: { ...storage.list, action: "keys" } }, /no POST …\/keys/],
            ["another method", { ...storage, list: { ...storage.list, method: "GET" } }, /no GET …\/listKeys/],
            ["another path", { ...search, regenerate: { ...regenerate } }, /no POST …\/regenerateKey/],
            [
                "another parameter",
                { ...storage, regenerate: { ...regenerate, body: (slot) => ({ keyType: slot }) } },
                /takes no keyType/,
            ],
            ["a slot that is none", { ...azureService("redis"), slots: ["Primary", "Tertiary"] }, /not Tertiary/],
            ["a slot in the path that is none", { ...search, slots: ["primary", "third"] }, /not third/],
            [
                "keys read from elsewhere",
                { ...cosmos, list: { ...cosmos.list, keysIn: (answer) => answer as Record<string, string> } },
                /shows no key of primary/,
            ],
            [
                "a long-running regenerate taken for a quick one",
                { ...cosmos, regenerate: { ...regenerate, body: (slot) => ({ keyKind: slot }) } },
                /is long-running/,
            ],
            [
                "endpoints that the resource does not name",
                { ...search, endpoints: { level: 1, endpointsIn: () => ({}) } },
                /nothing that the endpoints are read from/,
            ],
        ];
        for (const [mistake, row, problem] of wrong) {
            it(mistake, () => {
                assert.match(rowProblems(row, operations).join("\n"), problem);
            });
        }
    });

    it("what the packages have beside the table is left out for a reason, and nothing else is", () => {
        const others = notInTable(operations);
        assert.deepEqual(
            others.filter((type) => reasonFor(type) === undefined),
            [],
        );
        assert.deepEqual(
            leftOut.map(({ resource }) => resource).filter((resource) => !others.some((type) => same(type, resource))),
            [],
        );
    });
});

function same(one: string, other: string): boolean {
    return one.toLowerCase() === other.toLowerCase();
}
