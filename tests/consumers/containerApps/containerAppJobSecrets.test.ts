import assert from "node:assert/strict";
import {
    type ContainerAppJobSecretsPlace,
    containerAppJobSecretsKind,
} from "../../../components/consumers/containerApps/containerAppJobSecrets";
import { longestLagMs } from "../../../components/consumers/readerLag";
import { changeOf } from "../support/changes";
import { fakeContainers } from "./fakeContainers";

const place: ContainerAppJobSecretsPlace = {
    kind: "containerAppJobSecrets",
    argument: "consumers[0]",
    resourceGroupName: "rg",
    job: "nightly",
    secrets: { uploads: "key" },
};

const execution = (name: string, properties: object) => ({ name, properties });
const running = execution("nightly-a", { status: "Running" });
const ended = [
    execution("nightly-a", { status: "Succeeded" }),
    execution("nightly-b", { status: "Failed" }),
    execution("nightly-c", { status: "Stopped" }),
];

const { look, switchOver, remove, problems, id, actions } = containerAppJobSecretsKind;

describe("secrets of a Container Apps job", () => {
    it("are looked at by the one call that shows values", async () => {
        const access = fakeContainers({ secrets: [{ name: "uploads", value: "k1" }] });
        assert.deepEqual(await look?.(place, access), { uploads: { value: "k1" } });
        assert.deepEqual(access.calls, ["POST nightly/listSecrets"]);
    });

    it("are sent together with what a change of a job may not leave out; there is nothing to restart", async () => {
        const access = fakeContainers({ secrets: [{ name: "theirs", value: "t" }], executions: [ended] });
        await switchOver(changeOf(place, { uploads: "k2" }), access);
        const secrets = [
            { name: "theirs", value: "t" },
            { name: "uploads", value: "k2" },
        ];
        const configuration = { triggerType: "Manual", replicaTimeout: 1800, secrets };
        assert.deepEqual(access.bodies, [{ properties: { configuration } }]);
        assert.deepEqual(access.calls, [
            "GET nightly",
            "POST nightly/listSecrets",
            "PATCH nightly",
            "GET nightly/executions",
            "POST nightly/listSecrets",
        ]);
    });

    it("are switched when the executions have ended that were under way, and not those that began since", async () => {
        const later = execution("nightly-b", { status: "Running" });
        const access = fakeContainers({ secrets: [], executions: [[running], [running, later], [later]] });
        await switchOver(changeOf(place, { uploads: "k2" }), access);
        assert.equal(access.calls.filter((call) => call.endsWith("/executions")).length, 3);
        assert.match(access.said[0] ?? "", /waiting until nightly-a of nightly ends/);
    });

    it("are a failure where an execution does not end, which says what to do about it", async () => {
        const access = fakeContainers({ secrets: [], executions: [[running]] });
        await assert.rejects(
            switchOver(changeOf(place, { uploads: "k2" }), access),
            /nightly-a has not ended in 10 minutes; the old key still works; .*`cachedFor`/,
        );
    });

    it("are switched at once where it is said how long an execution may take, and the old key is kept for that long", async () => {
        const patient = { ...place, cachedFor: "6h" };
        const access = fakeContainers({ secrets: [], executions: [[running]] });
        await switchOver(changeOf(patient, { uploads: "k2" }), access);
        assert.ok(!access.calls.includes("GET nightly/executions"));
        assert.equal(longestLagMs([patient]), 6 * 3_600_000);
        assert.equal(longestLagMs([place]), 0);
    });

    it("are a failure where there is no such job, and nothing is removed then", async () => {
        await assert.rejects(
            switchOver(changeOf(place, { uploads: "k2" }), fakeContainers({})),
            /there is no job nightly/,
        );
        const gone = fakeContainers({});
        await remove(place, ["uploads"], gone);
        assert.deepEqual(gone.bodies, []);
    });

    it("are taken away by name", async () => {
        const access = fakeContainers({ secrets: [{ name: "uploads", value: "k1" }] });
        await remove(place, ["uploads"], access);
        const configuration = { triggerType: "Manual", replicaTimeout: 1800, secrets: [] };
        assert.deepEqual(access.bodies, [{ properties: { configuration } }]);
    });

    it("are one place for each job, and take these actions", () => {
        assert.equal(id(place, "s"), "/subscriptions/s/resourceGroups/rg/providers/Microsoft.App/jobs/nightly/secrets");
        const own = ["read", "listSecrets/action", "write", "executions/read"];
        assert.deepEqual(
            actions(place).filter((action) => action.includes("/jobs/")),
            own.map((action) => `Microsoft.App/jobs/${action}`),
        );
    });

    it("are refused by name where they are none", () => {
        const problemsOf = (change: Partial<ContainerAppJobSecretsPlace>) => {
            const one = { ...place, ...change };
            return problems(one, [one]).map(({ property }) => property);
        };
        assert.deepEqual(problemsOf({ cachedFor: "6h" }), []);
        assert.deepEqual(problemsOf({ job: "" }), ["consumers[0].job"]);
        assert.deepEqual(problemsOf({ cachedFor: "a while" }), ["consumers[0].cachedFor"]);
        assert.deepEqual(problemsOf({ secrets: { Uploads: "key" } }), ["consumers[0].secrets.Uploads"]);
    });
});
