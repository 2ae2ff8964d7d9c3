import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { runtime } from "@pulumi/pulumi";
import { consumerStub, readerStub, retirementStub, rotationStub, waveStub } from "../../components/resources/stubs";

const stubs = { rotationStub, retirementStub, waveStub, readerStub, consumerStub };

/** What the engine keeps in the state of every stack. A change here is a diff for every user: it needs a major version. */
const DIGESTS: Readonly<Record<string, string>> = {
    rotationStub: "4eac63e506e9a497af4aa3f9d70a4b2bdb148d0da3b6e3accb56056929be277d",
    retirementStub: "437769696c48d580fd0d6fa3d59a6d35f7e739c5a4d0f48960883b035c63e089",
    waveStub: "4e966c73d68c360fe05dbfa0bf7a4479be18d38b851be7f8907e6a103ea7b9d9",
    readerStub: "5efe36fa425fc0a06423d6007755dcd1977aef13fa0e35d4100af672a401148f",
    consumerStub: "a0a4de00141e4d71b3aef7b3cf832f66db5ee90e826eea8266bac40b9146328e",
};

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
