import assert from "node:assert/strict";
import * as storage from "@pulumi/azure-native/storage";
import { ComponentResource, type Output, output } from "@pulumi/pulumi";
import {
    appSettings,
    custom,
    type KeySource,
    RotatingKeyPair,
    serviceBusRule,
    storageAccount,
    vaultPair,
} from "../../../components";
import { registeredBy } from "../../support/mocks";

const resourceGroupName = "rg";

/** The names of the resources with which those of the pair are replaced, by the name of the resource. */
async function replacedWith(source: () => KeySource): Promise<Readonly<Record<string, readonly string[]>>> {
    const registered = await registeredBy(() => {
        const web = { resourceGroupName, site: "web", settings: { A: "key" } } as const;
        new RotatingKeyPair("uploads", { source: source(), rotationTrigger: 1, consumers: [appSettings(web)] });
    });
    const some = registered.filter(({ replaceWith }) => replaceWith.length > 0);
    return Object.fromEntries(
        some.map(({ name, replaceWith }) => [name, replaceWith.map((urn) => urn.split("::").at(-1) ?? "")]),
    );
}

function account(name: string, parent?: ComponentResource) {
    const opts = parent === undefined ? {} : { parent };
    const sku = { name: storage.SkuName.Standard_LRS };
    return new storage.StorageAccount(name, { resourceGroupName, kind: "StorageV2", sku }, opts);
}

/** A component of a user's own, which tells the name of the account in it. */
class Photos extends ComponentResource {
    readonly accountName: Output<string>;

    constructor() {
        super("test:index:Photos", "photos");
        this.accountName = account("inside", this).name;
    }
}

describe("a source that is replaced under its own name (rule 25)", () => {
    it("replaces Rotation, and nothing else of the pair", async () => {
        const source = () => storageAccount({ resourceGroupName, accountName: account("account").name });
        assert.deepEqual(await replacedWith(source), { "uploads-rotation": ["account"] });
    });

    it("is known by every output that leads to it, however it was made", async () => {
        const found = await replacedWith(() => {
            const [one, other, third] = [account("one"), account("other"), account("third")];
            const later = one.name.apply((name) => other.name.apply((inner) => `${name}${inner}`));
            return serviceBusRule({
                resourceGroupName: third.name,
                namespaceName: later,
                authorizationRuleName: "rule",
            });
        });
        assert.deepEqual(found["uploads-rotation"]?.toSorted(), ["one", "other", "third"]);
    });

    it("may be in a component of the user's own", async () => {
        const source = () => storageAccount({ resourceGroupName, accountName: new Photos().accountName });
        assert.deepEqual(await replacedWith(source), { "uploads-rotation": ["inside"] });
    });

    it("may be a vault, or what a module of the user's own is told of", async () => {
        const vault = () => vaultPair({ vaultUri: account("vault").name, secretNames: ["a", "b"] });
        assert.deepEqual(await replacedWith(vault), { "uploads-rotation": ["vault"] });
        const own = () => custom({ module: "./keys.js", config: { user: account("user").name } });
        assert.deepEqual(await replacedWith(own), { "uploads-rotation": ["user"] });
    });

    it("is none of the program's where its name is plain text, or an output of nothing", async () => {
        assert.deepEqual(await replacedWith(() => storageAccount({ resourceGroupName, accountName: "plain" })), {});
        assert.deepEqual(
            await replacedWith(() => storageAccount({ resourceGroupName, accountName: output("plain") })),
            {},
        );
    });
});
