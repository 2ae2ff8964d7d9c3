import assert from "node:assert/strict";
import { descriptionOf } from "../../components/engine/keyPairs/descriptionOf";
import type { KeyPair } from "../../components/engine/keyPairs/keyPair";
import { KeyService } from "../../components/engine/keyService";
import { PairWorld } from "../../components/engine/pairWorld";

const SOURCE = { service: "vaultPair", vaultUri: "https://v.vault.azure.net", secretNames: ["one", "two"] } as const;

/** Pairs of one resource. Every call of them is noted. */
function worldOf(id: string, calls: string[], regenerate: () => Promise<undefined> = () => Promise.resolve(undefined)) {
    const pair: Partial<KeyPair> = {
        id,
        turnId: "/resource",
        description: descriptionOf(SOURCE),
        slotsMayBeEmpty: false,
        list: () => {
            calls.push(`${id} lists`);
            return Promise.resolve({ one: `${id} 1`, two: `${id} 2` });
        },
        regenerate: async () => {
            calls.push(`${id} regenerates`);
            return regenerate();
        },
    };
    return new PairWorld(
        { pair: id, owner: "", source: SOURCE, azureConfig: "azure-native", consumers: [], gates: [] },
        { endpoints: {}, expected: { wasWritten: () => false }, searched: "lately" },
        () => Promise.resolve(new KeyService(pair as KeyPair)),
    );
}

describe("the last look at a pair (rule 20)", () => {
    it("waits until the regenerate of another pair of the same resource is over", async () => {
        const calls: string[] = [];
        const first = worldOf("first", calls);
        const second = worldOf("second", calls);
        await first.look();
        const looked = second.look();
        await new Promise(setImmediate);
        assert.deepEqual(calls, ["first lists"]);
        await first.regenerate({ slot: "one" });
        await looked;
        await second.regenerate({ slot: "one" });
        assert.deepEqual(calls, ["first lists", "first regenerates", "second lists", "second regenerates"]);
    });

    for (const [what, ends] of [
        ["a pause", (world: PairWorld) => world.pause({ ms: 0 })],
        ["the end of the sequence", (world: PairWorld) => Promise.resolve(world.end())],
    ] as const) {
        it(`lets others look after ${what}`, async () => {
            const calls: string[] = [];
            const first = worldOf(`before ${what}`, calls);
            await first.look();
            await ends(first);
            const second = worldOf(`after ${what}`, calls);
            await second.look();
            second.end();
            assert.equal(calls.length, 2);
        });
    }

    it("lets others look after a regenerate that failed", async () => {
        const calls: string[] = [];
        const first = worldOf("failing", calls, () => Promise.reject(new Error("refused")));
        await first.look();
        await assert.rejects(first.regenerate({ slot: "one" }), /refused/);
        const second = worldOf("next", calls);
        await second.look();
        second.end();
        assert.deepEqual(calls, ["failing lists", "failing regenerates", "next lists"]);
    });
});
