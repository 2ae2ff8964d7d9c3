import assert from "node:assert/strict";
import { actionsOfService } from "../../components/services/actions";
import { type AzureServiceName, azureService, azureServices } from "../../components/services/azureServices";
import { fingerprintOf } from "../../components/services/fingerprint";
import { type KeyedService, makeKeyedService } from "./support/keyedService";
import { PAIRS, type Run, Stack } from "./support/stack";
import { describeOnEngine } from "./support/testbed";

/** Storage has tests of its own. */
const SERVICES = (Object.keys(azureServices) as readonly AzureServiceName[]).filter(
    (name) => name !== "storageAccount",
);
/** So many pairs at once; each of them is one that can be looked at, so that checkpoints may be skipped (rule 16). */
const QUICKLY = { PULUMI_SKIP_CHECKPOINTS: "true", PULUMI_EXPERIMENTAL: "true" };
const ALL_AT_ONCE = ["--parallel", "100", "--continue-on-error"];

interface Pair {
    readonly activeSlot: string;
    readonly settled: boolean;
    readonly keyFingerprint: string;
    readonly connectionString: string;
}

describeOnEngine("every service of the table", (testbed) => {
    const services = new Map<AzureServiceName, KeyedService>();
    const allowed = SERVICES.flatMap((name) => actionsOfService(azureService(name)));
    let stack: Stack;
    let adopted: Run;
    let rotated: Run;
    let pairs: Readonly<Record<string, Pair>>;

    function serviceOf(name: AzureServiceName): KeyedService {
        const found = services.get(name);
        assert.ok(found !== undefined);
        return found;
    }

    function configure(rotationTrigger: number) {
        const propagation = { interval: "50ms", blindWait: "100ms" };
        const entries = [...services].map(([name, { source }]) => [name, { source, rotationTrigger, propagation }]);
        return stack.configure({ pairs: Object.fromEntries(entries) });
    }

    before(async function () {
        this.timeout(600_000);
        const { azure } = testbed().sandbox;
        for (const name of SERVICES) {
            services.set(name, await makeKeyedService(testbed(), "own", name));
        }
        stack = await Stack.create(testbed(), PAIRS, "services");
        azure.permissions.allowOnly(allowed);
        await configure(1);
        adopted = await stack.up(ALL_AT_ONCE, { env: QUICKLY });
        await configure(2);
        rotated = await stack.up(ALL_AT_ONCE, { env: QUICKLY });
        pairs = await pairsOf(stack);
    });

    after(async () => {
        testbed().sandbox.azure.permissions.allowOnly(undefined);
        await Promise.all([...services.values()].map(({ stop }) => stop()));
    });

    for (const name of SERVICES) {
        const row = azureService(name);
        const [first, second] = row.slots;

        it(`${row.title}: regenerates ${second} first and ${first} last, with no more rights than its role has`, () => {
            const service = serviceOf(name);
            assert.deepEqual(regenerated(adopted.entries, service), []);
            // The last key is accepted a moment after the update has ended.
            assert.deepEqual(regenerated(testbed().sandbox.azure.journal.entries, service), [second, first]);
            const { activeSlot, settled, keyFingerprint } = pairs[name] ?? assert.fail();
            assert.deepEqual({ activeSlot, settled }, { activeSlot: second, settled: true });
            assert.equal(keyFingerprint, fingerprintOf(service.resource.keys[second] ?? "", row.keyEncoding));
        });

        it(`${row.title}: gives applications the connection string that the service itself gives`, async () => {
            const service = serviceOf(name);
            const { connectionString } = pairs[name] ?? assert.fail();
            const own = await ownConnectionString(service, second);
            assert.equal(connectionString, own ?? connectionString);
            assert.ok(connectionString.includes(service.resource.keys[second] ?? "none"));
        });

        it(`${row.title}: ${row.probe === undefined ? "waits" : "asks"} until the key is accepted`, () => {
            const { isServed } = serviceOf(name);
            // A key that no answer has named may be another one: lists show it for a minute at least (rule 18).
            const { regenerate } = row;
            const wait = regenerate.kind === "action" && regenerate.keysIn === undefined ? "1m" : "100ms";
            const waited = new RegExp(`${name}: .* so ${second} is given ${wait} to take effect`).test(rotated.all);
            assert.equal(waited, !isServed);
        });
    }

    describe("without one action of its role", function () {
        this.timeout(300_000);
        /** Rotates, or adopts, without these actions, and lets every pair name the actions that it lacks. */
        async function messages(lacking: (name: AzureServiceName) => readonly string[], where: Stack): Promise<string> {
            const { azure } = testbed().sandbox;
            const without = new Set(SERVICES.flatMap(lacking));
            azure.permissions.allowOnly(allowed.filter((action) => !without.has(action)));
            const { all } = await where.up(ALL_AT_ONCE, { env: QUICKLY, fails: true });
            azure.permissions.allowOnly(allowed);
            return all;
        }

        function assertNamed(output: string, lacking: (name: AzureServiceName) => readonly string[]): void {
            for (const name of SERVICES.filter((service) => lacking(service).length > 0)) {
                const lines = output
                    .split("\n")
                    .filter((line) => line.includes(`own${name.toLowerCase().slice(0, 20)}`));
                const named = lacking(name).some((action) =>
                    lines.some((line) => line.toLowerCase().includes(`perform action '${action.toLowerCase()}'`)),
                );
                assert.ok(named, `${name} does not say that it lacks ${lacking(name)}:\n${lines.join("\n")}`);
            }
        }

        it("each pair says that it lacks its regenerate, and goes on when it has it", async () => {
            const lacking = (name: AzureServiceName) =>
                actionsOfService(azureService(name)).filter((action) =>
                    /regenerate|IotHubs\/write|Services\/write/i.test(action),
                );
            await configure(3);
            assertNamed(await messages(lacking, stack), lacking);
            await stack.up(ALL_AT_ONCE, { env: QUICKLY });
            for (const [name, { settled }] of Object.entries(await pairsOf(stack))) {
                assert.ok(settled, name);
            }
        });

        for (const [what, isLacking] of [
            ["its list", (_action: string, index: number) => index === 0],
            ["the right to read where its data plane is", (action: string) => /\/read$/i.test(action)],
        ] as const) {
            it(`each pair says that it lacks ${what}`, async () => {
                const other = await Stack.create(testbed(), PAIRS, what.replaceAll(" ", "-"));
                const entries = [...services].map(([name, { source }]) => [name, { source, rotationTrigger: 1 }]);
                await other.configure({ pairs: Object.fromEntries(entries) });
                const lacking = (name: AzureServiceName) => actionsOfService(azureService(name)).filter(isLacking);
                assertNamed(await messages(lacking, other), lacking);
            });
        }
    });

    /** The service's own connection string, from its list; undefined if it gives none. */
    async function ownConnectionString({ id, service }: KeyedService, slot: string): Promise<string | undefined> {
        const { list, apiVersion, slots } = azureService(service);
        const { text } = await testbed().arm(
            "POST",
            `${id.split("/providers/")[1]}/${list.action}?api-version=${apiVersion}`,
        );
        const listed = JSON.parse(text || "{}");
        const named = (listed.value ?? []).find((entry: { readonly name?: string }) => entry.name === slot);
        return (
            named?.connectionString ??
            (slot === slots[0] ? listed.primaryConnectionString : listed.secondaryConnectionString)
        );
    }

    async function pairsOf({ project, name }: Stack): Promise<Readonly<Record<string, Pair>>> {
        const { sandbox, env } = testbed();
        const args = ["stack", "export", "--show-secrets", "--stack", name];
        const { stdout } = await sandbox.pulumi(project.folder, args, { env });
        const { deployment } = JSON.parse(stdout) as {
            readonly deployment: {
                readonly resources: readonly {
                    readonly urn: string;
                    readonly type: string;
                    readonly outputs: Pair & { connectionString: unknown };
                }[];
            };
        };
        const found = deployment.resources.filter(({ type }) => type.endsWith("RotatingKeyPair"));
        return Object.fromEntries(
            found.map(({ urn, outputs }) => [
                urn.split("::").at(-1) ?? "",
                { ...outputs, connectionString: plain(outputs.connectionString) },
            ]),
        );
    }
});

/** An exported secret is its JSON in an envelope. */
function plain(value: unknown): string {
    return typeof value === "string" ? value : String(JSON.parse((value as { readonly plaintext: string }).plaintext));
}

/** The slots that got a new key, in order. */
function regenerated(entries: Run["entries"], { resource }: KeyedService): readonly string[] {
    return entries
        .filter(({ operation, target }) => operation === "keyServices/keyAccepted" && target === resource.name)
        .map(({ detail = "" }) => detail.replace(/ [0-9a-f]+$/, ""));
}
