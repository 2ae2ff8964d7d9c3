import assert from "node:assert/strict";
import { LocalCluster, type StorageAccount } from "local-azure";
import { alongside } from "./support/alongside";
import { killUpWhen } from "./support/killedUp";
import { makeResources } from "./support/photos";
import { CLUSTER, type Run, Stack } from "./support/stack";
import { describeOnEngine, GROUP } from "./support/testbed";

const SECRET = "media/secrets/uploads";
const API = "media/deployments/api";

describeOnEngine("Kubernetes", (testbed) => {
    let stop = () => Promise.resolve();

    alongside("a Secret, with a rollout of what reads it", ({ before, it }) => {
        let cluster: LocalCluster;
        let account: StorageAccount;
        let stack: Stack;
        let rotated: Run;
        const lost: string[] = [];
        const moments: string[] = [];

        const up = async (rotationTrigger: number, workloads: object[] = [{ kind: "Deployment", name: "api" }]) => {
            const source = { service: "storageAccount", resourceGroupName: GROUP, name: account.name };
            await stack.configure({
                pair: { source, rotationTrigger, settle: "1s", propagation: { interval: "100ms" } },
                secret: { namespace: "media", secretName: "uploads", data: { key: "key" }, workloads },
            });
            return (args: readonly string[] = []) => stack.up(args, { env: { LOCAL_KUBERNETES: cluster.url } });
        };

        before(async () => {
            await makeResources(testbed(), "clustered");
            const { azure } = testbed().sandbox;
            account = azure.storage.get("clustered");
            cluster = await LocalCluster.start(500);
            stop = () => cluster.stop();
            stack = await Stack.create(testbed(), CLUSTER, "clustered");
            cluster.write(SECRET, { metadata: { name: "uploads" }, data: { theirs: encoded("stays") } });
            cluster.write(API, { metadata: { name: "api" }, spec: { secretName: "uploads", replicas: 3 } });
            const watch = (moment: string) => {
                moments.push(moment);
                const keys = cluster.runningValues.filter((value) => Buffer.from(value, "base64").length === 64);
                lost.push(...keys.filter((key) => !account.accepts(key)).map(() => moment));
            };
            cluster.on(watch);
            azure.journal.on(({ operation, target }) => {
                if (target === account.name) {
                    watch(operation);
                }
            });
            await (await up(1))();
            moments.splice(0);
            rotated = await (await up(2))();
        });

        it("takes the new key in one `up`, and no pod ever has one that is not accepted", () => {
            const calls = rotated.calls.filter(({ operation }) => operation === "storageAccounts/regenerateKey");
            assert.deepEqual(
                calls.map(({ detail }) => detail),
                ["key2", "key1"],
            );
            assert.ok(cluster.runningValues.includes(account.keys.key2));
            assert.deepEqual(lost, []);
        });

        it("is written, then rolled out, and the old key is retired when the pods from before are gone", () => {
            const order = [SECRET, API, `${API} pods`, "storageAccounts/regenerateKey"];
            const places = order.map((moment) => moments.lastIndexOf(moment));
            assert.deepEqual(
                places,
                [...places].sort((one, other) => one - other),
            );
            assert.ok((places[0] ?? -1) >= 0);
        });

        it("keeps what else Secret and workload have", () => {
            assert.equal(cluster.find(SECRET)?.data?.theirs, encoded("stays"));
            assert.equal(cluster.find(API)?.spec?.replicas, 3);
        });

        it("is mended by `up --refresh` where it was edited by hand, and rolled out again", async () => {
            cluster.write(SECRET, { data: { theirs: encoded("stays"), key: encoded(account.keys.key1) } });
            moments.splice(0);
            await (await up(2))(["--refresh"]);
            assert.equal(cluster.find(SECRET)?.data?.key, encoded(account.keys.key2));
            assert.ok(moments.includes(`${API} pods`));
        });

        it("is rolled out by the next `up` where one is killed after it was written, before the old key is retired", async () => {
            await up(3);
            const written = new Promise<void>((resolve) => {
                cluster.on((what) => (what === SECRET ? resolve() : undefined));
            });
            await killUpWhen(testbed(), stack, written, { LOCAL_KUBERNETES: cluster.url });
            assert.equal(cluster.find(SECRET)?.data?.key, encoded(account.keys.key1));
            assert.ok(cluster.runningValues.includes(account.keys.key2), "the pods go on with the key that they have");
            moments.splice(0);
            await stack.cancel();
            await (await up(3))();
            assert.ok(moments.indexOf(`${API} pods`) < moments.lastIndexOf("storageAccounts/regenerateKey"));
            assert.ok(cluster.runningValues.includes(account.keys.key1));
            assert.deepEqual(lost, []);
        });

        it("is not written, and nothing is rolled out, where nothing has changed", async () => {
            moments.splice(0);
            await (await up(3))();
            assert.deepEqual(
                moments.filter((moment) => moment.startsWith("media/")),
                [],
            );
        });

        it("is let go of when it is taken out, and nothing else is", async () => {
            const { stdout } = await (await up(3, []))();
            assert.match(stdout, /photos-deployment-api +deleted/);
            assert.deepEqual(cluster.find(API)?.spec, { secretName: "uploads", replicas: 3 });
        });
    });

    after(() => stop());
});

function encoded(text: string): string {
    return Buffer.from(text).toString("base64");
}
