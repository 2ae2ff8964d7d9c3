import assert from "node:assert/strict";
import Module from "node:module";
import { output } from "@pulumi/pulumi";
import { type KubernetesSecretArgs, kubernetesSecret, own, RotatingKeyPair, storageAccount } from "../../../components";
import { type Registered, registeredBy, revealed } from "../../support/mocks";

const resourceGroupName = "rg";
const ROTATED_AT = "2026-11-24T10:00:00.000Z";

const args: KubernetesSecretArgs = {
    namespace: "media",
    secretName: "uploads",
    data: { key: "key", connection: "connectionString" },
    workloads: [
        { kind: "Deployment", name: "api" },
        { kind: "StatefulSet", name: output("queue") },
        { kind: "DaemonSet", name: "mount" },
    ],
};

/** The inputs that a pair with this Secret registers. */
function registered(changes: Partial<KubernetesSecretArgs> = {}, name = "photos"): Promise<readonly Registered[]> {
    return registeredBy(
        () =>
            new RotatingKeyPair("uploads", {
                source: storageAccount({ resourceGroupName, accountName: "uploads" }),
                rotationTrigger: 4,
                consumers: [own((key, options) => kubernetesSecret(name, { ...args, ...changes }, key, options))],
            }),
        { outputsOf, call: () => ({}) },
    );
}

/** The Kubernetes API numbers the versions of its objects. */
function outputsOf({ type, inputs }: Pick<Registered, "type" | "inputs">): Readonly<Record<string, unknown>> {
    return type.endsWith("SecretPatch")
        ? { metadata: { ...(inputs.metadata as object), resourceVersion: "41" } }
        : type.endsWith(":Rotation")
          ? {
                state: {
                    generation: 3,
                    active: { slot: "key2", fingerprint: "f2" },
                    rotatedAt: ROTATED_AT,
                },
                sourceId: "/uploads",
                endpoints: {},
                key: "the-key",
                connectionString: "AccountKey=the-key",
            }
          : { state: { generation: 3, settled: true } };
}

function find(all: readonly Registered[], name: string): Registered {
    const found = all.find((resource) => resource.name === name);
    assert.ok(found !== undefined, name);
    return found;
}

describe("a Kubernetes Secret with the key", () => {
    it("is patched in place under the pair, its entries secret, with annotations that say where the key came from", async () => {
        const all = await registered();
        const { type, inputs, parent = "", sent } = find(all, "photos");
        assert.equal(type, "kubernetes:core/v1:SecretPatch");
        assert.match(parent, /RotatingKeyPair::uploads$/);
        assert.deepEqual(inputs.metadata, {
            namespace: "media",
            name: "uploads",
            annotations: {
                CredentialId: "key2",
                ProviderAddress: "/uploads",
                "two-key-fingerprint": "f2",
                "two-key-generation": "3",
                "two-key-rotated-at": ROTATED_AT,
                "pulumi.com/patchForce": "true",
            },
        });
        const decoded = Object.entries(revealed(inputs.data) as Record<string, string>).map(([entry, value]) => [
            entry,
            Buffer.from(value, "base64").toString(),
        ]);
        assert.deepEqual(Object.fromEntries(decoded), { key: "the-key", connection: "AccountKey=the-key" });
        assert.notDeepEqual(sent.data, revealed(sent.data), "is sent as a secret");
    });

    it("restarts each workload once it is written, by an annotation that changes with each switch and each mend", async () => {
        const all = await registered();
        for (const [name, workload] of [
            ["photos-deployment-api", "DeploymentPatch api"],
            ["photos-statefulset", "StatefulSetPatch queue"],
            ["photos-daemonset-mount", "DaemonSetPatch mount"],
        ] as const) {
            const { type, inputs, dependencies, sent } = find(all, name);
            const { metadata, spec } = inputs as { metadata: { name: string }; spec: unknown };
            assert.equal(`${type.split(":").at(-1)} ${metadata.name}`, workload);
            assert.deepEqual(metadata, { namespace: "media", name: metadata.name });
            const annotations = { "two-key/photos": `generation 3 of ${ROTATED_AT}, Secret 41` };
            assert.deepEqual(spec, { template: { metadata: { annotations } } });
            assert.deepEqual(sent.spec, spec, "is plain");
            assert.ok(dependencies.some((urn) => urn.endsWith("SecretPatch::photos")));
        }
    });

    it("is waited for, and so are its workloads, before the old key is retired", async () => {
        const { dependencies } = find(await registered(), "uploads-retirement");
        for (const name of ["photos", "photos-deployment-api", "photos-statefulset", "photos-daemonset-mount"]) {
            assert.ok(
                dependencies.some((urn) => urn.endsWith(`::${name}`)),
                name,
            );
        }
    });

    it("may be in the namespace of the provider, with no workload to restart", async () => {
        const all = await registeredBy(
            () =>
                new RotatingKeyPair("uploads", {
                    source: storageAccount({ resourceGroupName, accountName: "uploads" }),
                    rotationTrigger: 4,
                    consumers: [
                        own((key, options) =>
                            kubernetesSecret("photos", { secretName: "uploads", data: { key: "key" } }, key, options),
                        ),
                    ],
                }),
            { outputsOf, call: () => ({}) },
        );
        assert.deepEqual(Object.keys(find(all, "photos").inputs.metadata as object).sort(), ["annotations", "name"]);
        assert.equal(all.filter(({ type }) => type.startsWith("kubernetes:")).length, 1);
    });

    const mistakes: readonly [string, Partial<KubernetesSecretArgs>, RegExp][] = [
        ["no entry", { data: {} }, /data must name at least one entry/],
        ["an entry with a space", { data: { "a b": "key" } }, /data\.a b must be letters/],
        [
            "an entry that is neither key nor connection string",
            { data: { a: "value" as "key" } },
            /data\.a must be key/,
        ],
        [
            "a workload of another kind",
            { workloads: [{ kind: "CronJob" as "Deployment", name: "x" }] },
            /workloads\[0\]\.kind "CronJob" is not one of Deployment, StatefulSet, DaemonSet/,
        ],
    ];
    for (const [title, changes, message] of mistakes) {
        it(`is refused with ${title}`, async () => {
            await assert.rejects(registered(changes), message);
        });
    }

    it("is refused with a name that no annotation can have", async () => {
        await assert.rejects(registered({}, "a/b"), /kubernetesSecret\("a\/b"\): the name must be/);
    });

    it("says what to install where @pulumi/kubernetes is missing", async () => {
        const loader = Module as unknown as { _load: (request: string, ...rest: readonly unknown[]) => unknown };
        const load = loader._load;
        loader._load = (request, ...rest) => {
            if (request.startsWith("@pulumi/kubernetes")) {
                throw Object.assign(new Error(`Cannot find module '${request}'`), { code: "MODULE_NOT_FOUND" });
            }
            return load(request, ...rest);
        };
        try {
            await assert.rejects(registered(), /needs @pulumi\/kubernetes; run `npm install @pulumi\/kubernetes`/);
        } finally {
            loader._load = load;
        }
    });
});
