import assert from "node:assert/strict";
import { runtime } from "@pulumi/pulumi";
import { canonicalId, isAmong, isSameId, isSameName, isWithin, valueNamed } from "../../components/consumers/naming";

const STORE = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.AppConfiguration/configurationStores/shared";

describe("rule 24: names are compared as their service compares them", () => {
    const names: readonly [string | undefined, string | undefined, "anyCase" | "exact", boolean][] = [
        ["UPLOADS_KEY", "Uploads_Key", "anyCase", true],
        ["UPLOADS_KEY", "Uploads_Key", "exact", false],
        ["Uploads:Key", "Uploads:Key", "exact", true],
        ["UPLOADS", "UPLOADS_KEY", "anyCase", false],
        [undefined, undefined, "anyCase", true],
        [undefined, "staging", "anyCase", false],
        [runtime.unknownValue, runtime.unknownValue, "anyCase", false],
    ];
    for (const [one, other, naming, isSame] of names) {
        it(`${one} is ${isSame ? "" : "not "}${other}, if letter case counts as in ${naming}`, () => {
            assert.equal(isSameName(one, other, naming), isSame);
        });
    }

    it("a name is among others in any spelling, unless spelling counts", () => {
        assert.ok(isAmong("UPLOADS", ["OTHER", "Uploads"]));
        assert.ok(!isAmong("UPLOADS", ["OTHER", "Uploads"], "exact"));
    });

    const ids: readonly [string, string, boolean][] = [
        ["/subscriptions/S/resourceGroups/RG", "/subscriptions/s/resourcegroups/rg", true],
        [`${STORE}/keyValues/$Prod`, `${STORE.toUpperCase()}/keyvalues/$Prod`, true],
        [`${STORE}/keyValues/$Prod`, `${STORE}/keyValues/$prod`, false],
        [`${STORE}/keyValues/Key`, `${STORE}/keyValues/key`, false],
        ["", "", false],
    ];
    for (const [one, other, isSame] of ids) {
        it(`${one} is ${isSame ? "" : "not "}${other}`, () => {
            assert.equal(isSameId(one, other), isSame);
        });
    }

    it("an id is within itself and what it begins with, by whole segments", () => {
        assert.ok(isWithin("/Sites/Web", "/sites/web/config"));
        assert.ok(isWithin("/sites/web", "/sites/Web"));
        assert.ok(!isWithin("/sites/web", "/sites/web2"));
        assert.ok(!isWithin("", "/sites/web"));
        assert.equal(canonicalId("/Sites/Web"), "/sites/web");
    });

    it("a value is found under every spelling of its name, the very one first", () => {
        assert.equal(valueNamed({ Key: 1 }, "KEY"), 1);
        assert.equal(valueNamed({ Key: 1, KEY: 2 }, "KEY"), 2);
        assert.equal(valueNamed({ Key: 1 }, "OTHER"), undefined);
    });
});
