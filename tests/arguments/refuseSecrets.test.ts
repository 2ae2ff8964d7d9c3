import assert from "node:assert/strict";
import { output, secret } from "@pulumi/pulumi";
import { custom } from "../../components";
import { refuseSecrets } from "../../components/arguments/refuseSecrets";

/** The value that the engine would get for an input, or the error that stops the program. */
function given(input: unknown): Promise<unknown> {
    return (input as { promise(): Promise<unknown> }).promise();
}

describe("refuseSecrets", () => {
    it("names the argument that is secret, wherever it stands", async () => {
        const refused = refuseSecrets(
            {
                rotationTrigger: secret("2"),
                consumers: [{ site: "web" }, { site: secret("api") }],
                source: custom({ module: "./pair.js", config: { user: "media", password: secret("x") } }),
                gates: [{ kind: "httpHealthy", url: secret("https://web.example/?code=x") }],
            },
            "",
        );
        await assert.rejects(given(refused.rotationTrigger), /^Error: rotationTrigger must not be secret/);
        await assert.rejects(given(refused.consumers[1]?.site), /^Error: consumers\[1\]\.site must not be secret/);
        const { config } = refused.source as typeof refused.source & {
            readonly config: Readonly<Record<string, unknown>>;
        };
        await assert.rejects(given(config.password), /^Error: source\.config\.password must not be secret/);
        await assert.rejects(given(refused.gates[0]?.url), /^Error: gates\[0\]\.url must not be secret/);
    });

    it("passes everything else on as it is", async () => {
        const consumers = () => [];
        const date = new Date(0);
        const passed = refuseSecrets({ site: output("web"), name: "x", date, consumers, none: undefined }, "");
        assert.equal(await given(passed.site), "web");
        assert.equal(passed.name, "x");
        assert.equal(passed.date, date);
        assert.equal(passed.consumers, consumers);
        assert.equal(passed.none, undefined);
    });
});
