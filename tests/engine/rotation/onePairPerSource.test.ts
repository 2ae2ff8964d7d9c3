import assert from "node:assert/strict";
import { resolve } from "node:path";
import { runtime } from "@pulumi/pulumi";
import { secondPairProblems } from "../../../components/engine/rotation/onePairPerSource";
import type { AzureSourceInputs, SourceInputs } from "../../../components/services/sourceInputs";

let count = 0;

/** A source that no other test has. */
function account(): AzureSourceInputs {
    count += 1;
    return { service: "storageAccount", subscriptionId: "s", resourceGroupName: "rg", name: `one${count}` };
}

async function reasons(source: SourceInputs, pair: string, owner = `urn::${pair}`): Promise<readonly string[]> {
    const problems = await secondPairProblems({ pair, owner, source, azureConfig: "azure-native" });
    assert.ok(problems.every(({ property }) => property === "source"));
    return problems.map(({ reason }) => reason);
}

async function areTwoPairs(first: SourceInputs, second: SourceInputs): Promise<boolean> {
    assert.deepEqual(await reasons(first, "first"), []);
    return (await reasons(second, "second")).length === 0;
}

describe("one pair per source (rule 26)", () => {
    it("refuses a second one and names both", async () => {
        const source = account();
        assert.deepEqual(await reasons(source, "uploads"), []);
        const [reason] = await reasons(source, "photos");
        assert.match(
            reason ?? "",
            /^uploads and photos are two pairs with the same keys \(.*storageaccounts\/one\d+ key1\)/,
        );
        assert.match(
            reason ?? "",
            /no key was changed; give the consumers of both to one pair and run `pulumi up` again$/,
        );
    });

    it("names two pairs of one name by their URNs", async () => {
        const source = account();
        await reasons(source, "uploads", "urn::one$uploads");
        const [reason] = await reasons(source, "uploads", "urn::other$uploads");
        assert.match(reason ?? "", /^urn::one\$uploads and urn::other\$uploads are two pairs/);
    });

    it("compares names without regard to case", async () => {
        const source: AzureSourceInputs = { ...account(), service: "redis", name: "Cache" };
        const same = { ...source, subscriptionId: "S", resourceGroupName: "RG", name: "cache" };
        assert.equal(await areTwoPairs(source, same), false);
    });

    it("checks the same pair as often as the engine likes", async () => {
        const source = account();
        assert.deepEqual([await reasons(source, "uploads"), await reasons(source, "uploads")], [[], []]);
    });

    it("tells other keys of one resource apart, and other policies of one hub", async () => {
        const cosmos: AzureSourceInputs = { ...account(), service: "cosmosDb" };
        assert.ok(await areTwoPairs(cosmos, { ...cosmos, service: "cosmosDbReadOnly" }));
        const hub: AzureSourceInputs = { ...account(), service: "iotHubPolicy", name: "hub/device" };
        assert.ok(await areTwoPairs(hub, { ...hub, name: "hub/service" }));
        const other = account();
        assert.ok(await areTwoPairs(other, { ...other, subscriptionId: "other" }));
    });

    it("refuses a pair of secrets that shares one of them, in whatever order", async () => {
        const vaultPair = (...secretNames: readonly [string, string]): SourceInputs => ({
            service: "vaultPair",
            vaultUri: "https://keys.vault.azure.net/",
            secretNames,
        });
        assert.equal(await areTwoPairs(vaultPair("a", "b"), vaultPair("B", "c")), false);
        assert.ok(await areTwoPairs(vaultPair("d", "e"), vaultPair("f", "g")));
        assert.ok(
            await areTwoPairs(vaultPair("h", "i"), { ...vaultPair("h", "i"), vaultUri: "https://other.net" } as never),
        );
    });

    it("tells pairs of a module of the user's own apart by their identity", async () => {
        const module = resolve(__dirname, "../../../../stacks/iamAccessKeys/accessKeys.js");
        const custom = (userName: string): SourceInputs => ({ service: "custom", module, config: { userName } });
        assert.ok(await areTwoPairs(custom("one"), custom("other")));
        assert.equal((await reasons(custom("one"), "third")).length, 1);
    });

    it("compares nothing that is unknown at preview", async () => {
        const source = { ...account(), name: runtime.unknownValue };
        assert.ok(await areTwoPairs(source, source));
    });
});
