import assert from "node:assert/strict";
import { callTimeoutMs } from "../../components/engine/callTimeout";

describe("the time that one call may take", () => {
    const configured = (value?: string) => (key: string) => (key === "two-key:callTimeout" ? value : undefined);

    it("is a minute, or what the environment says, or before that the stack's configuration", () => {
        assert.equal(callTimeoutMs(configured(), {}), 60_000);
        assert.equal(callTimeoutMs(configured(), { TWO_KEY_CALL_TIMEOUT: "90s" }), 90_000);
        assert.equal(callTimeoutMs(configured("5m"), { TWO_KEY_CALL_TIMEOUT: "90s" }), 300_000);
    });

    it("is refused where it is no duration, none at all, or longer than anybody waits", () => {
        for (const text of ["soon", "-1s", "0s", "2h"]) {
            assert.throws(
                () => callTimeoutMs(configured(text), {}),
                /two-key:callTimeout: ".*" is no duration from 1ms/,
            );
        }
    });
});
