import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { RotationInputs } from "../../components/arguments/rotationInputs";
import type { CommandHolderPlace } from "../../components/consumers/commandHolder";
import { fingerprintOf } from "../../components/keySources/fingerprint";
import type { Dependents } from "../../components/lifecycle/dependent";
import type { RotationState } from "../../components/lifecycle/state";
import { decideOnSight } from "../../components/provider/decideOnSight";
import { desiredRotation } from "../../components/provider/desiredRotation";
import type { KeyPair } from "../../components/provider/keyPairs/keyPair";
import { descriptionOf } from "../../components/provider/keyPairs/keyPairs";
import { KeyService } from "../../components/provider/keyService";

const SOURCE = { service: "vaultPair", vaultUri: "https://v.vault.azure.net", secretNames: ["one", "two"] } as const;
const NOTHING_FOUND: Dependents = { places: [], notLookedAt: [], calls: 0, lookedAt: "2026-01-01T00:00:00.000Z" };

describe("a decision on sight", () => {
    let folder: string;

    before(() => {
        folder = mkdtempSync(join(tmpdir(), "on-sight-"));
    });

    after(() => rmSync(folder, { recursive: true }));

    /** A pair with a consumer outside Azure, of which each list is counted, and what an update of it decides. */
    async function pair() {
        const keys: Record<string, string> = { one: "first key", two: "second key" };
        const held = join(folder, "held");
        const hold = (key: string) => writeFileSync(held, key);
        hold("first key");
        const print = "process.stdout.write(require('node:fs').readFileSync(process.argv[1]))";
        const place: CommandHolderPlace = {
            kind: "commandHolder",
            argument: "holders[0]",
            label: "ci/KEY",
            command: ["true"],
            look: [process.execPath, "-e", print, held],
        };
        const inputs: RotationInputs = {
            pair: "uploads",
            owner: "",
            source: SOURCE,
            azureConfig: "azure-native",
            consumers: [place],
            customConsumers: false,
            gates: [],
            emergency: "",
            retire: "automatic",
            retireTrigger: "",
            settle: "60s",
            soak: "0s",
            trigger: "2",
            strategy: "alternate",
            propagation: { timeout: "1s", consecutive: 1, interval: "1s" },
        };
        const lists: Record<string, string>[] = [];
        const description = descriptionOf(SOURCE);
        const service = new KeyService({
            id: "pair",
            description,
            slotsMayBeEmpty: false,
            list: () => {
                lists.push({ ...keys });
                return Promise.resolve({ ...keys });
            },
        } as unknown as KeyPair);
        const fingerprint = (key: string) => fingerprintOf(key, description.keyEncoding);
        const desired = await desiredRotation(inputs);
        const state: RotationState = {
            source: desired.source,
            generation: 0,
            active: { slot: "one", fingerprint: fingerprint("first key") },
            home: "one",
            trigger: "1",
            emergency: "",
            urgent: false,
            rotatedAt: "2026-01-01T00:00:00.000Z",
        };
        const decided = async (search?: () => void, news = inputs) =>
            decideOnSight(
                service,
                { state, endpoints: {} },
                news,
                await desiredRotation(news),
                await service.list(),
                () => {
                    search?.();
                    return Promise.resolve(search === undefined ? undefined : NOTHING_FOUND);
                },
            );
        return { keys, hold, lists, decided, fingerprint, inputs };
    }

    it("is made on the one look where nobody else is looked for", async () => {
        const { decided, lists } = await pair();
        const { decision, keys, found } = await decided();
        assert.deepEqual([decision.kind, lists.length, found], ["rotate", 1, undefined]);
        assert.deepEqual(keys, { one: "first key", two: "second key" });
    });

    it("is made on a look after the search, which may take minutes", async () => {
        const { decided, lists } = await pair();
        const { decision, found } = await decided(() => {});
        assert.deepEqual([decision.kind, lists.length, found], ["rotate", 2, NOTHING_FOUND]);
    });

    it("leaves a standby key as it is that a consumer was moved to during the search", async () => {
        const { decided, hold } = await pair();
        const { decision } = await decided(() => hold("second key"));
        assert.equal(decision.kind, "defer");
        assert.match(decision.reason, /ci\/KEY holds two/);
    });

    it("refuses where the active key was regenerated during the search", async () => {
        const { decided, keys } = await pair();
        const { decision } = await decided(() => {
            keys.one = "another key";
        });
        assert.equal(decision.kind, "refuse");
        assert.match(decision.reason, /one was regenerated outside this stack/);
    });

    it("leaves a standby key as it is that the search did not look for, because it is newer", async () => {
        const { decided, keys } = await pair();
        const { decision } = await decided(() => {
            keys.two = "another key";
        });
        assert.equal(decision.kind, "defer");
        assert.match(decision.reason, /two was regenerated outside this stack while it was looked for who uses it/);
    });

    it("switches to the standby key as it is after the search", async () => {
        const { decided, keys, inputs, fingerprint } = await pair();
        const search = () => {
            keys.two = "another key";
        };
        const { decision, keys: seen } = await decided(search, { ...inputs, strategy: "there-and-back" });
        assert.deepEqual(decision, {
            kind: "switch",
            to: { slot: "two", fingerprint: fingerprint("another key") },
            why: "there",
        });
        assert.equal(seen.two, "another key");
    });

    it("searches for nobody where the first look forbids the rotation", async () => {
        const { decided, hold, lists } = await pair();
        hold("second key");
        const { decision } = await decided(() => assert.fail("searched"));
        assert.deepEqual([decision.kind, lists.length], ["defer", 1]);
    });
});
