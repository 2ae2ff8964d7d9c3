import assert from "node:assert/strict";
import { runtime } from "@pulumi/pulumi";
import { type CommandConsumerPlace, commandConsumerKind } from "../../../components/consumers/command/commandConsumer";
import { changeOf, origin } from "../support/changes";
import { type FakeAccess, fakeAccess } from "../support/fakeAccess";

const place: CommandConsumerPlace = {
    kind: "commandConsumer",
    argument: "consumers[0]",
    label: "ci/STORAGE_KEY",
    command: ["./set-secret", "STORAGE_KEY"],
    look: ["./digest-of", "STORAGE_KEY"],
};

const { look, switchOver, remove, problems, isVisible, id, contents, names, actions, readerLag } = commandConsumerKind;

function ending(...ended: Parameters<typeof fakeAccess>[2] & object): FakeAccess {
    return fakeAccess(() => assert.fail("it calls nothing of Azure's"), 5, ended);
}

describe("a place that a program writes", () => {
    it("is given the key on its standard input, and told which one it is", async () => {
        const access = ending({});
        await switchOver(changeOf({ ...place, timeout: "2m" }, { "": "the-new-key" }), access);
        assert.deepEqual(access.programs, [
            {
                command: place.command,
                stdin: "the-new-key",
                timeoutMs: 120_000,
                env: {
                    TWO_KEY_GENERATION: "3",
                    TWO_KEY_ACTIVE_SLOT: "key2",
                    TWO_KEY_FINGERPRINT: origin.fingerprint,
                },
            },
        ]);
    });

    const failures = [
        [{ ending: 3, lastLine: "not allowed" }, /exit code 3 \(not allowed\)/],
        [{ ending: "timeout" }, /did not end within 60s/],
        [{ ending: "failure", lastLine: "spawn ./set-secret ENOENT" }, /could not be run \(spawn .* ENOENT\)/],
    ] as const;
    for (const [end, expected] of failures) {
        it(`stops the update where the program ends with ${end.ending}, with the old key valid`, async () => {
            await assert.rejects(switchOver(changeOf(place, { "": "new" }), ending(end)), (error: Error) => {
                assert.match(error.message, /^ci\/STORAGE_KEY did not take the new key: /);
                assert.match(error.message, expected);
                assert.match(error.message, /the old key still works; .*run `pulumi up` again$/);
                return true;
            });
        });
    }

    it("is looked at by what a second program prints: the value, a fingerprint, or nothing", async () => {
        const fingerprint = "AB".repeat(32);
        assert.deepEqual(await look?.(place, ending({ stdout: "old==\n" })), { "": { value: "old==" } });
        assert.deepEqual(await look?.(place, ending({ stdout: `${fingerprint}\n` })), {
            "": { fingerprint: fingerprint.toLowerCase() },
        });
        const access = ending({ stdout: "\n" });
        assert.equal(await look?.(place, access), "absent");
        assert.deepEqual(access.programs, [{ command: place.look, env: {}, timeoutMs: 60_000 }]);
    });

    it("cannot be seen where that program fails, of which nothing is shown", async () => {
        const failed = ending({ ending: 1, stdout: "old", lastLine: "old" });
        await assert.rejects(
            async () => look?.(place, failed),
            (error: Error) => {
                assert.match(error.message, /the look at ci\/STORAGE_KEY failed: .*exit code 1/);
                assert.doesNotMatch(error.message, /\bold\b/);
                return true;
            },
        );
    });

    it("cannot be looked at without such a program", () => {
        const { look: _, ...blind } = place;
        assert.equal(isVisible?.(blind), false);
        assert.equal(isVisible?.(place), true);
    });

    it("is known by its label, needs nothing of Azure, and is left as it is when it leaves the program", async () => {
        assert.equal(id(place, ""), "command:ci/STORAGE_KEY");
        assert.deepEqual(names(place), ["ci/STORAGE_KEY"]);
        assert.deepEqual(actions(place), []);
        assert.deepEqual(contents({ ...place, content: "connectionString" }), { "": "connectionString" });
        assert.equal(readerLag?.({ ...place, cachedFor: "24h" }), "24h");
        const access = ending();
        await remove(place, [""], access);
        assert.deepEqual(access.programs, []);
    });

    const bad: readonly [string, Partial<Record<keyof CommandConsumerPlace, unknown>>, string][] = [
        ["no label", { label: "" }, "consumers[0].label"],
        ["no program", { command: [] }, "consumers[0].command"],
        ["a blank program", { command: [""] }, "consumers[0].command"],
        ["a look without a program", { look: [] }, "consumers[0].look"],
        ["a content that is none", { content: "password" }, "consumers[0].content"],
        ["no time", { timeout: "0s" }, "consumers[0].timeout"],
        ["a lag in words", { cachedFor: "a while" }, "consumers[0].cachedFor"],
    ];
    for (const [what, change, property] of bad) {
        it(`is refused by name with ${what}`, () => {
            const one = { ...place, ...change } as CommandConsumerPlace;
            assert.deepEqual(
                problems(one, [one]).map((problem) => problem.property),
                [property],
            );
        });
    }

    it("is refused with the label of another, and right with values that are unknown at preview", () => {
        const twin = { ...place, argument: "consumers[1]" };
        const [problem] = problems(twin, [place, twin]);
        assert.equal(problem?.property, "consumers[1].label");
        const unknown = runtime.unknownValue;
        const later = { ...twin, label: unknown, command: [unknown], timeout: unknown };
        assert.deepEqual(problems(later, [place, later]), []);
    });
});
