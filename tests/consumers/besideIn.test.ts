import assert from "node:assert/strict";
import { besideIn } from "../../components/consumers/besideIn";
import { namesPair } from "../../components/dependents/pairMarks";
import { UPLOADS } from "../dependents/support/marks";

describe("a document that names an account", () => {
    const cases: Readonly<Record<string, unknown>> = {
        "in a field, in whatever case": { settings: { STORAGEACCOUNT: "UpLoads" } },
        "in a list": { storageAccounts: [{ accountName: "others" }, { accountName: "uploads", accountKey: null }] },
        "as a wrapped value": { values: { storageaccount: { value: "uploads" } } },
        "by its address": { accountName: "https://uploads.blob.core.windows.net" },
        "in a document within": { settings: JSON.stringify({ StorageAccountName: 1, accountName: "uploads" }) },
    };
    for (const [where, document] of Object.entries(cases)) {
        it(`is known ${where}`, () => assert.equal(namesPair(besideIn(document), UPLOADS), true));
    }

    it("is not known where it names another, or says the same word of something else", () => {
        for (const document of [{ accountName: "others" }, { container: "uploads" }, { accountName: null }, {}, null]) {
            assert.equal(namesPair(besideIn(document), UPLOADS), false, JSON.stringify(document));
        }
    });
});
