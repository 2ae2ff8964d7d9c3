import assert from "node:assert/strict";
import { resolve } from "node:path";
import { execa } from "execa";
import { fingerprint, useLocalAzure } from "local-azure";
import { DEPENDENTS_DEFAULTS } from "../../components/dependents/dependentsSearch";
import { lookingActions, lookingDataActions } from "../../components/dependents/scanners";

const CLI = resolve(__dirname, "../../cli/main.js");

describe("pulumi-two-key dependents", function () {
    this.timeout(60_000);
    const fixture = useLocalAzure();

    const stack = () => {
        const { account } = fixture();
        const rotation = {
            type: "pulumi-nodejs:dynamic/two-key:Rotation",
            inputs: {
                pair: "uploads",
                owner: "urn",
                azureConfig: "azure-native",
                source: { service: "storageAccount", resourceGroupName: "photos", name: "uploads" },
                consumers: [
                    {
                        kind: "appSettings",
                        argument: "consumers[1]",
                        resourceGroupName: "photos",
                        site: "web",
                        settings: { UPLOADS: "key" },
                    },
                ],
                dependents: {
                    ...DEPENDENTS_DEFAULTS,
                    alsoHeldBy: [{ name: "Storage Explorer", owner: "media", kind: "byHand" }],
                },
            },
            outputs: { state: { active: { slot: "key1", fingerprint: fingerprint(account.keys.key1) } } },
        };
        return JSON.stringify({ deployment: { resources: [rotation] } });
    };
    const run = (...args: readonly string[]) =>
        execa(process.execPath, [CLI, "dependents", ...args], {
            input: stack(),
            env: { ...fixture().azure.env, NODE_NO_WARNINGS: "1" },
            reject: false,
        });

    before(async () => {
        const { azure, account } = fixture();
        const { key1, key2 } = account.keys;
        azure.sites.get("web").writeSettings({ UPLOADS: key1, COPY: `AccountName=uploads;AccountKey=${key2}`, X: "x" });
        const group = `/subscriptions/${azure.subscriptionId}/resourceGroups/photos/providers`;
        for (const [name, value] of Object.entries({ api: key1, worker: key2 })) {
            await azure.shown.add({
                id: `${group}/Microsoft.App/containerApps/${name}`,
                packageName: "@azure/arm-appcontainers",
                tags: { owner: `${name} team` },
                properties: {},
                actions: { listSecrets: { value: [{ name: "uploads", value }] } },
            });
        }
        const store = `${group}/Microsoft.AppConfiguration/configurationStores/settings`;
        await azure.configuration.open(store);
        azure.configuration.write(store, { key: "A", value: "a" });
        azure.configuration.write(store, { key: "Uploads/Key", label: "prod", value: key2 });
        azure.configuration.pageSize = 1;
        // The link to the second page is one of another host.
        azure.shown.pageSize = 1;
    });
    afterEach(() => fixture().azure.permissions.allowOnly(undefined));

    it("prints every place that holds a key, and what could not be looked at", async () => {
        const { stdout, exitCode } = await run();
        assert.equal(exitCode, 0);
        assert.match(stdout, /\| api\/uploads \| Container App secret \| holds key1 \| api team \| \*\*nobody\*\*/);
        assert.match(stdout, /\| worker\/uploads \| Container App secret \| holds key2 \| worker team \|/);
        assert.match(
            stdout,
            /\| settings\/prod\/Uploads\/Key \| App Configuration key-value \| holds key2 \| unknown \|/,
        );
        assert.match(stdout, /\| web\/COPY \| App Service setting \| holds key2 \| unknown \| \*\*nobody\*\*/);
        assert.match(stdout, /\| web\/UPLOADS \| App Service setting \| holds key1 \| this stack \| this pair \|/);
        assert.match(stdout, /\| Storage Explorer \| Added by a person \| {2}\| media \| by hand/);
        assert.match(stdout, /\| Stream Analytics input or output \| all \| answered 404 \|/);
        assert.doesNotMatch(stdout, /web\/X/);
        for (const key of Object.values(fixture().account.keys)) {
            assert.ok(!stdout.includes(key));
        }
    });

    it("does with the right to look alone: it then says which key it knows nothing of", async () => {
        const looking = [...lookingActions, ...lookingDataActions];
        fixture().azure.permissions.allowOnly([...looking, "Microsoft.Storage/storageAccounts/read"]);
        const { stdout } = await run();
        assert.match(stdout, /\*\*key2 could not be listed\*\*/);
        assert.match(stdout, /\| web\/UPLOADS \| App Service setting \| holds key1/);
        assert.doesNotMatch(stdout, /web\/COPY|not allowed/);
    });

    it("takes nothing for clean that it may not read, and goes on with the rest", async () => {
        const withoutSettings = lookingActions.filter((action) => action !== "Microsoft.Web/sites/config/list/action");
        fixture().azure.permissions.allowOnly([
            ...withoutSettings,
            "Microsoft.Storage/storageAccounts/read",
            "Microsoft.Storage/storageAccounts/listKeys/action",
        ]);
        const { stdout } = await run();
        assert.match(
            stdout,
            /\| App Service setting \| web: appsettings, web: azurestorageaccounts, web: connectionstrings \| 403: not allowed \|/,
        );
        assert.match(
            stdout,
            /\| App Configuration key-value \| settings \| 403: whoever looks needs the role App Configuration Data Reader, and/,
        );
        assert.match(stdout, /\| api\/uploads \|/);
    });

    it("makes no more calls than it is told", async () => {
        const { stdout } = await run("--max-calls", "15");
        assert.match(stdout, /with 15 calls/);
        assert.match(stdout, /the limit of 15 calls was reached/);
    });

    it("says what is wrong with its arguments", async () => {
        const { stderr, exitCode } = await run("--max-calls", "few");
        assert.equal(exitCode, 2);
        assert.match(stderr, /whole number above 0/);
    });
});
