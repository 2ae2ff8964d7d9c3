import assert from "node:assert/strict";
import { ArmError } from "../../components/azure/armError";
import { explained } from "../../components/engine/explained";
import { RotationError } from "../../components/lifecycle/rotationError";

const about = { pair: "uploads", failed: "the rotation stopped", safe: "all go on with key1" };

async function failure(cause: unknown, more = {}): Promise<RotationError> {
    const error = await explained({ ...about, ...more }, () => Promise.reject(cause)).catch(
        (caught: unknown) => caught,
    );
    assert.ok(error instanceof RotationError);
    assert.match(error.stack ?? "", /^TK\d{3} \([a-z-]+\): npx pulumi-two-key explain TK\d{3}$/, "the engine shows it");
    return error;
}

describe("what stops a handler", () => {
    it("is told in one sentence: what failed, what is safe, and the next command", async () => {
        const { message, code } = await failure(new ArmError(503, "POST /x/listKeys: 503 (ServerBusy)"));
        assert.equal(
            message,
            "uploads: the rotation stopped: POST /x/listKeys: 503 (ServerBusy); all go on with key1; run `pulumi up` again",
        );
        assert.equal(code, "service");
    });

    it("has to be mended first where the same call would be refused again", async () => {
        for (const cause of [
            new ArmError(403, "403"),
            new ArmError(202, "accepted, and failed then (Broken: It broke.)"),
            new RotationError("configuration", "no tenant"),
        ]) {
            assert.match((await failure(cause)).message, /; once that is mended, run `pulumi up` again$/);
        }
    });

    it("has the command that the handler ran in", async () => {
        const { message } = await failure(new ArmError(0, "x"), { command: "pulumi up --refresh" });
        assert.match(message, /run `pulumi up --refresh` again$/);
    });

    it("names the credential of the last `pulumi up` where no token was given and the engine may run without the program", async () => {
        for (const cause of [
            new RotationError("credential", "no access token for Azure Resource Manager (AADSTS7000222)"),
            new ArmError(401, "GET /x: 401 (ExpiredAuthenticationToken)"),
        ]) {
            const { message, code } = await failure(cause, { withoutProgram: true });
            assert.match(
                message,
                /credential of the last `pulumi up`;.*`--run-program`, or run a plain `pulumi up` first$/,
            );
            assert.equal(code, "credential");
            assert.match((await failure(cause)).message, /; once that is mended, run `pulumi up` again$/);
        }
        const other = await failure(new ArmError(403, "GET /x: 403"), { withoutProgram: true });
        assert.match(other.message, /once that is mended/);
    });

    it("has no stack trace, whatever it is", async () => {
        const { message } = await failure(new TypeError("Cannot read x\n    at somewhere (file.js:1:1)"));
        assert.match(message, /^uploads: the rotation stopped: Cannot read x/);
        assert.doesNotMatch(message, /\n/);
        assert.match((await failure("a text")).message, /the rotation stopped: a text; /);
    });

    it("is left as it is where the lifecycle said it", async () => {
        const refused = new RotationError("changed-outside", "uploads: key1 was regenerated outside this stack; …");
        assert.equal(await failure(refused), refused);
    });

    it("gets the name of the pair where the lifecycle said all but that", async () => {
        const said = "the service does not accept the new key2 after 8s; …";
        const { message, code } = await failure(new RotationError("not-accepted", said));
        assert.deepEqual([message, code], [`uploads: ${said}`, "not-accepted"]);
    });

    it("may have a code of the handler's own", async () => {
        assert.equal((await failure(new ArmError(500, "500"), { code: "not-switched" })).code, "not-switched");
    });
});
