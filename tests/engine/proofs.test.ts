import assert from "node:assert/strict";
import {
    ComponentResource,
    type CustomResourceOptions,
    type Output,
    output,
    type Resource,
    secret,
} from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import {
    appSettings,
    connectionStrings,
    type KeyView,
    keyVaultSecret,
    type OwnResources,
    own,
    RotatingKeyPair,
    type RotatingKeyPairArgs,
    storageAccount,
} from "../../components";
import { ANSWERS, type Answers, type Registered, registeredBy } from "../support/mocks";

const resourceGroupName = "rg";
const SWITCH = { rotatedAt: "2026-11-24T10:00:00.000Z", fingerprint: "f".repeat(64) };
const BEFORE = { rotatedAt: "2026-11-20T10:00:00.000Z", fingerprint: "e".repeat(64) };

function args(changes: Partial<RotatingKeyPairArgs>): RotatingKeyPairArgs {
    return { source: storageAccount({ resourceGroupName, accountName: "uploads" }), rotationTrigger: 4, ...changes };
}

async function toldBy(changes: Partial<RotatingKeyPairArgs>, answers?: Answers): Promise<readonly Registered[]> {
    return await registeredBy(() => new RotatingKeyPair("uploads", args(changes)), answers);
}

function written(registered: readonly Registered[], name = "uploads-retirement"): unknown {
    return registered.find((resource) => resource.name === name)?.sent.written;
}

async function digests(resources: OwnResources, answers?: Answers): Promise<Readonly<Record<string, string>>> {
    const proofs = written(await toldBy({ consumers: [own(resources)] }, answers)) as {
        consumer: string;
        digest: string;
    }[];
    return Object.fromEntries(proofs.map(({ consumer, digest }) => [consumer, digest]));
}

/** The outputs that the engine hands on for resources that it skipped: those of the last time. */
function skipping(...names: readonly string[]): Answers {
    return {
        ...ANSWERS,
        outputsOf: (resource) => ({
            ...ANSWERS.outputsOf(resource),
            ...(names.includes(resource.name)
                ? {
                      origin: { ...(resource.inputs.origin as object), ...BEFORE },
                      tags: { "two-key-fingerprint": BEFORE.fingerprint, "two-key-rotated-at": BEFORE.rotatedAt },
                  }
                : {}),
        }),
    };
}

class Service extends ComponentResource {
    readonly address?: Output<string>;

    constructor(name: string, members: { readonly address?: Output<string> }, opts: CustomResourceOptions) {
        super("test:index:Service", name, {}, opts);
        Object.assign(this, members);
    }
}

describe("what consumers prove of the key that they were written with (rule 23)", () => {
    const entry = { resourceGroupName, vaultName: "vault", secretName: "uploads" };
    const web = { resourceGroupName, site: "web", settings: { A: "key" } } as const;
    const places = {
        consumers: [
            keyVaultSecret(entry),
            appSettings(web),
            connectionStrings({
                resourceGroupName,
                site: output("api"),
                slot: "blue",
                connectionStrings: { A: { value: "key" } },
            }),
        ],
    };

    it("is the switch, read from the outputs of secrets and of places that handlers write", async () => {
        assert.deepEqual(written(await toldBy(places)), [
            { consumer: "vault/uploads", ...SWITCH },
            { consumer: "web", ...SWITCH },
            { consumer: "api/blue", ...SWITCH },
        ]);
    });

    it("is the switch before, of what the engine has skipped", async () => {
        const answers = skipping("uploads-connections-blue", "uploads-secret-vault-uploads");
        assert.deepEqual(written(await toldBy(places, answers)), [
            { consumer: "vault/uploads", ...BEFORE },
            { consumer: "web", ...SWITCH },
            { consumer: "api/blue", ...BEFORE },
        ]);
    });

    it("is nothing of a secret whose tags somebody has taken away", async () => {
        const outputsOf: Answers["outputsOf"] = (resource) => ({ ...ANSWERS.outputsOf(resource), tags: {} });
        const found = written(await toldBy({ consumers: [keyVaultSecret(entry)] }, { ...ANSWERS, outputsOf }));
        assert.deepEqual(found, [{ consumer: "vault/uploads", rotatedAt: "", fingerprint: "" }]);
    });

    it("is told to a wave by those of the waves before it, and to Retirement by all", async () => {
        const later = (site: string, wave: number) => ({ ...web, site, wave });
        const registered = await toldBy({
            consumers: [
                appSettings(web),
                appSettings(later("second", 2)),
                appSettings(later("third", 3)),
                own((key, options) => [
                    new random.RandomId("own", { byteLength: 1, keepers: { g: key.slot } }, options),
                ]),
            ],
        });
        const names = (name: string) =>
            (written(registered, name) as { consumer: string }[]).map((proof) => proof.consumer);
        assert.deepEqual(names("uploads-wave-2"), ["web", "own"]);
        assert.deepEqual(names("uploads-wave-3"), ["web", "own", "second"]);
        assert.deepEqual(names("uploads-retirement"), ["web", "own", "second", "third"]);
    });

    it("is empty where there are no consumers", async () => {
        assert.deepEqual(written(await toldBy({})), []);
        assert.deepEqual(written(await toldBy({ consumers: [own(() => [])] })), []);
    });

    describe("of resources of the user's own", () => {
        const id = (name: string, keepers: (key: KeyView) => Record<string, Output<string>>): OwnResources => {
            return (key, options) => [new random.RandomId(name, { byteLength: 1, keepers: keepers(key) }, options)];
        };
        const holding = (value: string) => id("own", () => ({ value: secret(value) }));

        it("is a digest of all their outputs, the same for the same ones", async () => {
            const [first, again, other] = [
                await digests(holding("one")),
                await digests(holding("one")),
                await digests(holding("two")),
            ];
            assert.match(first.own ?? "", /^[0-9a-f]{64}$/);
            assert.deepEqual(again, first);
            assert.notEqual(other.own, first.own);
        });

        it("does not depend on the order in which the engine hands outputs on", async () => {
            const answers = (keepers: object): Answers => ({
                ...ANSWERS,
                outputsOf: (resource) => (resource.name === "own" ? { keepers } : ANSWERS.outputsOf(resource)),
            });
            const one = holding("one");
            assert.deepEqual(
                await digests(one, answers({ a: "1", b: "2" })),
                await digests(one, answers({ b: "2", a: "1" })),
            );
        });

        it("is neither secret nor has anything secret in it", async () => {
            const registered = await toldBy({ consumers: [own(id("own", ({ value }) => ({ value })))] });
            const sent = written(registered);
            assert.ok(Array.isArray(sent), "the list itself is not secret");
            assert.deepEqual(Object.keys(sent[0]), ["consumer", "digest"]);
            assert.equal(typeof sent[0].digest, "string");
            assert.doesNotMatch(JSON.stringify(sent), /the-key/);
        });

        it("names two of one name apart by their types", async () => {
            const found = await digests((_key, options) => [
                new random.RandomId("own", { byteLength: 1 }, options),
                new random.RandomBytes("own", { length: 1 }, options),
                new random.RandomBytes("other", { length: 1 }, options),
            ]);
            assert.deepEqual(Object.keys(found), [
                "own (two-key:index:RotatingKeyPair$random:index/randomId:RandomId)",
                "own (two-key:index:RotatingKeyPair$random:index/randomBytes:RandomBytes)",
                "other",
            ]);
        });

        it("is of what a component says, and empty where a component says nothing", async () => {
            const service = (members: (key: KeyView) => { readonly address?: Output<string> }): OwnResources => {
                return (key, options): readonly Resource[] => [new Service("service", members(key), options)];
            };
            const saying = (text: string) => service(() => ({ address: output(text) }));
            const [one, other] = [await digests(saying("one")), await digests(saying("other"))];
            assert.notEqual(one.service, other.service);
            assert.deepEqual(await digests(service(() => ({}))), { service: "" });
        });
    });
});
