import assert from "node:assert/strict";
import type { RotationInputs } from "../../../components/arguments/rotationInputs";
import { sas } from "../../../components/consumers/values/sas";
import { warnOfEndingSas } from "../../../components/engine/rotation/endingSas";
import type { RotationState } from "../../../components/lifecycle/state";

const place = {
    kind: "appSettings",
    argument: "consumers[1]",
    resourceGroupName: "rg",
    site: "web",
    settings: { PHOTOS: sas({ permissions: "r", validFor: "100d", container: "photos" }), KEY: "key" },
};

async function warnings(day: number, rotateEvery?: string): Promise<readonly string[]> {
    const lines: string[] = [];
    const inputs = { consumers: [place], ...(rotateEvery === undefined ? {} : { rotateEvery }) };
    await warnOfEndingSas(
        inputs as unknown as RotationInputs,
        { rotatedAt: "2026-01-01T00:00:00.000Z" } as RotationState,
        new Date(Date.UTC(2026, 0, 1 + day)),
        (_pair, line) => {
            lines.push(line);
            return Promise.resolve();
        },
    );
    return lines;
}

describe("a SAS that ends", () => {
    it("is spoken of in the last part of its life, where nothing but a rotation renews it", async () => {
        assert.deepEqual(await warnings(79), []);
        const [line = "", ...more] = await warnings(81);
        assert.match(
            line,
            /^the SAS in web ends at 2026-04-11T00:00:00\.000Z, and a rotation alone renews it.*`rotateEvery`/,
        );
        assert.deepEqual(more, []);
    });

    it("is not spoken of before its end where the pair rotates by itself", async () => {
        assert.deepEqual(await warnings(99, "90d"), []);
        assert.match((await warnings(101, "90d"))[0] ?? "", /has ended at/);
    });
});
