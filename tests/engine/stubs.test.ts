import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { runtime } from "@pulumi/pulumi";
import {
    consumerStub,
    readerStub,
    retirementStub,
    rotationStub,
    secretRemovalStub,
    waveStub,
} from "../../components/engine/stubs";

const stubs = { rotationStub, retirementStub, waveStub, readerStub, secretRemovalStub, consumerStub };

/** What the engine keeps in the state of every stack. A change here is a diff for every user: it needs a major version. */
const DIGESTS: Readonly<Record<string, string>> = {
    rotationStub: "4eac63e506e9a497af4aa3f9d70a4b2bdb148d0da3b6e3accb56056929be277d",
    retirementStub: "f821c0fdb12a29bf23fef38e89125764de93d5582c7150c1b5f1a3d2d09b4492",
    waveStub: "4e966c73d68c360fe05dbfa0bf7a4479be18d38b851be7f8907e6a103ea7b9d9",
    readerStub: "5efe36fa425fc0a06423d6007755dcd1977aef13fa0e35d4100af672a401148f",
    secretRemovalStub: "958a7d5bd1a2bb737c130c2f66afbd87db0b3b55da442ac36b55ccb1bd12599d",
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
