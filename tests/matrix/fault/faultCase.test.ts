import assert from "node:assert/strict";
import { FOREIGN_ANSWERS } from "local-azure";
import { app } from "../places/placeGroup";
import { caseName, casesOf } from "./faultCase";

/** Reads, changes and a probe: of Resource Manager, of the data plane, of a vault, of the logs and of the identity. */
const READS = [
    "storageAccounts/listKeys",
    "sites/config/appsettings/list",
    "blobService/get",
    "logs/query",
    "identity/token",
];
const CHANGES = ["storageAccounts/regenerateKey", "sites/config/appsettings/put", "sites/restart", "keyValues/put"];

function namesOf(operation: string): ReadonlySet<string> {
    return new Set(casesOf(app, [{ operation, nth: 1 }]).map(caseName));
}

describe("the cases of the fault matrix", () => {
    for (const operation of [...READS, ...CHANGES]) {
        it(`have every foreign answer to ${operation}, also after its effect where it has one`, () => {
            const names = namesOf(operation);
            for (const answer of FOREIGN_ANSWERS) {
                const after = `app / ${operation} 1 / foreign answer after the effect: ${answer} / once`;
                assert.ok(names.has(`app / ${operation} 1 / foreign answer: ${answer} / once`), answer);
                assert.equal(names.has(after), CHANGES.includes(operation), after);
            }
        });
    }

    it("have no foreign answer to the provider of azure-native, whose calls are its own", () => {
        assert.deepEqual(
            [...namesOf("vaults/secrets/put")].filter((name) => name.includes("foreign")),
            [],
        );
    });
});
