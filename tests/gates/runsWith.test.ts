import assert from "node:assert/strict";
import { RotatingKeyPair, runsWith, storageAccount } from "../../components";
import type { WebAnswer } from "../../components/gates/gateAccess";
import { gateProblems } from "../../components/gates/gatesOfPair";
import { type RunsWithInputs, runsWithGate } from "../../components/gates/runsWith";
import { registeredBy } from "../support/mocks";
import { fakeGateAccess, SWITCHED } from "./support/fakeGateAccess";

const NEW = SWITCHED.keyFingerprint;
const OLD = "b".repeat(64);
const THIRD = "c".repeat(64);
const URL = "https://web.example/key";

const gate: RunsWithInputs = {
    kind: "runsWith",
    url: URL,
    attempts: 4,
    consecutive: 2,
    interval: "5s",
    timeout: "1s",
};

/** The answer of the gate for an application with these answers, the last one repeated, and the number of its questions. */
async function ask(...answers: readonly (string | Partial<WebAnswer> | Error)[]) {
    const asked: unknown[] = [];
    const pauses: number[] = [];
    const access = fakeGateAccess({
        get: async (...args) => {
            asked.push(args);
            const answer = answers[Math.min(asked.length, answers.length) - 1];
            if (answer instanceof Error) {
                throw answer;
            }
            return {
                status: 200,
                body: "",
                redirectsTo: "",
                ...(typeof answer === "string" ? { body: answer } : answer),
            };
        },
        pause: async (ms) => {
            pauses.push(ms);
        },
    });
    const said = await runsWithGate.ask(gate, access);
    return { said, asked, pauses };
}

describe("the gate `runsWith`", () => {
    it("opens when several answers in a row have the new key's fingerprint", async () => {
        const { said, asked, pauses } = await ask(NEW);
        assert.deepEqual(said, { status: "open" });
        assert.deepEqual(asked, [
            [URL, 1_000],
            [URL, 1_000],
        ]);
        assert.deepEqual(pauses, [5_000]);
    });

    it("finds the fingerprint wherever it is, in upper case as well", async () => {
        for (const body of [JSON.stringify({ keyFingerprint: NEW }), `key: ${NEW.toUpperCase()}\n`, `${NEW} ${NEW}`]) {
            assert.deepEqual((await ask(body)).said, { status: "open" }, body);
        }
    });

    it("begins to count anew where another instance still has the old key", async () => {
        const { said, asked } = await ask(NEW, OLD, NEW, NEW);
        assert.deepEqual(said, { status: "open" });
        assert.equal(asked.length, 4);
    });

    it("waits while the application runs with the old key, also in one of its instances, and says so", async () => {
        const waiting = { status: "waiting", reason: "it still runs with key1, in the last of 4 attempts" };
        assert.deepEqual((await ask(OLD)).said, waiting);
        assert.deepEqual((await ask(`${NEW} ${OLD}`)).said, waiting);
    });

    it("waits while it runs with a third key, and does not show what the page has", async () => {
        for (const body of [THIRD, `${NEW} ${THIRD}`]) {
            assert.deepEqual((await ask(body)).said, {
                status: "waiting",
                reason: "it runs with a key that is neither key2 nor key1, in the last of 4 attempts",
            });
        }
    });

    it("waits where the new key was not seen often enough in a row", async () => {
        assert.deepEqual((await ask(OLD, OLD, OLD, NEW)).said, {
            status: "waiting",
            reason: "it has not run with key2 in 2 answers in a row, in the last of 4 attempts",
        });
    });

    it("fails where the page shows no fingerprint, such as one with the key itself", async () => {
        for (const body of ["well", `${NEW}0`, Buffer.alloc(64, 7).toString("base64")]) {
            assert.deepEqual((await ask(body)).said, {
                status: "failed",
                reason: "its answer shows no fingerprint, which is SHA-256 in 64 hex digits, in the last of 4 attempts",
            });
        }
    });

    it("fails where the page is another one, or nobody answers, and says what it saw", async () => {
        const reasonOf = async (answer: Partial<WebAnswer> | Error) => {
            const { said } = await ask(answer);
            assert.equal(said.status, "failed");
            return "reason" in said ? said.reason : "";
        };
        assert.equal(
            await reasonOf({ status: 302, body: NEW, redirectsTo: "https://web.example/signin" }),
            "it answers 302, a redirect to https://web.example/signin, and not 200, in the last of 4 attempts",
        );
        assert.equal(await reasonOf({ status: 500 }), "it answers 500 and not 200, in the last of 4 attempts");
        assert.equal(
            await reasonOf(new Error("no answer within 1s")),
            "it does not answer (no answer within 1s), in the last of 4 attempts",
        );
    });

    it("is made with its defaults", async () => {
        const registered = await registeredBy(() => {
            const source = storageAccount({ resourceGroupName: "rg", accountName: "uploads" });
            new RotatingKeyPair("first", { source, rotationTrigger: 1, gates: [runsWith(URL)] });
        });
        assert.deepEqual(registered.find(({ name }) => name === "first-retirement")?.inputs.gates, [
            { kind: "runsWith", url: URL, attempts: 10, consecutive: 3, interval: "5s", timeout: "10s" },
        ]);
    });

    it("refuses arguments that it could not keep", () => {
        const problemsOf = (change: Partial<RunsWithInputs>) =>
            gateProblems({ ...gate, ...change }, "gates[0]", { service: "storageAccount", canBeAsked: true }).map(
                ({ property }) => property,
            );
        assert.deepEqual(problemsOf({}), []);
        assert.deepEqual(problemsOf({ url: "ftp://web" }), ["gates[0].url"]);
        assert.deepEqual(problemsOf({ consecutive: 0 }), ["gates[0].consecutive"]);
        assert.deepEqual(problemsOf({ attempts: 1.5, consecutive: 1 }), ["gates[0].attempts"]);
        assert.deepEqual(problemsOf({ attempts: 1 }), ["gates[0].attempts"]);
        assert.deepEqual(problemsOf({ interval: "often" }), ["gates[0].interval"]);
        assert.deepEqual(problemsOf({ timeout: "0s" }), ["gates[0].timeout"]);
    });
});
