import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runtime } from "@pulumi/pulumi";
import type { KeyPairContext, KeyPairModule } from "../../../components";
import type { RotationInputs } from "../../../components/arguments/rotationInputs";
import { CustomKeyPair, customPairId } from "../../../components/engine/keyPairs/customKeyPair";
import { descriptionOf } from "../../../components/engine/keyPairs/descriptionOf";
import { KeyService } from "../../../components/engine/keyService";
import { checkArguments } from "../../../components/engine/rotation/checkArguments";
import { redacted } from "../../../components/redaction/redacted";
import { fingerprintOf } from "../../../components/services/fingerprint";

const NEW_KEY = "n".repeat(20);

describe("a custom pair", () => {
    let folder: string;
    let modules = 0;

    before(() => {
        folder = mkdtempSync(join(tmpdir(), "custom-pair-"));
    });

    after(() => rmSync(folder, { recursive: true }));

    /** A file that exports so. */
    function file(content: string): string {
        const path = join(folder, `module-${++modules}.js`);
        writeFileSync(path, content);
        return path;
    }

    /** A module of two keys in memory, changed so; the functions of the test reach it by a global of its own. */
    function made(changes: Readonly<Record<string, unknown>> = {}) {
        const keys: Record<string, string> = { left: "left-key", right: "right-key" };
        const calls: string[] = [];
        const module: KeyPairModule = {
            slots: ["left", "right"],
            list: () => {
                calls.push("list");
                return { ...keys };
            },
            regenerate: async (_context: KeyPairContext, slot: string) => {
                calls.push(`regenerate ${slot}`);
                keys[slot] = `${NEW_KEY}-${calls.length}`;
            },
            ...changes,
        };
        const name = `custom-pair-${++modules}`;
        Object.assign(globalThis, { [name]: module });
        const source = {
            service: "custom",
            module: file(`module.exports = globalThis["${name}"];`),
            config: {},
        } as const;
        return { source, keys, calls, service: new KeyService(new CustomKeyPair(source)) };
    }

    function inputs(source: unknown): RotationInputs {
        return {
            pair: "p",
            owner: "urn",
            source: source as RotationInputs["source"],
            azureConfig: "azure-native",
            consumers: [],
            customConsumers: false,
            gates: [],
            emergency: "",
            retire: "automatic",
            retireTrigger: "",
            trigger: "1",
            strategy: "alternate",
            propagation: { timeout: "10m", consecutive: 3, interval: "1s" },
            settle: "60s",
            soak: "0s",
        };
    }

    /** The problems of the module in a preview. */
    function problems(module: string, config: Readonly<Record<string, unknown>> = {}) {
        return checkArguments(inputs({ service: "custom", module, config }));
    }

    describe("is refused at preview, by `source.module`, where the module", () => {
        const functions = "list() {}, regenerate() {}";
        const TABLE: readonly (readonly [string, string, RegExp])[] = [
            ["does not load", "throw new Error('oops')", /cannot be loaded from the folder of the program: oops/],
            ["exports nothing", "module.exports = undefined", /exports nothing/],
            ["has no list", 'exports.slots = ["a", "b"]; exports.regenerate = () => {}', /no function `list`/],
            ["has no regenerate", 'exports.slots = ["a", "b"]; exports.list = () => {}', /no function `regenerate`/],
            ["has no slots", `module.exports = { ${functions} }`, /must export `slots`/],
            ["has one slot", `module.exports = { slots: ["a"], ${functions} }`, /must export `slots`/],
            ["has one slot twice", `module.exports = { slots: ["a", "a"], ${functions} }`, /two different names/],
            ["has a slot without a name", `module.exports = { slots: ["a", ""], ${functions} }`, /`slots`/],
            ["has slots of another kind", `module.exports = { slots: [1, 2], ${functions} }`, /`slots`/],
            [
                "has accepts of another kind",
                `module.exports = { slots: ["a", "b"], ${functions}, accepts: true }`,
                /exports `accepts`, which is no function/,
            ],
            [
                "makes connection strings that it cannot read",
                `module.exports = { slots: ["a", "b"], ${functions}, connectionString: (_, key) => key }`,
                /both `connectionString` and `keyInConnectionString`/,
            ],
            [
                "has an unknown encoding",
                `module.exports = { slots: ["a", "b"], ${functions}, keyEncoding: "hex" }`,
                /neither "base64" nor "text"/,
            ],
            [
                "has no duration for acceptedWithin",
                `module.exports = { slots: ["a", "b"], ${functions}, acceptedWithin: "soon" }`,
                /no duration such as `10m`/,
            ],
            [
                "has an identity that is no text",
                `module.exports = { slots: ["a", "b"], ${functions}, identity: () => undefined }`,
                /`identity` that returns no text/,
            ],
            [
                "has an identity that fails",
                `module.exports = { slots: ["a", "b"], ${functions}, identity: ({ a }) => a.b.c }`,
                /`identity` that fails: Cannot read properties/,
            ],
        ];
        for (const [what, content, reason] of TABLE) {
            it(what, () => {
                const [problem, ...others] = problems(file(content));
                assert.deepEqual(others, []);
                assert.equal(problem?.property, "source.module");
                assert.match(problem?.reason ?? "", reason);
                assert.match(problem?.reason ?? "", /^".*module-\d+\.js" /);
            });
        }

        it("is missing", () => {
            const [problem] = problems("./not-there.js");
            assert.equal(problem?.property, "source.module");
            assert.match(problem?.reason ?? "", /cannot be loaded .*Cannot find module '\.\/not-there\.js'/);
            assert.doesNotMatch(problem?.reason ?? "", /Require stack/);
        });
    });

    it("is not refused where the module, or what it is told, is known only after an update", () => {
        const unknown = runtime.unknownValue;
        assert.deepEqual(problems(unknown), []);
        const identity = "identity: ({ name }) => name.first.toLowerCase()";
        const module = file(`module.exports = { slots: ["a", "b"], list() {}, regenerate() {}, ${identity} }`);
        assert.deepEqual(problems(module, { name: unknown }), []);
        assert.deepEqual(problems(module, { name: { first: "Ada" } }), []);
    });

    it("has the slots of its module checked like those of every other service", () => {
        const { source } = made();
        const [problem] = checkArguments({ ...inputs(source), initialSlot: "middle" });
        assert.deepEqual([problem?.property, problem?.reason.includes("use left or right")], ["initialSlot", true]);
    });

    it("is no pair at all where the source is nothing that this package makes", () => {
        for (const source of [undefined, {}, "uploads", { service: "mainframe" }, { service: "toString" }]) {
            const [problem] = checkArguments(inputs(source));
            assert.equal(problem?.property, "source");
            assert.match(problem?.reason ?? "", /is no key source; make one with/);
        }
        assert.deepEqual(checkArguments(inputs(runtime.unknownValue)), []);
    });

    it("is told what the program says, and named by that where the module does not name it", () => {
        const told: unknown[] = [];
        const { source } = made({ identity: undefined });
        const named = { ...source, config: { user: "media", nested: { a: 1, b: [2] } } };
        const reordered = { ...source, config: { nested: { b: [2], a: 1 }, user: "media" } };
        assert.equal(customPairId(named), customPairId(reordered));
        assert.notEqual(customPairId(named), customPairId(source));
        assert.ok(customPairId(named).startsWith(`custom:${source.module}#`));

        const other = made({
            identity: ({ user }: { user: string }) => `iam/${user}`,
            list: (c: unknown) => told.push(c),
        });
        assert.equal(customPairId({ ...other.source, config: { user: "media" } }), "iam/media");
        void new CustomKeyPair({ ...other.source, config: { user: "media" } }).list().catch(() => undefined);
        assert.deepEqual(told, [{ config: { user: "media" } }]);
    });

    it("has defaults for all that a module may leave out", () => {
        const { source, service } = made();
        const { slots, keyEncoding, acceptedWithin, canBeAsked } = descriptionOf(source);
        assert.deepEqual(
            { slots, keyEncoding, acceptedWithin, canBeAsked },
            {
                slots: ["left", "right"],
                keyEncoding: "text",
                acceptedWithin: "10m",
                canBeAsked: false,
            },
        );
        assert.equal(service.connectionString("k", {}), "k");
        assert.equal(service.fingerprintIn("k"), fingerprintOf("k", "text"));
    });

    it("has its connection strings read by its module, for the look at consumers", () => {
        const { service } = made({
            connectionString: (_context: unknown, key: string) => `Key=${key}`,
            keyInConnectionString: (text: string) => /^Key=(.*)$/.exec(text)?.[1],
        });
        assert.equal(service.connectionString("k", {}), "Key=k");
        assert.equal(service.fingerprintIn("Key=k"), fingerprintOf("k", "text"));
        assert.equal(service.fingerprintIn("other"), fingerprintOf("other", "text"));
    });

    describe("when a key is regenerated", () => {
        it("is done, and no more is said, where the module does not return the keys", async () => {
            const { service, calls } = made();
            assert.deepEqual(await service.regenerate("right"), { kind: "done" });
            assert.deepEqual(calls, ["regenerate right"]);
        });

        it("is believed where the module returns them", async () => {
            const regenerate = async () => ({ left: "left-key", right: NEW_KEY, third: "no slot" });
            const { service, calls } = made({ regenerate });
            assert.deepEqual(await service.regenerate("right"), {
                kind: "done",
                keys: { left: "left-key", right: NEW_KEY },
                fingerprints: { left: fingerprintOf("left-key", "text"), right: fingerprintOf(NEW_KEY, "text") },
            });
            assert.deepEqual(calls, []);
        });

        it("is lost, and called once, where the module fails after the effect, or before it", async () => {
            for (const after of [NEW_KEY, "", "right-key"]) {
                let tries = 0;
                const { service, keys, calls } = made({
                    regenerate: async (_context: unknown, slot: string) => {
                        keys[slot] = after;
                        tries += 1;
                        throw new Error("access denied");
                    },
                });
                const outcome = await service.regenerate("right");
                assert.ok(outcome.kind === "lost");
                assert.deepEqual([outcome.mayBeUnderWay, outcome.retryAfterMs, tries], [false, 0, 1]);
                assert.match(outcome.cause.message, /the module's `regenerate` failed: access denied/);
                assert.deepEqual(calls, []);
            }
        });
    });

    it("shows nothing of a key in what the module throws, however little of it", async () => {
        const secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
        let fails = false;
        const { service } = made({
            list: () => {
                if (fails) {
                    throw new Error(`no ${secret} and no AKIAIOSFODNN7:${secret}, and ${"f".repeat(64)}`);
                }
                return { left: `AKIAIOSFODNN7:${secret}`, right: "" };
            },
        });
        await service.list();
        fails = true;
        await assert.rejects(service.list(), ({ message, stack, cause }: Error) => {
            assert.match(
                redacted(message),
                /the module's `list` failed: no \[redacted\] and no \[redacted\], and f{64}$/,
            );
            assert.doesNotMatch(`${stack}${cause}`, /wJalrXUtnFEMI/);
            return true;
        });
    });

    it("fails where a list is no text for each slot", async () => {
        for (const answer of [undefined, null, "keys", { left: "only" }, { left: "x", right: 5 }]) {
            const { service } = made({ list: () => answer });
            await assert.rejects(service.list(), /did not return a text for each of left and right/);
        }
    });

    it("never has consumers given a slot without a key", async () => {
        const { service, keys } = made();
        keys.right = "";
        assert.throws(() => service.keyIn("right", keys), /right has no key/);
    });

    it("asks the module whether a key is accepted; one that throws, or says anything but true, says no", async () => {
        const answers: unknown[] = [true, false, "yes", new Error("no")];
        const { service, source } = made({
            accepts: async () => {
                const answer = answers.shift();
                if (answer instanceof Error) {
                    throw answer;
                }
                return answer;
            },
        });
        assert.equal(descriptionOf(source).canBeAsked, true);
        const probe = await service.probe({});
        const said = [await probe?.("k"), await probe?.("k"), await probe?.("k"), await probe?.("k")];
        assert.deepEqual(said, [true, false, false, false]);
        assert.equal(await made().service.probe({}), undefined);
    });
});
