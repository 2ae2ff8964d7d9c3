import assert from "node:assert/strict";
import { readOperations } from "../specs/readOperations";
import { useLocalAzure } from "../testing/localAzureFixture";
import { type PackageClient, packageClient } from "./support/packageClient";

const PACKAGE = "@azure/arm-appcontainers";
const template = { containers: [{ name: "main", env: [{ name: "KEY", secretRef: "uploads" }] }] };
const uploads = { name: "uploads", value: "k1" };

describe("the local Azure, as Container Apps, for the client of the service's own package", function () {
    this.timeout(60_000);
    const fixture = useLocalAzure();
    let client: PackageClient;
    const call = (name: string, names: readonly string[], body?: Readonly<Record<string, unknown>>) =>
        client(name, ["photos", ...names], body);
    const app = () => fixture().azure.containers.apps.get("api");
    const patch = (secrets: readonly object[]) =>
        call("containerApps.beginUpdate", ["api"], { location: "here", configuration: { secrets } });
    const until = (operation: string) =>
        new Promise<void>((resolve) => {
            const end = fixture().azure.journal.on((entry) => {
                if (entry.operation === operation) {
                    end();
                    resolve();
                }
            });
        });

    before(async () => {
        client = await packageClient(fixture().azure, PACKAGE);
    });

    beforeEach(async () => {
        const { azure } = fixture();
        azure.containers.apps.delete("api");
        const body = { location: "here", configuration: { secrets: [uploads] }, template };
        await call("containerApps.beginCreateOrUpdate", ["api"], body);
    });

    it("shows the values of secrets in their list alone", async () => {
        const { configuration } = (await call("containerApps.get", ["api"])) as {
            configuration: { secrets: object[] };
        };
        assert.deepEqual(configuration.secrets, [{ name: "uploads" }]);
        assert.deepEqual(await call("containerApps.listSecrets", ["api"]), {
            value: [{ ...uploads, keyVaultUrl: "", identity: "" }],
        });
    });

    it("replaces all secrets with a change, refuses one without its value, and keeps one that a container refers to", async () => {
        await patch([uploads, { name: "other", value: "o" }]);
        await patch([{ ...uploads, value: "k2" }]);
        assert.deepEqual(
            app().secrets.listed.map(({ name, value }) => [name, value]),
            [["uploads", "k2"]],
        );
        await assert.rejects(patch([{ name: "uploads" }]), /value or keyVaultUrl and identity should be provided/);
        await assert.rejects(patch([{ name: "Uploads", value: "k" }]), /lower case/);
        await assert.rejects(patch([]), /'uploads' are invalid: it is referred to by a container/);
        assert.equal(app().secrets.value("uploads"), "k2");
    });

    it("takes a value out of a vault where the secret is there and somebody reads it", async () => {
        const vault = fixture().azure.vaults.get("safe");
        vault.write("uploads", { value: "in the vault" });
        const secret = { name: "uploads", keyVaultUrl: `${vault.uri}secrets/uploads`, identity: "system" };
        await patch([secret]);
        assert.equal(app().secrets.value("uploads"), "in the vault");
        await assert.rejects(patch([{ ...secret, identity: "" }]), /Managed identity/);
        await assert.rejects(patch([{ ...secret, keyVaultUrl: `${vault.uri}secrets/none` }]), /SecretNotFound/);
    });

    it("gives what runs another value with a restart and not before, without a gap", async () => {
        await patch([{ ...uploads, value: "k2" }]);
        assert.deepEqual(app().runningValues, ["k1"]);
        const [revision] = (await call("containerAppsRevisions.listRevisions", ["api"])) as { name: string }[];
        assert.ok(revision !== undefined);
        const replicas = async () => {
            const { value } = (await call("containerAppsRevisionReplicas.listReplicas", ["api", revision.name])) as {
                value: { name: string; containers: { ready: boolean }[] }[];
            };
            return value.map(({ name, containers }) => [name, containers[0]?.ready]);
        };
        const before = await replicas();
        const restarted = until("containerApps/restarted");
        await call("containerAppsRevisions.restartRevision", ["api", revision.name]);
        assert.deepEqual(app().runningValues, ["k1"]);
        await restarted;
        assert.deepEqual(app().runningValues, ["k2"]);
        const after = await replicas();
        assert.deepEqual([before.length, after.length, after[0]?.[1]], [1, 1, true]);
        assert.notEqual(before[0]?.[0], after[0]?.[0]);
        const shown = await call("containerAppsRevisions.getRevision", ["api", revision.name]);
        const { active, healthState, runningState } = shown as Record<string, unknown>;
        assert.deepEqual([active, healthState, runningState], [true, "Healthy", "Running"]);
    });

    it("makes a revision of another template, which takes the place of the one before", async () => {
        const { arm } = fixture();
        const path = "Microsoft.App/containerApps/api?api-version=2025-07-01";
        await arm("PUT", path, { properties: { configuration: {}, template: { ...template, revisionSuffix: "b" } } });
        assert.deepEqual(
            app().revisions.map(({ active }) => active),
            [false, true],
        );
        assert.equal((await arm("GET", "Microsoft.App/containerApps/api?api-version=2024-03-02")).status, 400);
        assert.equal((await arm("GET", "Microsoft.App/containerApps/none?api-version=2025-07-01")).status, 404);
    });

    it("starts executions of a job with its secrets, which go on with them until they end", async () => {
        const { azure, arm } = fixture();
        const configuration = { triggerType: "Manual", replicaTimeout: 60, secrets: [uploads] };
        await call("jobs.beginCreateOrUpdate", ["nightly"], { location: "here", configuration, template });
        const job = azure.containers.jobs.get("nightly");
        const execution = job.start();
        await call("jobs.beginUpdate", ["nightly"], {
            properties: { configuration: { ...configuration, secrets: [{ ...uploads, value: "k2" }] } },
        });
        assert.deepEqual(await call("jobs.listSecrets", ["nightly"]), {
            value: [{ ...uploads, value: "k2", keyVaultUrl: "", identity: "" }],
        });
        const shown = (await call("jobs.get", ["nightly"])) as { configuration: object };
        assert.deepEqual(shown.configuration, { ...configuration, secrets: [{ name: "uploads" }] });
        assert.deepEqual(job.runningValues, ["k1"]);
        const statuses = async () => {
            const list = (await call("jobsExecutions.list", ["nightly"])) as { status: string }[];
            return list.map(({ status }) => status);
        };
        assert.deepEqual(await statuses(), ["Running"]);
        job.end(execution);
        assert.deepEqual([await statuses(), job.runningValues], [["Succeeded"], []]);
        assert.deepEqual(job.start().values, ["k2"]);
        assert.equal((await arm("DELETE", "Microsoft.App/jobs/nightly?api-version=2025-07-01")).status, 200);
        assert.equal(azure.containers.jobs.find("nightly"), undefined);
    });

    it("is served at the version of the package", async () => {
        const versions = new Set((await readOperations(PACKAGE)).map(({ apiVersion }) => apiVersion));
        assert.deepEqual([...versions], ["2025-07-01"]);
    });
});
