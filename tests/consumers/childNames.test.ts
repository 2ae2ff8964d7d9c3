import assert from "node:assert/strict";
import { childNames, ownNames } from "../../components/consumers/childNames";

const role = "secret";

describe("names of child resources", () => {
    it("are the entry's own, or those of its place that are plain text", () => {
        const entries = [
            { role, name: "mine", place: ["vault", "uploads"] },
            { role, place: ["vault", "uploads"] },
            { role, place: [Promise.resolve("vault"), "uploads"] },
        ];
        const expected = ["pair-secret-mine", "pair-secret-vault-uploads", "pair-secret-uploads"];
        assert.deepEqual(childNames("pair", entries), expected);
        assert.deepEqual(
            ownNames(
                "pair",
                entries.map((entry, index) => ({ argument: `consumers[${index}]`, ...entry })),
            ),
            expected,
        );
    });

    it("are numbered where handlers know what is still declared", () => {
        const twice = [
            { role, place: ["web"] },
            { role, place: ["web"] },
        ];
        assert.deepEqual(childNames("pair", twice), ["pair-secret-web", "pair-secret-web-2"]);
    });

    it("are never numbered where nobody may rename them: the entry is asked for a name", () => {
        const place = [undefined, "uploads"];
        assert.throws(
            () =>
                ownNames("pair", [
                    { argument: "consumers[0]", role, place },
                    { argument: "consumers[1]", role, place: ["v"] },
                    { argument: "consumers[2]", role, place },
                ]),
            /^Error: pair: consumers\[0\] and consumers\[2\] would be one resource, "pair-secret-uploads".* give one of them a `name`/,
        );
    });
});
