import assert from "node:assert/strict";
import { patchResource } from "../../engine/plugins/kubernetes/patchResource";
import { LocalCluster } from "../../kubernetes/localCluster";

const encoded = (text: string) => Buffer.from(text).toString("base64");

describe("the stand-in for kubernetes, with the sandbox's cluster", () => {
    let cluster: LocalCluster;
    const secrets = () => patchResource({ api: "api/v1", plural: "secrets" }, cluster.url);
    const deployments = () => patchResource({ api: "apis/apps/v1", plural: "deployments" }, cluster.url);

    before(async () => {
        cluster = await LocalCluster.start(20);
    });
    after(() => cluster.stop());

    it("makes a Secret where there is none, sees what was edited of it, and lets go of it", async () => {
        const metadata = { namespace: "n", name: "s" };
        const inputs = { metadata, data: { key: encoded("k1") } };
        const { id, outputs } = await secrets().create(inputs);
        const { resourceVersion } = outputs.metadata as Record<string, string>;
        assert.equal(resourceVersion, "1");
        cluster.write("n/secrets/s", { data: { key: encoded("k2"), theirs: encoded("t") } });
        const found = await secrets().read(id, inputs, outputs);
        assert.deepEqual(found?.inputs, { metadata, data: { key: encoded("k2") } });
        await secrets().update(id, inputs, outputs);
        assert.deepEqual(cluster.find("n/secrets/s")?.data, { key: encoded("k1"), theirs: encoded("t") });
        await secrets().delete(id);
        assert.deepEqual(cluster.find("n/secrets/s")?.data, { theirs: encoded("t") });
        assert.equal(await secrets().read(`${cluster.url}/api/v1/namespaces/n/secrets/none#m`, inputs, {}), undefined);
    });

    it("rolls a workload out when its pod template changes, and only then do its pods have the Secret as it is", async () => {
        cluster.write("n/deployments/d", { metadata: { name: "d" }, spec: { secretName: "s", replicas: 2 } });
        const annotated = (text: string) => ({
            metadata: { namespace: "n", name: "d" },
            spec: { template: { metadata: { annotations: { "two-key/a": text } } } },
        });
        const { id, outputs } = await deployments().create(annotated("1"));
        assert.deepEqual(cluster.runningValues, ["t"]);
        cluster.write("n/secrets/s", { data: { theirs: encoded("u") } });
        assert.deepEqual(cluster.runningValues, ["t"]);
        await deployments().update(id, annotated("2"), outputs);
        assert.deepEqual(cluster.runningValues, ["u"]);
        assert.equal(cluster.find("n/deployments/d")?.spec?.replicas, 2);
    });
});
