import assert from "node:assert/strict";
import {
    type ContainerAppSecretsPlace,
    containerAppSecretsKind,
} from "../../../components/consumers/containerApps/containerAppSecrets";
import type { KeyVaultSecretPlace } from "../../../components/consumers/keyVault/keyVaultSecret";
import { keyVaultReference, referenceTo } from "../../../components/consumers/values/keyVaultReference";
import { sas } from "../../../components/consumers/values/sas";
import { changeOf } from "../support/changes";
import { fakeAccess } from "../support/fakeAccess";
import { fakeContainers, replica } from "./fakeContainers";

const LIST = "POST api/listSecrets";
const PATCH = "PATCH api";
const URI = "https://vault.vault.azure.net/secrets/uploads/v2";

const theirs = { name: "theirs", value: "t" };
const inVault = { name: "in-vault", keyVaultUrl: "https://v/secrets/other", identity: "/identities/theirs" };

const place: ContainerAppSecretsPlace = {
    kind: "containerAppSecrets",
    argument: "consumers[0]",
    resourceGroupName: "rg",
    containerApp: "api",
    secrets: { uploads: "key" },
};

const revision = (name: string, properties: object = {}) => ({
    name,
    properties: { active: true, healthState: "Healthy", runningState: "Running", ...properties },
});

const { look, switchOver, remove, problems, id, actions, readsAs } = containerAppSecretsKind;

function sent(secrets: readonly object[]) {
    return [{ properties: { configuration: { secrets } } }];
}

describe("secrets of a container app", () => {
    it("are looked at by the one call that shows values, and no others are", async () => {
        const access = fakeContainers({ secrets: [theirs, { name: "uploads", value: "k1" }] });
        assert.deepEqual(await look?.(place, access), { uploads: { value: "k1" } });
        assert.deepEqual(access.calls, [LIST]);
    });

    it("hold what the secret in the vault holds where they refer to one, and are changed where another identity reads it", async () => {
        const secret = { name: "uploads", keyVaultUrl: URI, identity: "System", value: "resolved" };
        const seen = { uploads: { value: referenceTo(URI), isChanged: false } };
        assert.deepEqual(await look?.(place, fakeContainers({ secrets: [secret] })), seen);
        const other = await look?.({ ...place, identity: "/identities/mine" }, fakeContainers({ secrets: [secret] }));
        assert.deepEqual(other, { uploads: { value: referenceTo(URI), isChanged: true } });
    });

    it("are nowhere where there is no such app", async () => {
        assert.equal(await look?.(place, fakeContainers({})), "absent");
    });

    it("are sent together with all others, those in vaults as references, and each active revision is restarted", async () => {
        const access = fakeContainers({
            secrets: [
                { ...theirs, identity: "" },
                { name: "uploads", value: "k1" },
                { ...inVault, value: "resolved" },
            ],
            revisions: [revision("api--1"), revision("api--0", { active: false })],
            replicas: [[replica("old")], [replica("new")]],
        });
        await switchOver(changeOf(place, { uploads: "k2" }), access);
        assert.deepEqual(access.bodies, sent([theirs, { name: "uploads", value: "k2" }, inVault]));
        assert.deepEqual(access.calls, [
            LIST,
            PATCH,
            "GET api/revisions",
            "GET api/revisions/api--1/replicas",
            "POST api/revisions/api--1/restart",
            "GET api/revisions/api--1/replicas",
            "GET api/revisions/api--1",
            LIST,
        ]);
    });

    it("are added where they were not, as a reference with the identity that reads it", async () => {
        const access = fakeContainers({ secrets: [theirs] });
        const change = changeOf(place, { uploads: referenceTo(URI) }, { references: { uploads: URI } });
        await switchOver(change, access);
        assert.deepEqual(access.bodies, sent([theirs, { name: "uploads", keyVaultUrl: URI, identity: "system" }]));
    });

    it("are not written where they are so already, and the revisions are restarted all the same", async () => {
        const access = fakeContainers({
            secrets: [{ name: "uploads", value: "k2" }],
            revisions: [revision("api--1")],
        });
        await switchOver(changeOf(place, { uploads: "k2" }), access);
        assert.deepEqual(access.bodies, []);
        assert.ok(access.calls.includes("POST api/revisions/api--1/restart"));
    });

    const lacking: readonly [string, readonly (readonly object[])[], object, RegExp][] = [
        ["a replica from before is left", [[replica("old")]], {}, /replica old is still there/],
        [
            "a new replica is not ready",
            [[], [], [], [replica("new", {}, { ready: false })]],
            {},
            /replica new is not ready/,
        ],
        [
            "a new replica does not run",
            [[], [], [], [replica("new", { runningState: "NotRunning" })]],
            {},
            /new is not ready/,
        ],
        ["the revision is unhealthy", [[]], { healthState: "Unhealthy" }, /it is Unhealthy, Running/],
        ["the revision is degraded", [[]], { runningState: "Degraded" }, /it is Healthy, Degraded/],
        [
            "no replica has come for those that were there",
            [[replica("old")], []],
            { template: { scale: { minReplicas: 1 } } },
            /no replica has started/,
        ],
    ];
    for (const [title, replicas, properties, reason] of lacking) {
        it(`are not switched while ${title}`, async () => {
            const access = fakeContainers({ secrets: [], revisions: [revision("api--1", properties)], replicas });
            await assert.rejects(switchOver(changeOf(place, { uploads: "k2" }), access), (error: Error) => {
                assert.match(error.message, reason);
                assert.match(error.message, /the old key still works; .*run `pulumi up` again/);
                return true;
            });
        });
    }

    it("are switched where containers were restarted in their replicas, or none is left that may hold a key", async () => {
        for (const after of [[replica("one", {}, { restartCount: 1 })], []]) {
            const replicas = [[replica("one")], after];
            const access = fakeContainers({ secrets: [], revisions: [revision("api--1")], replicas });
            await switchOver(changeOf(place, { uploads: "k2" }), access);
            const looks = access.calls.filter((call) => call.endsWith("/replicas")).length;
            assert.equal(looks, after.length === 0 ? 3 : 2);
        }
    });

    it("are not switched because a list lacked every replica for a moment", async () => {
        const replicas = [[replica("one")], [], [replica("one")], [replica("two")]];
        const access = fakeContainers({ secrets: [], revisions: [revision("api--1")], replicas });
        await switchOver(changeOf(place, { uploads: "k2" }), access);
        assert.match(access.said.join("\n"), /replica one is still there/);
    });

    it("are restarted in every revision although a list of these was empty for a moment", async () => {
        const world = fakeContainers({ secrets: [theirs], revisions: [revision("api--1")] });
        let isFirst = true;
        const access = {
            ...world,
            arm: {
                ...world.arm,
                find: async (call: Parameters<typeof world.arm.find>[0]) => {
                    const isUntrue = isFirst && call.path.endsWith("/revisions");
                    isFirst &&= !isUntrue;
                    return isUntrue ? { value: [] } : world.arm.find(call);
                },
            },
        };
        await switchOver(changeOf(place, { uploads: "k2" }), access);
        assert.ok(world.calls.includes("POST api/revisions/api--1/restart"));
    });

    it("are a failure where there is no such app", async () => {
        await assert.rejects(
            switchOver(changeOf(place, { uploads: "k2" }), fakeContainers({})),
            /there is no container app api .*take consumers\[0\] out of the program/,
        );
    });

    it("are taken away by name, once the others are in use", async () => {
        const access = fakeContainers({ secrets: [theirs, { name: "former", value: "k1" }] });
        await switchOver(changeOf(place, { uploads: "k2" }, { removed: ["former"] }), access);
        assert.deepEqual(access.bodies.slice(1), sent([theirs, { name: "uploads", value: "k2" }]));
        await remove(place, ["uploads"], access);
        assert.deepEqual(access.bodies.slice(2), sent([theirs]));
    });

    it("are left, with a warning, where Container Apps does not let go of them, and nothing is done where the app is gone", async () => {
        const access = fakeContainers({ secrets: [{ name: "uploads", value: "k1" }], refusal: 400 });
        await remove(place, ["uploads"], access);
        assert.match(access.warned[0] ?? "", /api\/uploads: .*left as it is; deploy a revision without it/);
        await assert.rejects(
            remove(place, ["uploads"], fakeContainers({ secrets: [{ name: "uploads", value: "k1" }], refusal: 409 })),
            /409/,
        );
        const gone = fakeContainers({});
        await remove(place, ["uploads"], gone);
        assert.deepEqual(gone.bodies, []);
    });

    it("are one place for each app, in its own subscription, and take these actions", () => {
        assert.equal(
            id({ ...place, subscriptionId: "other" }, "s"),
            "/subscriptions/other/resourceGroups/rg/providers/Microsoft.App/containerApps/api/secrets",
        );
        assert.deepEqual(
            actions(place).map((action) => action.replace("Microsoft.App/", "")),
            [
                "containerApps/listSecrets/action",
                "containerApps/write",
                "locations/containerappOperationResults/read",
                "locations/containerappOperationStatuses/read",
                "containerApps/revisions/read",
                "containerApps/revisions/restart/action",
                "containerApps/revisions/replicas/read",
            ],
        );
    });

    it("are read out of a vault as the app, or as the identity that is named", async () => {
        const userAssignedIdentities = { "/identities/Mine": { principalId: "mine" } };
        const access = fakeAccess(() => ({ identity: { principalId: "own", userAssignedIdentities } }));
        const asWhom = (identity: object) => readsAs?.({ ...place, ...identity }, access);
        assert.equal(await asWhom({}), "own");
        assert.equal(await asWhom({ identity: "System" }), "own");
        assert.equal(await asWhom({ identity: "/identities/mine" }), "mine");
        assert.equal(await asWhom({ identity: "/identities/other" }), undefined);
        assert.deepEqual(new Set(access.calls), new Set(["GET api"]));
        await assert.rejects(async () => readsAs?.(place, fakeContainers({})), /there is no container app api/);
        const refers = { ...place, secrets: { uploads: keyVaultReference("uploads") } };
        assert.ok(actions(refers).includes("Microsoft.App/containerApps/read"));
        const holdsSas = { ...place, secrets: { uploads: sas({ permissions: "r", validFor: "90d" }) } };
        assert.ok(!actions(holdsSas).includes("Microsoft.App/containerApps/read"));
    });

    it("are refused by name where they are none", () => {
        const vaultSecret: KeyVaultSecretPlace = {
            kind: "keyVaultSecret",
            argument: "consumers[0]",
            resourceGroupName: "rg",
            vaultName: "vault",
            secretName: "uploads",
        };
        const problemsOf = (change: Partial<ContainerAppSecretsPlace>, ...others: ContainerAppSecretsPlace[]) => {
            const one = { ...place, argument: "consumers[1]", ...change };
            return problems(one, [vaultSecret, ...others, one]).map(({ property }) => property);
        };
        assert.deepEqual(problemsOf({}), []);
        assert.deepEqual(problemsOf({ secrets: {} }), ["consumers[1].secrets"]);
        assert.deepEqual(problemsOf({ containerApp: "" }), ["consumers[1].containerApp"]);
        assert.deepEqual(problemsOf({ identity: "" }), ["consumers[1].identity"]);
        for (const name of ["Uploads", "-uploads", "up_loads", "uploads."]) {
            assert.deepEqual(problemsOf({ secrets: { [name]: "key" } }), [`consumers[1].secrets.${name}`]);
        }
        assert.deepEqual(problemsOf({ secrets: { uploads: "value" as "key" } }), ["consumers[1].secrets.uploads"]);
        assert.deepEqual(problemsOf({ secrets: { uploads: keyVaultReference("uploads") } }), []);
        assert.deepEqual(problemsOf({ secrets: { uploads: keyVaultReference("other") } }), [
            "consumers[1].secrets.uploads",
        ]);
        assert.deepEqual(problemsOf({ secrets: { uploads: keyVaultReference("uploads", { form: "versionless" }) } }), [
            "consumers[1].secrets.uploads",
        ]);
        assert.deepEqual(problemsOf({}, place), ["consumers[1].secrets.uploads"]);
        assert.deepEqual(problemsOf({}, { ...place, containerApp: "other" }), []);
    });
});
