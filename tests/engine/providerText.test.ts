import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import Module from "node:module";
import { tmpdir } from "node:os";
import type { dynamic } from "@pulumi/pulumi";
import { providerText } from "../../components/engine/providerText";

/** The digest of the text that the engine keeps in the state of every stack. A change here is a diff for every user: it needs a major version. */
const DIGEST = "81c84bfab7d66bc676ed1cdd76d60a3ce0e095712cdee823c029ed46ee30c522";

/** The handlers, and what each of them does for the engine. */
const METHODS: Readonly<Record<string, readonly (keyof dynamic.ResourceProvider)[]>> = {
    rotation: ["check", "configure", "create", "diff", "read", "update"],
    retirement: ["check", "configure", "create", "diff", "update"],
    wave: ["configure", "create", "diff", "update"],
    reader: ["configure", "create", "delete", "diff", "read"],
    secretRemoval: ["configure", "create", "delete", "diff", "update"],
    consumer: ["configure", "create", "delete", "diff", "read", "update"],
};
const ASKED: readonly (keyof dynamic.ResourceProvider)[] = [
    "check",
    "configure",
    "create",
    "delete",
    "diff",
    "read",
    "update",
];

describe("the text of a provider in a state", () => {
    it("is the same from release to release", () => {
        assert.equal(createHash("sha256").update(providerText("rotation")).digest("hex"), DIGEST);
    });

    it("is the same for each of them, but for the name of the handler", () => {
        for (const handler of Object.keys(METHODS)) {
            assert.equal(providerText(handler), providerText("rotation").replaceAll("/rotation", `/${handler}`));
        }
    });

    for (const [handler, methods] of Object.entries(METHODS)) {
        it(`forwards to the handler of ${handler} in the package that is installed`, () => {
            const provider = providerOf(providerText(handler));
            assert.deepEqual(
                ASKED.filter((method) => method in provider),
                methods,
            );
        });
    }

    it("says what to do where the package is gone", () => {
        const folder = process.cwd();
        process.chdir(tmpdir());
        try {
            assert.throws(
                () => providerOf(providerText("rotation")),
                /^Error: pulumi-two-key is needed until the update that removes the pair: npm install pulumi-two-key$/,
            );
        } finally {
            process.chdir(folder);
        }
    });
});

/** As the SDK's provider process makes it. */
function providerOf(text: string): dynamic.ResourceProvider {
    const made = new Module("") as Module & { _compile(text: string, file: string): void };
    made._compile(text, "");
    return made.exports.handler();
}
