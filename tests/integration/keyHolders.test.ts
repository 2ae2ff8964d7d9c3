import assert from "node:assert/strict";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fingerprint } from "local-azure";
import {
    armAction,
    automationVariable,
    batchAutoStorage,
    type Consumer,
    commandConsumer,
    custom,
    iotHubEndpoints,
    linkedService,
    machineLearningWorkspace,
    namedValue,
} from "../../components/index";
import { alongside } from "./support/alongside";
import { killUp } from "./support/killedUp";
import { Photos } from "./support/photos";
import { PAIRS, type Run, type RunOptions, Stack } from "./support/stack";
import { describeOnEngine, GROUP, type Testbed } from "./support/testbed";

/** Keeps a program's value as its fingerprint, so that no key is in a file. */
const KEEP = `
    const key = Buffer.from(require("node:fs").readFileSync(0, "utf8"), "base64");
    const digest = require("node:crypto").createHash("sha256").update(key).digest("hex");
    require("node:fs").writeFileSync(process.argv[1], digest);
`;

/** An attempt to connect to Azure fails. */
const NO_AZURE = { ARM_METADATA_HOSTNAME: "127.0.0.1:9", ARM_SUBSCRIPTION_ID: "", IDENTITY_ENDPOINT: "" };

/** Two keys in a file, too short to look like keys. */
const POCKET = `
    const { readFileSync, writeFileSync } = require("node:fs");
    const file = __dirname + "/keys.json";
    const list = () => JSON.parse(readFileSync(file, "utf8"));
    exports.slots = ["one", "two"];
    exports.list = list;
    exports.accepts = (_context, key) => Object.values(list()).includes(key);
    exports.regenerate = (_context, slot) => {
        writeFileSync(file, JSON.stringify({ ...list(), [slot]: "short-key-" + process.hrtime.bigint() }));
    };
`;

describeOnEngine("services that take the key by a call, and programs", (testbed) => {
    const at = (path: string) =>
        `/subscriptions/${testbed().sandbox.azure.subscriptionId}/resourceGroups/${GROUP}/providers/${path}`;
    const held = (path: string) => testbed().sandbox.azure.keyServices.held.get(at(path).toLowerCase());

    const ML = "Microsoft.MachineLearningServices/workspaces";
    const resourceGroupName = GROUP;

    alongside("one of each kind", ({ before, it }) => {
        const API = "Microsoft.ApiManagement/service/api";
        const PLACES = {
            workspace: `${ML}/ml`,
            value: `${API}/namedValues/uploads`,
            written: `${API}/namedValues/by-call`,
            variable: "Microsoft.Automation/automationAccounts/runbooks/variables/uploads",
            linked: "Microsoft.DataFactory/factories/factory/linkedservices/uploads",
            hub: "Microsoft.Devices/IotHubs/archive/messages",
        };
        let photos: Photos;
        let rotated: Run;
        let file: string;
        const lost: string[] = [];
        /** The calls of this story: others are told at the same time. */
        const own = ({ calls }: Run) =>
            calls.filter(({ target }) => /^(ml|jobs|api|runbooks|factory|archive|(web-)?holders)(\/|$)/.test(target));

        const holders = (): readonly Consumer[] => [
            machineLearningWorkspace({ resourceGroupName, workspaceName: "ml" }),
            batchAutoStorage({ resourceGroupName, accountName: "jobs" }),
            namedValue({ resourceGroupName, serviceName: "api", namedValueId: "uploads", onRemove: "delete" }),
            armAction({
                path: `/resourceGroups/${GROUP}/providers/${PLACES.written}`,
                apiVersion: "2024-05-01",
                method: "PUT",
                body: { properties: { displayName: "by-call", secret: true } },
                contentAt: "/properties/value",
                content: "connectionString",
                check: {
                    path: `/resourceGroups/${GROUP}/providers/${PLACES.written}/listValue`,
                    method: "POST",
                    contentAt: "/value",
                },
            }),
            automationVariable({
                resourceGroupName,
                automationAccountName: "runbooks",
                variableName: "uploads",
                isEncrypted: false,
                onRemove: "delete",
            }),
            linkedService({
                resourceGroupName,
                factoryName: "factory",
                linkedServiceName: "uploads",
                definition: { type: "AzureBlobStorage", typeProperties: { accountKey: { type: "SecureString" } } },
                contentAt: "/typeProperties/accountKey/value",
                content: "key",
            }),
            iotHubEndpoints({ resourceGroupName, hubName: "archive", routing: ["messages"] }),
            commandConsumer({ label: "pipeline", command: ["node", "-e", KEEP, file], look: ["cat", file] }),
        ];

        before(async () => {
            photos = await Photos.make(testbed(), "holders");
            file = join(testbed().sandbox.directory, "pipeline");
            await makePlaces(testbed(), photos);
            photos.azure.journal.on(({ operation }) => {
                for (const [name, path] of Object.entries(PLACES)) {
                    const key = keyIn(held(path));
                    if (key !== undefined && !photos.account.accepts(key)) {
                        lost.push(`${name} at ${operation}`);
                    }
                }
            });
            await photos.up({ others: holders() });
            rotated = await photos.up({ others: holders(), rotationTrigger: 2 });
        });

        it("takes the new key in one `up`, and never holds one that is not accepted", async () => {
            const { key2 } = photos.account.keys;
            assert.deepEqual(photos.regenerated(rotated.calls), ["key2", "key1"]);
            for (const [name, path] of Object.entries(PLACES)) {
                assert.equal(keyIn(held(path)), key2, name);
            }
            assert.equal(await readFile(file, "utf8"), fingerprint(key2));
            assert.deepEqual(lost, []);
            assert.equal((await photos.outputs()).settled, true);
        });

        it("is called once for each generation", () => {
            const operations = own(rotated).map(({ operation }) => operation);
            for (const once of ["workspaces/resyncKeys", "iotHubs/put"]) {
                assert.equal(operations.filter((one) => one === once).length, 1, `${once} of ${operations}`);
            }
        });

        it("is called again after the retirement where nobody says which key it takes, and so has one that works", () => {
            const named = ["storageAccounts/regenerateKey", "batchAccounts/syncAutoStorageKeys"];
            const operations = own(rotated)
                .map(({ operation, detail }) => (operation === named[0] ? `regenerate ${detail}` : operation))
                .filter((operation) => operation.startsWith("regenerate") || operation === named[1]);
            assert.deepEqual(operations, ["regenerate key2", named[1], "regenerate key1", named[1]]);
            assert.equal(held("Microsoft.Batch/batchAccounts/jobs"), photos.account.keys.key1);
        });

        it("is left alone by an `up` without a change", async () => {
            assert.deepEqual(own(await photos.up({ others: holders(), rotationTrigger: 2 })), []);
        });

        it("is mended by `up --refresh` where it was edited by hand, each in the same `up`", async () => {
            const { keyServices } = photos.azure;
            const { key1, key2 } = photos.account.keys;
            const byHand = (path: string) =>
                keyServices.held.set(at(path).toLowerCase(), JSON.stringify({ value: key1 }));
            byHand(PLACES.value);
            byHand(PLACES.written);
            keyServices.held.set(at(PLACES.workspace).toLowerCase(), key1);
            setSlot(testbed(), PLACES.workspace, "key2");
            await testbed().arm("PUT", `${PLACES.variable}?api-version=2015-10-31`, {
                name: "uploads",
                properties: { value: JSON.stringify(key1), isEncrypted: false },
            });
            await photos.up({ others: holders(), rotationTrigger: 2 }, ["--refresh"]);
            for (const [name, path] of Object.entries(PLACES)) {
                assert.equal(keyIn(held(path)), key2, name);
            }
        });

        it("is taken away with its entry where the pair has made it, and is left as it is elsewhere", async () => {
            await photos.up({ others: [], rotationTrigger: 2 });
            assert.equal(held(PLACES.value), undefined);
            assert.equal(held(PLACES.variable), undefined);
            for (const path of [PLACES.written, PLACES.linked, PLACES.hub, PLACES.workspace]) {
                assert.equal(keyIn(held(path)), photos.account.keys.key2, path);
            }
        });
    });

    alongside("a workspace that takes one of the two keys alone", ({ before, it }) => {
        let photos: Photos;
        let stopped: Run;
        const change = {
            others: [machineLearningWorkspace({ resourceGroupName, workspaceName: "stubborn", timeout: "2s" })],
        };

        before(async () => {
            photos = await Photos.make(testbed(), "stubborn");
            await testbed().sandbox.azure.keyServices.place(at(`${ML}/stubborn`), "@azure/arm-machinelearning", {
                storageAccount: at("Microsoft.Storage/storageAccounts/stubborn"),
                storageKeySlot: "key1",
            });
            await photos.up(change);
            stopped = await photos.upFails({ ...change, rotationTrigger: 2 });
        });

        it("stops the rotation before its key is retired, and the message says what can be done", () => {
            assert.deepEqual(photos.regenerated(stopped.calls), ["key2"]);
            assert.match(stopped.all, /uploads: POST stubborn\/listStorageAccountKeys does not show the key of key2/);
            assert.match(stopped.all, /the old key still works; .*`pinnedSlot`/);
            assert.ok(photos.account.accepts(held(`${ML}/stubborn`) ?? ""));
        });

        it("is back on its key, and so is everybody else, with `pinnedSlot`", async () => {
            const { key1 } = photos.account.keys;
            await photos.up({ ...change, rotationTrigger: 2, pinnedSlot: "key1" });
            assert.equal(photos.account.keys.key1, key1);
            assert.equal(held(`${ML}/stubborn`), key1);
            await photos.site.settled();
            assert.equal(photos.watch.slotInUse, "key1");
        });
    });

    alongside("a workspace of which it is known that it takes key1 alone", ({ before, it }) => {
        let photos: Photos;
        const change = {
            others: [machineLearningWorkspace({ resourceGroupName, workspaceName: "known", takesOnly: "key1" })],
        };
        const calls = ({ calls: all }: Run) =>
            all
                .filter(({ operation, target }) => target === "known" && /regenerateKey|resyncKeys/.test(operation))
                .map(({ operation, detail }) => [operation.split("/")[1], detail].join(" ").trim());

        before(async () => {
            photos = await Photos.make(testbed(), "known");
            await testbed().sandbox.azure.keyServices.place(at(`${ML}/known`), "@azure/arm-machinelearning", {
                storageAccount: at("Microsoft.Storage/storageAccounts/known"),
                storageKeySlot: "key1",
            });
            await photos.up(change);
        });

        it("reads it again as soon as it was regenerated: after the retirement, and before anybody else is switched to it", async () => {
            const first = await photos.up({ ...change, rotationTrigger: 2 });
            assert.deepEqual(calls(first), ["regenerateKey key2", "resyncKeys", "regenerateKey key1", "resyncKeys"]);
            assert.equal(held(`${ML}/known`), photos.account.keys.key1);
            const second = await photos.up({ ...change, rotationTrigger: 3 });
            assert.deepEqual(calls(second), ["regenerateKey key1", "resyncKeys", "regenerateKey key2"]);
            assert.equal(held(`${ML}/known`), photos.account.keys.key1);
        });

        it("is told again by the next `up` where the call after the retirement failed", async () => {
            const match = ({ target }: { target: string }) => target === "known";
            const fault = photos.azure.faults.add({ operation: "workspaces/resyncKeys", match, nth: 2, status: 403 });
            const failed = await photos.upFails({ ...change, rotationTrigger: 4 });
            fault.remove();
            assert.match(failed.all, /uploads: known was not told that a key was retired: .*run `pulumi up` again/);
            assert.deepEqual(photos.regenerated(failed.calls), ["key2", "key1"]);
            const next = await photos.up({ ...change, rotationTrigger: 4 });
            assert.deepEqual(calls(next), ["resyncKeys"]);
            assert.equal(held(`${ML}/known`), photos.account.keys.key1);
            assert.deepEqual(photos.watch.lost, []);
        });
    });

    alongside(
        "a hub, which shows no key, of a pair whose state is restored from before a rotation that was killed",
        ({ it }) => {
            it("keeps a key that works, where the pair is pinned to the slot that others hold before anything else is done", async () => {
                const photos = await Photos.make(testbed(), "restoredhub");
                const hub = "Microsoft.Devices/IotHubs/restoredhub";
                await makeHub(testbed(), hub, photos.account.connectionString("key1"));
                const lost: string[] = [];
                photos.azure.journal.on(({ operation }) => {
                    const key = keyIn(held(`${hub}/messages`));
                    lost.push(...(key === undefined || photos.account.accepts(key) ? [] : [operation]));
                });
                const change = {
                    others: [iotHubEndpoints({ resourceGroupName, hubName: "restoredhub", routing: ["messages"] })],
                };
                await photos.up(change);
                const before = await photos.stack.readState();
                await photos.configure({ ...change, rotationTrigger: 2 });
                await killUp(testbed(), photos, { operation: "iotHubs/put" });
                await photos.stack.cancel();
                await writeFile(photos.stack.stateFile, before);
                assert.equal(keyIn(held(`${hub}/messages`)), photos.account.keys.key2, "the state says key1");

                const pinned = await photos.up({ ...change, rotationTrigger: 2, pinnedSlot: "key2" });
                assert.deepEqual(photos.regenerated(pinned.calls), ["key1"]);
                const rotated = await photos.up({ ...change, rotationTrigger: 3 });
                assert.deepEqual(photos.regenerated(rotated.calls), ["key1", "key2"]);
                assert.equal(keyIn(held(`${hub}/messages`)), photos.account.keys.key1);
                assert.deepEqual([lost, photos.watch.lost], [[], []]);
            });
        },
    );

    alongside("a Batch account whose update is killed while the old key is retired", ({ it }) => {
        it("is called by the next `up`, which finds the key retired and regenerates nothing", async () => {
            const photos = await Photos.make(testbed(), "killedbatch");
            await testbed().sandbox.azure.keyServices.place(
                at("Microsoft.Batch/batchAccounts/killedbatch"),
                "@azure/arm-batch",
                {
                    autoStorage: { storageAccountId: at("Microsoft.Storage/storageAccounts/killedbatch") },
                    storageKeySlot: "key1",
                },
            );
            const change = { others: [batchAutoStorage({ resourceGroupName, accountName: "killedbatch" })] };
            await photos.up(change);
            await photos.configure({ ...change, rotationTrigger: 2 });
            await killUp(testbed(), photos, { operation: "storageAccounts/regenerateKey", nth: 2 });
            await photos.stack.cancel();
            const finished = await photos.up({ ...change, rotationTrigger: 2 });
            assert.deepEqual(photos.regenerated(finished.calls), []);
            assert.equal(held("Microsoft.Batch/batchAccounts/killedbatch"), photos.account.keys.key1);
            assert.equal((await photos.outputs()).settled, true);
        });
    });

    describe("a program, for a pair that is nothing of Azure's", () => {
        let stack: Stack;
        let folder: string;
        const file = (name: string) => join(folder, name);
        const keys = async () => JSON.parse(await readFile(file("keys.json"), "utf8")) as Record<string, string>;

        async function up(
            rotationTrigger: number,
            command: readonly string[],
            options: RunOptions = {},
            args: string[] = [],
        ) {
            const look = ["cat", file("held.txt")];
            const holders = [commandConsumer({ label: "pipeline", command, look })];
            const uploads = { source: custom({ module: file("keys.js") }), rotationTrigger, others: holders };
            await stack.configure({ pairs: { uploads: { ...uploads, propagation: { interval: "100ms" } } } });
            return stack.up(args, { ...options, env: NO_AZURE });
        }

        const keep = () => ["sh", "-c", 'cat > "$0"', file("held.txt")];

        before(async () => {
            folder = join(testbed().sandbox.directory, "pocket");
            await mkdir(folder);
            await writeFile(file("keys.json"), JSON.stringify({ one: "short-key-1", two: "short-key-2" }));
            await writeFile(file("keys.js"), POCKET);
            stack = await Stack.create(testbed(), PAIRS, "pocket");
            await up(1, keep());
        });

        it("takes the new key, where there is no Azure to connect to", async () => {
            assert.equal(await readFile(file("held.txt"), "utf8"), "short-key-1");
            await up(2, keep());
            const { one, two } = await keys();
            assert.equal(await readFile(file("held.txt"), "utf8"), two);
            assert.notEqual(one, "short-key-1", "the old key is retired");
        });

        it("stops the rotation where it fails, and prints the key to nobody", async () => {
            const loud = ["sh", "-c", 'key=$(cat); echo "no room for $key" >&2; exit 3'];
            const before = await keys();
            const { all } = await up(3, loud, { fails: true });
            assert.match(all, /uploads: pipeline did not take the new key: .*exit code 3 \(no room for \[redacted\]\)/);
            assert.doesNotMatch(all, /short-key/);
            assert.equal((await keys()).two, before.two, "the key in use is not retired");
            await up(3, keep());
            assert.equal(await readFile(file("held.txt"), "utf8"), (await keys()).one);
        });

        it("is run again by `up --refresh` where what it wrote was changed by hand", async () => {
            await writeFile(file("held.txt"), "by hand");
            await up(3, keep(), {}, ["--refresh"]);
            assert.equal(await readFile(file("held.txt"), "utf8"), (await keys()).one);
        });
    });

    async function makePlaces({ sandbox }: Testbed, { account }: Photos): Promise<void> {
        const { keyServices } = sandbox.azure;
        const storageAccount = at(`Microsoft.Storage/storageAccounts/${account.name}`);
        await keyServices.place(at(`${ML}/ml`), "@azure/arm-machinelearning", { storageAccount });
        await keyServices.place(at("Microsoft.Batch/batchAccounts/jobs"), "@azure/arm-batch", {
            autoStorage: { storageAccountId: storageAccount },
            storageKeySlot: "key1",
        });
        await keyServices.place(at("Microsoft.ApiManagement/service/api"), "@azure/arm-apimanagement");
        await keyServices.place(at("Microsoft.Automation/automationAccounts/runbooks"), "@azure/arm-automation");
        await keyServices.place(at("Microsoft.DataFactory/factories/factory"), "@azure/arm-datafactory");
        await makeHub(testbed(), "Microsoft.Devices/IotHubs/archive", account.connectionString("key1"));
        // Both keys are as old as the account: the services here take the newer one.
        account.regenerate("key1");
    }

    /** Makes a hub that sends its messages to the account. */
    async function makeHub({ sandbox }: Testbed, hub: string, connectionString: string): Promise<void> {
        const endpoint = { name: "messages", containerName: "c", connectionString };
        await sandbox.azure.keyServices.create(at(`${hub}/IotHubKeys/service`), {
            rootProperties: { routing: { endpoints: { storageContainers: [endpoint] } } },
        });
    }

    function setSlot({ sandbox }: Testbed, path: string, storageKeySlot: string): void {
        const resource = sandbox.azure.keyServices.find(at(path));
        assert.ok(resource !== undefined);
        resource.properties = { ...resource.properties, storageKeySlot };
    }
});

/** The storage key in the value of a service: a key, a connection string, or JSON with one in it. */
function keyIn(held: string | undefined): string | undefined {
    return /[A-Za-z0-9+/]{86}==/.exec(held ?? "")?.[0];
}
