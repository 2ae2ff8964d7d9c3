import assert from "node:assert/strict";
import type { ContainerApp, ContainerJob, JournalEntry } from "local-azure";
import { containerAppJobSecrets, containerAppSecrets, keyVaultReference } from "../../components/index";
import { alongside } from "./support/alongside";
import { KeyWatch } from "./support/keyWatch";
import { killUp } from "./support/killedUp";
import { type PairChange, Photos } from "./support/photos";
import type { Run } from "./support/stack";
import { describeOnEngine, GROUP, type Testbed } from "./support/testbed";

/** Object id of the identity of every app and job. */
const IDENTITY = "6f0c1f0e-0b1c-4d53-8d0b-5a6b8f6d2c11";

const THEIRS = { name: "theirs", value: "stays" };

/** A template whose container gets both secrets in its environment. */
const template = {
    containers: [{ name: "main", env: ["uploads", "photos"].map((secretRef) => ({ name: secretRef, secretRef })) }],
    scale: { minReplicas: 2 },
};

/** Makes a container app or job that has the account's first key already. */
async function makeHost(testbed: Testbed, type: "containerApps" | "jobs", { account }: Photos): Promise<void> {
    const secrets = ["uploads", "photos"].map((name) => ({ name, value: account.keys.key1 }));
    const configuration = { triggerType: "Schedule", replicaTimeout: 1800, secrets: [...secrets, THEIRS] };
    const path = `Microsoft.App/${type}/${type.toLowerCase()}-${account.name}?api-version=2025-07-01`;
    const { status } = await testbed.arm("PUT", path, {
        location: "here",
        identity: { type: "SystemAssigned", principalId: IDENTITY },
        properties: { configuration, template },
    });
    assert.equal(status, 201);
}

/** The moments of a run, in order, that are about this holder or the account. */
function momentsOf({ account }: Photos, entries: readonly JournalEntry[]): readonly string[] {
    return entries.filter(({ target }) => target.includes(account.name)).map(({ operation }) => operation);
}

describeOnEngine("Container Apps", (testbed) => {
    alongside("secrets of a container app, by value and by reference", ({ before, it }) => {
        let photos: Photos;
        let app: ContainerApp;
        let watch: KeyWatch;
        let rotated: Run;

        const change = (): PairChange => ({
            appSettings: [],
            // The vault tells its readers apart, and the app is one of them because it refers to the secret.
            keyVaultSecrets: [{ ...photos.secret, content: "connectionString", appsRead: true }],
            others: [
                containerAppSecrets({
                    resourceGroupName: GROUP,
                    containerApp: app.name,
                    secrets: { uploads: "key", photos: keyVaultReference("uploads") },
                    onRemove: "delete",
                }),
            ],
        });

        before(async () => {
            photos = await Photos.make(testbed(), "contained");
            const properties = { enableRbacAuthorization: true };
            const vault = `Microsoft.KeyVault/vaults/${photos.vault.name}`;
            await testbed().arm("PUT", vault, { location: "here", properties });
            await makeHost(testbed(), "containerApps", photos);
            app = photos.azure.containers.apps.get("containerapps-contained");
            watch = new KeyWatch(photos.azure, photos.account, app);
            await photos.up(change());
            rotated = await photos.up({ ...change(), rotationTrigger: 2 });
        });

        it("take the new key in one `up`, and no replica ever has one that is not accepted", () => {
            assert.deepEqual(photos.regenerated(rotated.calls), ["key2", "key1"]);
            assert.equal(watch.slotInUse, "key2");
            assert.deepEqual(watch.lost, []);
            const { key2 } = photos.account.keys;
            assert.equal(app.runningValues.filter((value) => value.includes(key2)).length, 4);
        });

        it("are in use before the old key is retired: the replicas from before have gone by then", () => {
            const moments = momentsOf(photos, rotated.entries);
            assert.ok(moments.indexOf("containerApps/patch") < moments.indexOf("containerApps/revisions/restart"));
            const restarted = moments.indexOf("containerApps/restarted");
            assert.ok(moments.indexOf("containerApps/revisions/restart") < restarted);
            assert.ok(restarted < moments.lastIndexOf("storageAccounts/regenerateKey"));
        });

        it("are read out of the vault as the app itself, which may read that secret", () => {
            const { scope } =
                photos.azure.roleAssignments.all.find(({ principalId }) => principalId === IDENTITY) ?? {};
            assert.match(scope ?? "", /\/vaults\/vault-contained\/secrets\/uploads$/);
        });

        it("are written beside what else the app has", () => {
            assert.equal(app.secrets.value(THEIRS.name), THEIRS.value);
            assert.equal(app.secrets.listed.length, 3);
        });

        it("are mended by `up --refresh` where they were edited by hand, in the same `up`", async () => {
            app.editSecret("uploads", photos.account.keys.key1);
            await photos.up({ ...change(), rotationTrigger: 2 }, ["--refresh"]);
            assert.equal(app.secrets.value("uploads"), photos.account.keys.key2);
            assert.equal(watch.slotInUse, "key2");
        });

        it("hold the key that they were moved to by hand, and say so before it would be regenerated", async () => {
            app.editSecret("uploads", photos.account.keys.key1);
            const deferred = await photos.up({ ...change(), rotationTrigger: 3 });
            assert.match(deferred.all, /containerapps-contained\/uploads holds key1/);
            assert.deepEqual(photos.regenerated(deferred.calls), []);
            await photos.up({ ...change(), rotationTrigger: 2 }, ["--refresh"]);
            assert.equal(watch.slotInUse, "key2");
        });

        it("are not switched where Container Apps fails to take them: the old key stays, and the next `up` goes on", async () => {
            const fault = photos.azure.faults.add({
                operation: "containerApps/patch",
                match: ({ target }) => target === app.name,
                longRunning: { durationMs: 10 },
                status: 400,
            });
            const failed = await photos.upFails({ ...change(), rotationTrigger: 3 });
            fault.remove();
            assert.match(
                failed.all,
                /containerapps-contained did not take the new key: .*the key that it had before still/,
            );
            assert.deepEqual(photos.regenerated(failed.calls), ["key1"]);
            assert.equal(watch.slotInUse, "key2");
            const finished = await photos.up({ ...change(), rotationTrigger: 3 });
            assert.deepEqual(photos.regenerated(finished.calls), ["key2"]);
            assert.equal(watch.slotInUse, "key1");
        });

        it("rule 27: are left when the entry is gone, because they were there before the pair", async () => {
            const removed = await photos.up({ appSettings: [], rotationTrigger: 3 });
            assert.doesNotMatch(removed.all, /does not let go of a secret/);
            assert.equal(app.secrets.listed.length, 3);
            assert.deepEqual(watch.lost, []);
        });
    });

    alongside("an update that is killed when the secrets are written and nothing has been restarted", ({ it }) => {
        it("is finished by the next one, which restarts the replicas before it retires their key", async () => {
            const photos = await Photos.make(testbed(), "interrupted");
            await makeHost(testbed(), "containerApps", photos);
            const app = photos.azure.containers.apps.get("containerapps-interrupted");
            const watch = new KeyWatch(photos.azure, photos.account, app);
            const secrets = { uploads: "key", photos: "connectionString" } as const;
            const holder = containerAppSecrets({ resourceGroupName: GROUP, containerApp: app.name, secrets });
            const change = { appSettings: [], others: [holder] };
            await photos.up(change);
            await photos.configure({ ...change, rotationTrigger: 2 });
            const victim = { stack: photos.stack, names: [app.name] };
            await killUp(testbed(), victim, { operation: "containerApps/patch" });
            assert.equal(watch.slotInUse, "key1");
            await photos.stack.cancel();
            const finished = await photos.up({ ...change, rotationTrigger: 2 });
            assert.equal(watch.slotInUse, "key2");
            const moments = momentsOf(photos, finished.entries);
            assert.ok(moments.includes("containerApps/restarted"));
            assert.ok(
                moments.lastIndexOf("containerApps/restarted") < moments.lastIndexOf("storageAccounts/regenerateKey"),
            );
            assert.deepEqual(watch.lost, []);
            assert.equal((await photos.outputs()).settled, true);
        });
    });

    alongside("secrets of a job", ({ before, it }) => {
        let photos: Photos;
        let job: ContainerJob;
        let watch: KeyWatch;

        const change = (cachedFor?: string): PairChange => {
            const secrets = { uploads: "key", photos: "connectionString" } as const;
            const args = { resourceGroupName: GROUP, job: job.name, secrets };
            const holder = containerAppJobSecrets(cachedFor === undefined ? args : { ...args, cachedFor });
            return { appSettings: [], others: [holder] };
        };

        before(async () => {
            photos = await Photos.make(testbed(), "nightly");
            await makeHost(testbed(), "jobs", photos);
            job = photos.azure.containers.jobs.get("jobs-nightly");
            watch = new KeyWatch(photos.azure, photos.account, job);
            await photos.up(change());
        });

        it("are switched when the execution has ended that had the old key, which is retired after that", async () => {
            const execution = job.start();
            let asked = 0;
            const end = photos.azure.journal.on(({ operation, target }) => {
                asked += operation === "jobs/executions/list" && target === job.name ? 1 : 0;
                if (asked === 2 && execution.endedAt === undefined) {
                    job.end(execution);
                }
            });
            const { calls, entries } = await photos.up({ ...change(), rotationTrigger: 2 });
            end();
            assert.deepEqual(photos.regenerated(calls), ["key2", "key1"]);
            const moments = momentsOf(photos, entries);
            assert.ok(moments.indexOf("jobs/executionEnded") < moments.lastIndexOf("storageAccounts/regenerateKey"));
            assert.deepEqual(watch.lost, []);
            assert.equal(job.secrets.value("uploads"), photos.account.keys.key2);
        });

        it("are switched at once where it is said how long an execution takes, and the old key outlives it", async () => {
            const execution = job.start();
            const { calls } = await photos.up({ ...change("6h"), rotationTrigger: 3 });
            assert.deepEqual(photos.regenerated(calls), ["key1"]);
            const { settled, retiresAt = "" } = await photos.outputs();
            assert.equal(settled, false);
            assert.ok(Date.parse(retiresAt) > Date.now() + 5 * 3_600_000);
            job.end(execution);
            assert.deepEqual(watch.lost, []);
        });

        it("are mended by `up --refresh` where one was taken away by hand", async () => {
            job.editSecret("uploads", undefined);
            await photos.up({ ...change("6h"), rotationTrigger: 3 }, ["--refresh"]);
            assert.equal(job.secrets.value("uploads"), photos.account.keys.key1);
        });
    });
});
