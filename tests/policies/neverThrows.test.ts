import assert from "node:assert/strict";
import fc from "fast-check";
import { policies } from "../../policies/index";
import { Stack } from "../../policies/stack/stack";
import type { StackResource } from "../../policies/stack/stackResource";
import { Analyzer } from "./support/analyzer";
import { JUDGES } from "./support/judges";
import {
    account,
    connectionStringOf,
    daysAgo,
    KEYS,
    NOW,
    pending,
    ROTATION,
    resource,
    secret,
    UNKNOWN_TEXT,
} from "./support/stacks";

const oddText = fc.oneof(
    fc.string({ unit: "binary", maxLength: 200 }),
    fc.constantFrom(
        UNKNOWN_TEXT,
        KEYS.key1,
        connectionStringOf("shopfiles", KEYS.key2),
        "key1",
        "",
        "9999-99-99",
        "%",
        "\\u00",
        '{"a":',
        "H4sI".repeat(10),
        "[listKeys(",
        "__proto__",
        "constructor",
        "00000000-0000-0000-0000-000000000000",
    ),
    fc.base64String({ maxLength: 400 }),
);

const oddLeaf = fc.oneof(
    oddText,
    fc.double(),
    fc.bigInt(),
    fc.boolean(),
    fc.constantFrom(
        null,
        undefined,
        Symbol("odd"),
        new Date(Number.NaN),
        () => undefined,
        Number.NaN,
        new Map(),
        Buffer.from("x"),
    ),
);

const oddName = fc.oneof(
    fc.constantFrom(
        "properties",
        "state",
        "value",
        "name",
        "attributes",
        "tags",
        "__proto__",
        "4dabf18193072939515e22adb298388d",
    ),
    fc.string(),
);

const { odd } = fc.letrec<{ odd: unknown }>((tie) => ({
    odd: fc.oneof(
        { maxDepth: 5, withCrossShrink: true },
        oddLeaf,
        tie("odd").map(secret),
        fc.array(tie("odd"), { maxLength: 4 }),
        fc.dictionary(oddName, tie("odd"), { maxKeys: 5 }),
        fc.dictionary(oddName, tie("odd"), { maxKeys: 3 }).map((tree) => Object.assign(tree, { itself: tree })),
    ),
}));

/** A stack on which every policy has something to look at. */
function eventful(): readonly StackResource[] {
    const site = resource("azure-native:web:WebApp", "web", {
        inputs: { siteConfig: { appSettings: [{ name: "K", value: secret(KEYS.key1) }] } },
        outputs: { identity: { principalId: "app" } },
        propertyDependencies: { siteConfig: [ROTATION] },
    });
    return [
        ...pending(10, {
            answers: [{ gate: "g", status: "waiting" }],
            rotationInputs: { consumers: [{ vaultName: "v" }] },
        }),
        account({ keyPolicy: undefined, sasPolicy: undefined }),
        {
            ...account(
                { accountName: "logs" },
                { name: "logs", keyCreationTime: { key1: daysAgo(9), key2: daysAgo(400) } },
            ),
            urn: "urn:pulumi:dev::shop::azure-native:storage:StorageAccount::logs",
        },
        site,
        resource("azure-native:keyvault:Secret", "s", {
            inputs: { vaultName: "v", properties: { value: KEYS.key2, attributes: { expires: 9e9 } }, tags: {} },
        }),
        resource("azure-native:keyvault:Vault", "v", {
            inputs: {
                vaultName: "v",
                properties: { accessPolicies: [{ objectId: "x", permissions: { secrets: ["get"] } }] },
            },
        }),
        resource("azure-native:authorization:RoleAssignment", "r", { inputs: { scope: "/", roleDefinitionId: "x" } }),
        resource("azure-native:resources:Deployment", "d", {
            inputs: { properties: { template: { outputs: { k: { value: "[listKeys()]" } } } } },
            outputs: { properties: { outputs: { k: { value: KEYS.key1 } } } },
        }),
        resource("pulumi:pulumi:Stack", "stack", { kind: "stack", outputs: { key: KEYS.key1 } }),
    ];
}

/** One value of a resource, replaced. */
interface Break {
    readonly resource: number;
    readonly side: "inputs" | "outputs";
    readonly steps: readonly number[];
    readonly value: unknown;
}

const someBreak: fc.Arbitrary<Break> = fc.record({
    resource: fc.nat(20),
    side: fc.constantFrom("inputs", "outputs"),
    steps: fc.array(fc.nat(12), { maxLength: 5 }),
    value: odd,
});

function broken(
    resources: readonly StackResource[],
    { resource: index, side, steps, value }: Break,
): readonly StackResource[] {
    const at = index % resources.length;
    return resources.map((whole, position) =>
        position === at ? { ...whole, [side]: replaced(whole[side], steps, value) } : whole,
    );
}

function replaced(tree: unknown, [step, ...rest]: readonly number[], value: unknown): unknown {
    if (step === undefined || typeof tree !== "object" || tree === null) {
        return value;
    }
    const names = Object.keys(tree);
    const name = names[step % Math.max(1, names.length)] ?? "new";
    const inner = replaced((tree as Record<string, unknown>)[name], rest, value);
    return Array.isArray(tree)
        ? tree.map((element, index) => (String(index) === name ? inner : element))
        : { ...tree, [name]: inner };
}

describe("every policy", () => {
    it("is here", () => {
        assert.deepEqual(Object.keys(JUDGES).sort(), policies.map(({ name }) => name).sort());
    });

    for (const [name, judge] of Object.entries(JUDGES)) {
        it(`${name} finds something in an eventful stack, so that breaking that stack means something`, () => {
            assert.ok(judge(new Stack(eventful()), NOW).length > 0);
        });

        it(`${name} gives findings or none, whatever a resource is made of`, () => {
            const types = eventful().map(({ type }) => type);
            const resources = fc.array(
                fc.record({ type: fc.oneof(fc.constantFrom(...types), fc.string()), inputs: odd, outputs: odd }),
                { maxLength: 4 },
            );
            fc.assert(
                fc.property(resources, (some) => {
                    const stack = some.map((given, index) => resource(given.type, `odd${index}`, given));
                    assert.ok(Array.isArray(judge(new Stack([...eventful(), ...stack]))));
                }),
                { numRuns: 60 },
            );
        });

        it(`${name} gives findings or none, whatever part of an eventful stack is odd`, () => {
            fc.assert(
                fc.property(fc.array(someBreak, { minLength: 1, maxLength: 4 }), (breaks) => {
                    const stack = new Stack(breaks.reduce<readonly StackResource[]>(broken, eventful()));
                    assert.ok(Array.isArray(judge(stack)));
                }),
                { numRuns: 150 },
            );
        });
    }

    it("takes a text of 20 MiB in a few seconds", () => {
        const huge = `${"no key here, ".repeat(1_600_000)}${"A".repeat(1_000_000)}`;
        const stack = new Stack([
            ...eventful(),
            resource("kubernetes:core/v1:ConfigMap", "huge", { inputs: { huge } }),
        ]);
        const start = performance.now();
        for (const judge of Object.values(JUDGES)) {
            judge(stack);
        }
        assert.ok(performance.now() - start < 60_000);
    }).timeout(120_000);

    it("answers the engine, whatever it is asked about, and prints no key", async () => {
        const analyzer = new Analyzer(policies);
        await fc.assert(
            fc.asyncProperty(fc.array(someBreak, { minLength: 1, maxLength: 3 }), async (breaks) => {
                const resources = breaks.reduce<readonly StackResource[]>(broken, eventful()).filter(isSendable);
                const told: string[] = [];
                for (const each of resources) {
                    told.push(...(await analyzer.analyze(each)));
                    await analyzer.remediate(each);
                }
                told.push(...(await analyzer.analyzeStack(resources)));
                for (const key of Object.values(KEYS)) {
                    assert.ok(!told.join("\n").includes(key.slice(0, 30)), told.join("\n"));
                }
            }),
            { numRuns: 60 },
        );
    }).timeout(60_000);

    it("does not print a key that stands where a message takes its words from", async () => {
        const answers = [
            { gate: KEYS.key1, status: "waiting", reason: `it wants ${connectionStringOf("shopfiles", KEYS.key2)}` },
        ];
        const told = await new Analyzer(policies).analyzeStack(
            pending(10, { answers, retirement: { switchedAt: "2020-01-01T00:00:00Z" } }),
        );
        assert.match(told.join(), /the gate \[key\] holds it: it waits \(it wants [^)]*AccountKey=\[key\]/);
    });
});

/** The engine does not send values that JSON cannot write. */
function isSendable({ inputs, outputs }: StackResource): boolean {
    try {
        const both = [inputs, outputs].map((tree) => JSON.parse(JSON.stringify(tree ?? {})));
        return both.every((tree) => typeof tree === "object" && tree !== null && !Array.isArray(tree));
    } catch {
        return false;
    }
}
