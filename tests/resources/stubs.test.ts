import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { runtime } from "@pulumi/pulumi";
import { appSettingsStub, retirementStub, rotationStub } from "../../components/resources/stubs";

const stubs = { rotationStub, retirementStub, appSettingsStub };

/** What the engine keeps in the state of every stack. A change here is a diff for every user: it needs a major version. */
const DIGESTS: Readonly<Record<string, string>> = {};

describe("the serialized providers", () => {
    for (const [name, stub] of Object.entries(stubs)) {
        it(`${name} holds no path and no secret, is small, and forwards to the installed package`, async () => {
            const { text, containsSecrets } = await runtime.serializeFunction(() => stub);
            assert.equal(containsSecrets, false);
            assert.ok(text.length < 5000, `${text.length} characters`);
            assert.doesNotMatch(text, new RegExp(process.cwd()));
            assert.equal(createHash("sha256").update(text).digest("hex"), DIGESTS[name]);
        });
    }
});
