import assert from "node:assert/strict";
import { resolve } from "node:path";
import { execa } from "execa";
import type { PlantedFault, Site } from "local-azure";
import type { Dependents } from "../../components/index";
import { alongside } from "./support/alongside";
import { Photos } from "./support/photos";
import { PAIRS, type Run } from "./support/stack";
import { describeOnEngine, GROUP, type Testbed } from "./support/testbed";

const CLI = resolve(__dirname, "../../cli/main.js");

/** Another team's app, which no stack knows. */
async function hiddenSite({ arm, sandbox }: Testbed, name: string): Promise<Site> {
    await arm("PUT", `Microsoft.Web/sites/${name}`, { location: "here", tags: { owner: "legacy team" } });
    return sandbox.azure.sites.get(name);
}

/** A container app with this secret. */
function hiddenContainerApp({ sandbox: { azure } }: Testbed, name: string, value: string): Promise<void> {
    return azure.shown.add({
        id: `/subscriptions/${azure.subscriptionId}/resourceGroups/${GROUP}/providers/Microsoft.App/containerApps/${name}`,
        packageName: "@azure/arm-appcontainers",
        tags: { owner: "worker team" },
        properties: {},
        actions: { listSecrets: { value: [{ name: "uploads", value }] } },
    });
}

/** A configuration store with a key-value of some label, and one on a further page. */
async function hiddenKeyValue({ sandbox: { azure } }: Testbed, name: string, value: string): Promise<void> {
    const provider = "providers/Microsoft.AppConfiguration/configurationStores";
    const id = `/subscriptions/${azure.subscriptionId}/resourceGroups/${GROUP}/${provider}/${name}`;
    await azure.configuration.open(id);
    azure.configuration.pageSize = 1;
    azure.configuration.write(id, { key: "Harmless", value: "no key" });
    azure.configuration.write(id, { key: "Uploads", label: "legacy", value });
}

async function found(photos: Photos): Promise<Dependents> {
    const { dependents } = (await photos.stack.outputs("RotatingKeyPair", "uploads")) as { dependents: Dependents };
    return dependents;
}

function moved({ places }: Dependents): readonly string[] {
    return places.map(({ place, holds, movedBy, owner }) => [place, holds.join("+"), movedBy, owner ?? "-"].join(" "));
}

/** Those of the services that are looked at and that the local Azure has nothing else of. */
const PACKAGES = [
    "apimanagement",
    "appconfiguration",
    "appcontainers",
    "appservice",
    "automation",
    "batch",
    "compute",
    "containerinstance",
    "datafactory",
    "iothub",
    "logic",
    "machinelearning",
    "sql",
    "streamanalytics",
].map((name) => `@azure/arm-${name}`);

describeOnEngine("dependents", (testbed) => {
    let refusal: PlantedFault | undefined;

    before(async () => {
        const { azure } = testbed().sandbox;
        for (const name of PACKAGES) {
            await azure.shown.serve(name);
        }
        const match = ({ path }: { path: string }) => path.endsWith("/Microsoft.DataFactory/factories");
        refusal = azure.faults.add({ match, status: 404, times: Number.POSITIVE_INFINITY });
    });

    after(() => refusal?.remove());

    alongside("hidden in the subscription", ({ before, it }) => {
        let photos: Photos;
        let legacy: Site;
        let adopted: Run;

        const entries = [
            { name: "legacy-hidden", owner: "legacy team", kind: "elsewhere" },
            { name: "Storage Explorer", owner: "media", kind: "byHand" },
        ] as const;

        before(async () => {
            photos = await Photos.make(testbed(), "hidden");
            legacy = await hiddenSite(testbed(), "legacy-hidden");
            const { key1, key2 } = photos.account.keys;
            legacy.write({
                settings: { OTHER: "other", UPLOADS: `AccountName=hidden;AccountKey=${key1}` },
                connectionStrings: { FILES: { value: key2, type: "Custom" } },
            });
            await testbed().arm("PUT", "Microsoft.Web/sites/web-hidden/slots/staging", { location: "here" });
            photos.azure.sites.get("web-hidden/staging").writeSettings({ UNDER_ANOTHER_NAME: key1 });
            await hiddenContainerApp(testbed(), "worker-hidden", key1);
            await hiddenKeyValue(testbed(), "settings-hidden", `AccountName=hidden;AccountKey=${key2}`);
            adopted = await photos.up({ dependents: {} });
        });

        it("are found when the pair is adopted, each with its key, its owner and who moves it, and no key is shown", async () => {
            assert.deepEqual(moved(await found(photos)), [
                "settings-hidden/legacy/Uploads key2 nobody -",
                "legacy-hidden/FILES key2 nobody legacy team",
                "legacy-hidden/UPLOADS key1 nobody legacy team",
                "web-hidden/staging/UNDER_ANOTHER_NAME key1 nobody -",
                "worker-hidden/uploads key1 nobody worker team",
            ]);
            assert.match(
                adopted.all,
                /warning: uploads: .*legacy-hidden\/FILES \(App Service connection string, legacy team\) holds key2/,
            );
            assert.match(adopted.all, /not looked at.*Data Factory linked service \(answered 404\)/);
        });

        it("are not looked for by an `up` with nothing to do", async () => {
            const unchanged = await photos.up({ dependents: {} });
            assert.doesNotMatch(unchanged.all, /looking for/);
            assert.deepEqual(
                unchanged.calls.filter(({ target }) => target === photos.account.name),
                [],
            );
        });

        it("stop a rotation in the preview, and the `up` as well: named, with what is safe and what to do", async () => {
            const before = photos.account.keys;
            await photos.configure({ dependents: {}, rotationTrigger: 2 });
            const preview = await photos.stack.preview({ fails: true });
            const up = await photos.upFails({ dependents: {}, rotationTrigger: 2 });
            for (const { all } of [preview, up]) {
                assert.match(
                    all,
                    /uploads: .*legacy-hidden\/FILES \(App Service connection string, legacy team\) holds key2, /,
                );
                assert.match(
                    all,
                    /worker-hidden\/uploads \(Container App secret, worker team\) holds key1, and nobody moves them/,
                );
                assert.match(all, /no key was changed; make consumers of them or say in `dependents\.alsoHeldBy`/);
            }
            assert.deepEqual(photos.account.keys, before);
        });

        it("are on the page that `pulumi-two-key dependents` prints from the export of the stack", async () => {
            const { sandbox, env } = testbed();
            const exported = await sandbox.pulumi(PAIRS.folder, ["stack", "export", "--stack", "hidden"], { env });
            const { stdout } = await execa(process.execPath, [CLI, "dependents"], {
                input: exported.stdout,
                env: { ...sandbox.azure.env, NODE_NO_WARNINGS: "1" },
            });
            assert.match(
                stdout,
                /\| worker-hidden\/uploads \| Container App secret \| holds key1 \| worker team \| \*\*nobody\*\*/,
            );
            assert.match(
                stdout,
                /\| web-hidden\/UPLOADS_KEY \| App Service setting \| holds key1 \| this stack \| this pair \|/,
            );
        });

        it("let it go once each is a consumer, gone, or somebody's by the word of a person, who is reminded", async () => {
            const { subscriptionId, shown } = photos.azure;
            const group = `/subscriptions/${subscriptionId}/resourceGroups/${GROUP}/providers`;
            shown.delete(`${group}/Microsoft.App/containerApps/worker-hidden`);
            shown.delete(`${group}/Microsoft.AppConfiguration/configurationStores/settings-hidden`);
            const alsoHeldBy = entries.map((entry) => ({
                ...entry,
                name: entry.name === "legacy-hidden" ? `${group}/Microsoft.Web/sites/legacy-hidden` : entry.name,
            }));
            const { appSettings } = photos.args;
            const staging = { ...photos.settings({ UNDER_ANOTHER_NAME: "key" }), slot: "staging" };
            const change = { dependents: { alsoHeldBy }, appSettings: [...appSettings, staging] };
            const registered = await photos.up(change);
            assert.deepEqual(photos.regenerated(registered.calls), []);
            const rotated = await photos.up({ ...change, rotationTrigger: 2 });
            assert.deepEqual(photos.regenerated(rotated.calls), ["key2", "key1"]);
            assert.match(rotated.all, /give the new key, .* to Storage Explorer \(Added by a person, media\)/);
            assert.deepEqual(moved(await found(photos)), [
                "Storage Explorer  byHand media",
                "legacy-hidden/FILES key2 elsewhere legacy team",
                "legacy-hidden/UPLOADS key1 elsewhere legacy team",
                "web-hidden/staging/UNDER_ANOTHER_NAME key1 pair -",
                "web-hidden/UPLOADS key1 pair -",
                "web-hidden/UPLOADS_KEY key1 pair -",
            ]);
            assert.deepEqual(photos.watch.lost, []);
        });
    });

    alongside("hidden where a service shows the name of the account alone", ({ it }) => {
        it("are found by it, wherever it stands and however it is written", async () => {
            const photos = await Photos.make(testbed(), "named");
            const { shown, subscriptionId } = photos.azure;
            const account = photos.account.name;
            const add = async (service: string, resource: string, properties: Record<string, unknown>) => {
                const id = `/subscriptions/${subscriptionId}/resourceGroups/elsewhere/providers/${resource}`;
                await shown.add({ id, packageName: `@azure/arm-${service}`, properties });
                return () => shown.delete(id);
            };
            const added = [
                await add("appservice", "Microsoft.Web/connections/flow", {
                    nonSecretParameterValues: { accountName: account.toUpperCase() },
                }),
                await add("streamanalytics", "Microsoft.StreamAnalytics/streamingjobs/count", {}),
                await add("streamanalytics", "Microsoft.StreamAnalytics/streamingjobs/count/outputs/out", {
                    datasource: {
                        type: "Microsoft.Storage/Blob",
                        properties: { storageAccounts: [{ accountName: account }] },
                    },
                }),
                await add("compute", "Microsoft.Compute/virtualMachines/vm", {}),
                await add("compute", "Microsoft.Compute/virtualMachines/vm/extensions/diagnostics", {
                    settings: { ladCfg: {}, StorageAccount: account },
                }),
                await add("compute", "Microsoft.Compute/virtualMachineScaleSets/farm", {
                    virtualMachineProfile: {
                        extensionProfile: {
                            extensions: [{ name: "script", properties: { settings: { storageAccountName: account } } }],
                        },
                    },
                }),
                await add("sql", "Microsoft.Sql/servers/orders", {}),
                await add("sql", "Microsoft.Sql/servers/orders/auditingSettings/Default", {
                    state: "Enabled",
                    storageEndpoint: photos.account.endpoints.blob,
                }),
            ];
            const adopted = await photos.up({ dependents: {} });
            assert.deepEqual(moved(await found(photos)), [
                "flow  nobody -",
                "orders/auditingSettings  nobody -",
                "count/out  nobody -",
                "vm/diagnostics  nobody -",
                "farm/script  nobody -",
            ]);
            assert.match(adopted.all, /flow \(Logic Apps API connection\) has a key of it, which cannot be seen/);
            for (const remove of added) {
                remove();
            }
        });
    });

    alongside("hidden by how they are written, and by where", ({ it }) => {
        it("are found all the same", async () => {
            const photos = await Photos.make(testbed(), "veiled");
            const { key1, key2 } = photos.account.keys;
            const text = `DefaultEndpointsProtocol=https;AccountName=veiled;AccountKey=${key2}`;
            const app = await hiddenSite(testbed(), "functions-veiled");
            await testbed().arm("PUT", "Microsoft.Web/sites/functions-veiled/slots/canary", { location: "here" });
            photos.azure.sites.get("functions-veiled/canary").writeSettings({
                ENCODED: encodeURIComponent(text),
                BASE64: Buffer.from(text).toString("base64"),
                DOCUMENT: JSON.stringify({ settings: JSON.stringify({ uploads: { key: key1 } }) }),
                SIGNED: `${photos.account.endpoints.blob}photos?sv=2024-11-04&sp=r&sig=abc`,
                THEIRS: text.replace(key2, "A".repeat(86).concat("==")),
            });
            const { shown, subscriptionId } = photos.azure;
            const worker = `/subscriptions/${subscriptionId}/resourceGroups/far/providers/Microsoft.App/containerApps/veiled`;
            await shown.add({
                id: worker,
                packageName: "@azure/arm-appcontainers",
                properties: {
                    configuration: { secrets: [] },
                    template: { initContainers: [{ env: [{ name: "SEED", value: key1 }] }] },
                },
            });
            await photos.up({ dependents: {} });
            assert.deepEqual(moved(await found(photos)), [
                "functions-veiled/canary/BASE64 key2 nobody legacy team",
                "functions-veiled/canary/DOCUMENT key1 nobody legacy team",
                "functions-veiled/canary/ENCODED key2 nobody legacy team",
                "functions-veiled/canary/SIGNED  nobody legacy team",
                "veiled/SEED key1 nobody -",
            ]);
            shown.delete(worker);
            photos.azure.sites.get("functions-veiled/canary").writeSettings({});
            app.writeSettings({});
        });
    });

    alongside("that take the old key after the switch", ({ it }) => {
        it("keep it valid, are named, and let it go when they have left it", async () => {
            const photos = await Photos.make(testbed(), "late");
            const late = await hiddenSite(testbed(), "legacy-late");
            const gate = async () => {
                const { rotatedAt, keyFingerprint } = await photos.outputs();
                return [{ kind: "acknowledged", name: "media", given: { rotatedAt, keyFingerprint } }] as never;
            };
            await photos.up({ dependents: {} });
            const pending = await photos.up({ dependents: {}, gates: await gate(), rotationTrigger: 2 });
            assert.deepEqual(photos.regenerated(pending.calls), ["key2"]);
            late.writeSettings({ UPLOADS: photos.account.keys.key1 });
            const held = await photos.up({ dependents: {}, gates: await gate(), rotationTrigger: 2 });
            assert.deepEqual(photos.regenerated(held.calls), []);
            assert.match(
                held.all,
                /legacy-late\/UPLOADS \(App Service setting, not in the program: add it\) holds key1; key1 is left unchanged/,
            );
            late.writeSettings({});
            const retired = await photos.up({ dependents: {}, gates: await gate(), rotationTrigger: 2 });
            assert.deepEqual(photos.regenerated(retired.calls), ["key1"]);
        });
    });

    alongside("that a program only wants to be warned of, or that nobody may look at", ({ before, it }) => {
        let photos: Photos;
        let legacy: Site;

        before(async () => {
            photos = await Photos.make(testbed(), "warned");
            legacy = await hiddenSite(testbed(), "legacy-warned");
            legacy.writeSettings({ UPLOADS: photos.account.keys.key1 });
            await photos.up();
        });

        it("are named, and the rotation goes on", async () => {
            const rotated = await photos.up({ dependents: { unregistered: "warn" }, rotationTrigger: 2 });
            assert.match(rotated.all, /warning: uploads: legacy-warned\/UPLOADS .* holds key1.*access is lost when/);
            assert.deepEqual(photos.regenerated(rotated.calls), ["key2", "key1"]);
        });

        it("never count as clean: a rotation that must be sure of every place is refused", async () => {
            const match = ({ target }: { target: string }) => target === legacy.name;
            const operation = "sites/config/appsettings/list";
            const fault = photos.azure.faults.add({ operation, match, status: 403, times: 100 });
            const change = { dependents: { notLookedAt: "refuse" }, rotationTrigger: 3 } as const;
            const refused = await photos.upFails(change);
            assert.match(
                refused.all,
                /not looked at.*1 × App Service setting \(403: not allowed\).*no key was changed/,
            );
            const warned = await photos.up({ ...change, dependents: {} });
            assert.match(warned.all, /warning: uploads: not looked at.*App Service setting \(403: not allowed\)/);
            assert.deepEqual(photos.regenerated([...refused.calls, ...warned.calls]), ["key1", "key2"]);
            fault.remove();
        });

        it("do not hold an emergency", async () => {
            legacy.writeSettings({ UPLOADS: photos.account.keys.key1 });
            const urgent = await photos.up({ dependents: {}, rotationTrigger: 3, emergencyTrigger: "leaked" });
            assert.match(urgent.all, /warning: uploads: legacy-warned\/UPLOADS .* holds key1/);
            assert.deepEqual(photos.regenerated(urgent.calls), ["key2", "key1"]);
        });

        it("are looked for with no more calls than the program allows", async () => {
            const run = await photos.up({
                dependents: { unregistered: "warn", maxCalls: 20 },
                rotationTrigger: 4,
                emergencyTrigger: "leaked",
            });
            assert.match(run.all, /the limit of 20 calls was reached/);
            assert.equal((await found(photos)).calls, 20);
        });
    });
});
