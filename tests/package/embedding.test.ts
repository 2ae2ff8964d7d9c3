// Projects of users: an empty folder far from the repository, a tarball, a package manager, a program.
import assert from "node:assert/strict";
import { realpath } from "node:fs/promises";
import { join } from "node:path";
import { makeResources } from "../integration/support/photos";
import { type Project, Stack } from "../integration/support/stack";
import { describeOnEngine } from "../integration/support/testbed";
import { packNextVersion } from "./support/nextVersion";
import { NODE_VERSIONS, type NodeVersion, onNode } from "./support/nodes";
import { packPackage, ROOT, type Tarball } from "./support/pack";
import {
    install,
    installAs,
    NPM,
    type PackageManager,
    type Peers,
    PNPM,
    readmeInstall,
    YARN,
} from "./support/packageManagers";
import { lowestPeers, newestPeers, ownPeers } from "./support/peers";
import {
    compilerComplaints,
    emptyProject,
    KINDS,
    type Kind,
    offerStandIn,
    withoutPolicies,
    writeProgram,
} from "./support/project";

interface Installation {
    readonly manager: PackageManager;
    /** The versions of the peer dependencies, in words. */
    readonly versions: string;
    readonly peers: () => Promise<Peers>;
    readonly node: NodeVersion;
    /** As {@link writeProgram} takes it. */
    readonly loader?: string;
}

const LOWEST = {
    versions: "the lowest peer versions",
    peers: lowestPeers,
    loader: "--loader ts-node/esm --no-warnings",
} as const;
const NEWEST = { versions: "the newest peer versions", peers: newestPeers } as const;

/** Each manager with other peers, on another Node: nine programs run on three installations. */
const SPREAD: readonly Installation[] = [
    { ...LOWEST, manager: NPM, node: 20 },
    { ...NEWEST, manager: PNPM, node: 26 },
    { manager: YARN, versions: "the peer versions of the repository", peers: ownPeers, node: 24 },
];

/** `EVERY_NODE=1 npm run test:package`: each Node with the lowest and the newest peers. */
const INSTALLATIONS: readonly Installation[] =
    process.env.EVERY_NODE === undefined
        ? SPREAD
        : NODE_VERSIONS.flatMap((node) => [LOWEST, NEWEST].map((peers) => ({ ...peers, manager: NPM, node })));

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
        tarball = await packPackage(folder);
        next = await packNextVersion(tarball, join(folder, "next"));
    });

    for (const [number, { manager, versions, peers, loader, node }] of INSTALLATIONS.entries()) {
        describe(`installed by ${manager.name} with ${versions}, on Node ${node}`, function () {
            this.timeout(0); // downloads
            const stacks = new Map<Kind, Stack>();
            const id = `${manager.name}${number}`;
            let folder: string;
            let env: Readonly<Record<string, string>>;

            before(async () => {
                env = await onNode(node);
                folder = join(testbed().sandbox.directory, `by-${id}`);
                await emptyProject(folder);
                await install(manager, folder, tarball, await peers());
                await offerStandIn(testbed(), folder);
            });

            for (const [index, kind] of KINDS.entries()) {
                const project = (): Project => ({ folder, name: `photos-${id}-${index}` });

                it(`is embedded in a component by ${kind}, and rotates twice`, async () => {
                    const account = `${id}${index}`;
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
                        const { calls } = await stack.up([], { env: { ...COMPILED, ...env } });
                        const regenerates = calls.filter(
                            ({ operation }) => operation === "storageAccounts/regenerateKey",
                        );
                        regenerated.push(regenerates.map(({ detail }) => detail));
                    }
                    assert.deepEqual(regenerated, [[], ["key2", "key1"], ["key1", "key2"]]);
                    const { activeSlot, settled, policyNames, nodeVersion } = await stack.outputs("pulumi:Stack");
                    if (env.SANDBOX_NODE !== undefined) {
                        assert.match(String(nodeVersion), new RegExp(`^v${node}\\.`));
                    }
                    assert.deepEqual({ activeSlot, settled }, { activeSlot: "key1", settled: true });
                    assert.ok((policyNames as string[]).includes("stale-key"));
                    const { PHOTOS } = azure.sites.get(`web-${account}`).runningSettings;
                    assert.equal(PHOTOS, azure.storage.get(account).keys.key1);

                    // The state also has the place at which a program declared a resource. It is no part of the resource.
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
                const preview = await stack?.preview({ env }, PACK);
                assert.match(preview?.all ?? "", /two-key@v/);
            });

            it("is upgraded to the next version between two updates without a diff", async () => {
                await install(manager, folder, next);
                const stack = stacks.get("plain JavaScript");
                const { all = "", calls } = (await stack?.up(["--expect-no-changes"], { env })) ?? {};
                assert.match(all, /unchanged/);
                assert.deepEqual(calls, []);
            });
        });
    }

    describe("installed as the README says", function () {
        this.timeout(0);

        it("prints no warning of this package, and runs a program in ES modules on Node 22", async () => {
            const folder = join(testbed().sandbox.directory, "by-readme");
            await emptyProject(folder);
            const printed = await installAs(await readmeInstall(), folder, tarball);
            assert.doesNotMatch(printed, /warn.*two-key/i);
            await offerStandIn(testbed(), folder);
            await writeProgram(folder, "photos-readme", "TypeScript as ES modules");
            await withoutPolicies(join(folder, "index.ts"));
            await makeResources(testbed(), "readme");
            const stack = await Stack.create(testbed(), { folder, name: "photos-readme" }, "dev");
            await stack.configure({ account: "readme", rotation: "1" });
            await stack.up([], { env: await onNode(22) });
            const { activeSlot } = await stack.outputs("pulumi:Stack");
            assert.equal(activeSlot, "key1");
        });
    });

    describe("installed by any of them", () => {
        it("leaves the same serialized provider in the state, for each kind of program", () => {
            assert.equal(providers.size, 1);
        });
    });
});
