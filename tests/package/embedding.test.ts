// Projects of users: an empty folder far from the repository, a tarball, a package manager, a program.
import assert from "node:assert/strict";
import { realpath } from "node:fs/promises";
import { join } from "node:path";
import { makeResources } from "../integration/support/photos";
import { type Project, Stack } from "../integration/support/stack";
import { describeOnEngine } from "../integration/support/testbed";
import { packNextVersion } from "./support/nextVersion";
import { pack, ROOT, type Tarball } from "./support/pack";
import { install, NPM, type PackageManager, type Peers, PNPM, YARN } from "./support/packageManagers";
import { lowestPeers, newestPeers, ownPeers } from "./support/peers";
import { compilerComplaints, emptyProject, KINDS, type Kind, offerStandIn, writeProgram } from "./support/project";

interface Installation {
    readonly manager: PackageManager;
    /** Which versions of the peer dependencies, in words. */
    readonly versions: string;
    readonly peers: () => Promise<Peers>;
    /** As {@link writeProgram} takes it. */
    readonly loader?: string;
}

/** Each manager with other peers: nine programs run on three installations. */
const INSTALLATIONS: readonly Installation[] = [
    {
        manager: NPM,
        versions: "the lowest peer versions",
        peers: lowestPeers,
        loader: "--loader ts-node/esm --no-warnings",
    },
    { manager: PNPM, versions: "the newest peer versions", peers: newestPeers },
    { manager: YARN, versions: "the peer versions of the repository", peers: ownPeers },
];

const PACK = ["--policy-pack", "node_modules/pulumi-two-key/policies"];

/** Programs need not be compiled in each run: `tsc` has seen them. */
const COMPILED = { PULUMI_NODEJS_TRANSPILE_ONLY: "true" };

describeOnEngine("the tarball in a project of a user's own", (testbed) => {
    let tarball: Tarball;
    let next: Tarball;
    const providers = new Set<unknown>();

    before(async function () {
        this.timeout(0);
        const folder = join(testbed().sandbox.directory, "tarballs");
        tarball = await pack(ROOT, folder);
        next = await packNextVersion(tarball, join(folder, "next"));
    });

    for (const { manager, versions, peers, loader } of INSTALLATIONS) {
        describe(`installed by ${manager.name} with ${versions}`, function () {
            this.timeout(0); // downloads
            const stacks = new Map<Kind, Stack>();
            let folder: string;

            before(async () => {
                folder = join(testbed().sandbox.directory, `by-${manager.name}`);
                await emptyProject(folder);
                await install(manager, folder, tarball, await peers());
                await offerStandIn(testbed(), folder);
            });

            for (const [index, kind] of KINDS.entries()) {
                const project = (): Project => ({ folder, name: `photos-${manager.name}-${index}` });

                it(`is embedded in a component by ${kind}, and rotates twice`, async () => {
                    const account = `${manager.name}${index}`;
                    const { azure } = testbed().sandbox;
                    await writeProgram(folder, project().name, kind, loader);
                    if (kind !== "plain JavaScript") {
                        assert.deepEqual(await compilerComplaints(folder), []);
                    }
                    await makeResources(testbed(), account);
                    const stack = await Stack.create(testbed(), project(), "dev");
                    stacks.set(kind, stack);

                    const regenerated: (readonly unknown[])[] = [];
                    for (const rotation of ["1", "2", "3"]) {
                        await stack.configure({ account, rotation });
                        const { calls } = await stack.up([], { env: COMPILED });
                        const regenerates = calls.filter(
                            ({ operation }) => operation === "storageAccounts/regenerateKey",
                        );
                        regenerated.push(regenerates.map(({ detail }) => detail));
                    }
                    assert.deepEqual(regenerated, [[], ["key2", "key1"], ["key1", "key2"]]);
                    const { activeSlot, settled, policyNames } = await stack.outputs("pulumi:Stack");
                    assert.deepEqual({ activeSlot, settled }, { activeSlot: "key1", settled: true });
                    assert.ok((policyNames as string[]).includes("stale-key"));
                    const { PHOTOS } = azure.sites.get(`web-${account}`).runningSettings;
                    assert.equal(PHOTOS, azure.storage.get(account).keys.key1);

                    // Where a program declared a resource is in the state as well, and no part of the resource.
                    const resources = await stack.resources();
                    const state = JSON.stringify(resources.map((resource) => [resource.inputs, resource.outputs]));
                    for (const path of [ROOT, folder, await realpath(folder)]) {
                        assert.ok(!state.includes(path), `the state names ${path}`);
                    }
                    const { inputs } = resources.find(({ type }) => type.endsWith(":Rotation")) ?? {};
                    const provider = String(inputs?.__provider);
                    assert.match(provider, /pulumi-two-key\/provider\/rotation/);
                    assert.doesNotMatch(provider, /node_modules|\.pnpm/);
                    providers.add(provider);
                });
            }

            it("brings a policy pack that judges its stacks", async () => {
                const stack = stacks.get("plain JavaScript");
                const preview = await stack?.preview({}, PACK);
                assert.match(preview?.all ?? "", /two-key@v/);
            });

            it("is upgraded to the next version between two updates without a diff", async () => {
                await install(manager, folder, next);
                const stack = stacks.get("plain JavaScript");
                const { all = "", calls } = (await stack?.up(["--expect-no-changes"])) ?? {};
                assert.match(all, /unchanged/);
                assert.deepEqual(calls, []);
            });
        });
    }

    describe("installed by any of them", () => {
        it("leaves the same serialized provider in the state, for each kind of program", () => {
            assert.equal(providers.size, 1);
        });
    });
});
