import assert from "node:assert/strict";
import { ArmError } from "../../../components/azure/armError";
import type { SecretValue, VaultSecrets } from "../../../components/azure/vaultSecrets";
import { type KeyMaterial, VaultKeyPair, vaultPairId } from "../../../components/engine/keyPairs/vaultKeyPair";
import { KeyService } from "../../../components/engine/keyService";
import { fingerprintOf } from "../../../components/services/fingerprint";
import type { VaultPairInputs } from "../../../components/services/vaultPair";

const source: VaultPairInputs = {
    service: "vaultPair",
    vaultUri: "https://V.vault.azure.net/",
    secretNames: ["key1", "key2"],
};

/** How a vault answers one write. */
type Answer = "ok" | "lost after the effect" | "lost before the effect" | "refused";

/** A vault that answers writes as told, and notes them. */
class MemoryVault implements VaultSecrets {
    readonly writes: string[] = [];
    private readonly versions: Record<string, SecretValue[]> = {};

    constructor(
        values: Readonly<Record<string, string>>,
        private readonly answers: Answer[] = [],
    ) {
        for (const [name, value] of Object.entries(values)) {
            this.add(name, { value, contentType: undefined, tags: {} });
        }
    }

    add(name: string, secret: SecretValue): void {
        this.versions[name] = [...(this.versions[name] ?? []), secret];
    }

    current(name: string): string | undefined {
        return this.versions[name]?.at(-1)?.value;
    }

    read(name: string): Promise<SecretValue | "absent"> {
        return Promise.resolve(this.versions[name]?.at(-1) ?? "absent");
    }

    write(name: string, secret: SecretValue): Promise<void> {
        const answer = this.answers.shift() ?? "ok";
        this.writes.push(name);
        if (answer === "refused") {
            return Promise.reject(new ArmError(403, "PUT: 403 (Forbidden)"));
        }
        if (answer !== "lost before the effect") {
            this.add(name, secret);
        }
        return answer === "ok" ? Promise.resolve() : Promise.reject(new ArmError(0, "PUT: no usable answer"));
    }

    tagsOfVersions(name: string): Promise<readonly SecretValue["tags"][]> {
        return Promise.resolve((this.versions[name] ?? []).map(({ tags }) => tags));
    }
}

function serviceOf(vault: VaultSecrets, material: KeyMaterial = { material: "next", standbyMaterial: "standby" }) {
    return new KeyService(new VaultKeyPair(source, vault, material));
}

function fingerprint(key: string): string {
    return fingerprintOf(key, "text");
}

/** The answer of a regenerate that has put the drawn key beside "one". It is known to be the new key, even if it stood there before. */
const drawn = {
    kind: "done",
    isChosen: true,
    keys: { key1: "one", key2: "next" },
    fingerprints: { key1: fingerprint("one"), key2: fingerprint("next") },
};

describe("a pair of secrets", () => {
    it("is named by the address of its vault and its secrets, whatever the case and the slash", () => {
        assert.equal(vaultPairId(source), "https://v.vault.azure.net/secrets/key1+key2");
        assert.equal(vaultPairId({ ...source, vaultUri: "https://v.vault.azure.net" }), vaultPairId(source));
    });

    describe("before it is adopted", () => {
        it("gets both keys where there are none, the one in use first", async () => {
            const vault = new MemoryVault({});
            await serviceOf(vault).prepare("key2");
            assert.deepEqual(vault.writes, ["key2", "key1"]);
            assert.deepEqual([vault.current("key2"), vault.current("key1")], ["next", "standby"]);
        });

        it("gets the one that is missing beside the one in use, as after a crash", async () => {
            const vault = new MemoryVault({ key1: "theirs" });
            await serviceOf(vault).prepare("key1");
            assert.deepEqual([vault.writes, vault.current("key1")], [["key2"], "theirs"]);
        });

        it("is left as it is where both are there", async () => {
            const vault = new MemoryVault({ key1: "theirs", key2: "theirs, too" });
            await serviceOf(vault).prepare("key1");
            assert.deepEqual(vault.writes, []);
        });

        it("is refused where the one in use is the one that is missing, or where both are one key", async () => {
            const half = new MemoryVault({ key2: "theirs" });
            await assert.rejects(serviceOf(half).prepare("key1"), /say `initialSlot: "key2"`/);
            const twice = new MemoryVault({ key1: "same", key2: "same" });
            await assert.rejects(serviceOf(twice).prepare("key1"), /same key.*write another key into key2/);
            assert.deepEqual([...half.writes, ...twice.writes], []);
        });
    });

    describe("when a key is regenerated", () => {
        it("gets the drawn key as a new version, with the former one's tags and its own fingerprint", async () => {
            const vault = new MemoryVault({ key1: "one" });
            vault.add("key2", { value: "two", contentType: "text/plain", tags: { owner: "media" } });
            const outcome = await serviceOf(vault).regenerate("key2");
            assert.deepEqual(outcome, drawn);
            assert.deepEqual(await vault.read("key2"), {
                value: "next",
                contentType: "text/plain",
                tags: { owner: "media", "two-key-fingerprint": fingerprint("next") },
            });
        });

        it("is done where a crash has left that very key there: no version more", async () => {
            const vault = new MemoryVault({ key1: "one", key2: "next" });
            assert.deepEqual(await serviceOf(vault).regenerate("key2"), drawn);
            assert.deepEqual(vault.writes, []);
        });

        it("is lost, and made once, where its answer was lost after the effect, or before it; a second one finds out", async () => {
            for (const [answer, again] of [
                ["lost after the effect", ["key2"]],
                ["lost before the effect", ["key2", "key2"]],
            ] as const) {
                const vault = new MemoryVault({ key1: "one", key2: "two" }, [answer]);
                const outcome = await serviceOf(vault).regenerate("key2");
                assert.ok(outcome.kind === "lost");
                assert.deepEqual([outcome.mayBeUnderWay, vault.writes], [false, ["key2"]]);
                assert.deepEqual(await serviceOf(vault).regenerate("key2"), drawn);
                assert.deepEqual(vault.writes, again);
            }
        });

        it("fails at once where the vault refuses it", async () => {
            const vault = new MemoryVault({ key1: "one", key2: "two" }, ["refused"]);
            await assert.rejects(serviceOf(vault).regenerate("key2"), /403/);
            assert.deepEqual(vault.writes, ["key2"]);
        });

        it("refuses a key that stands in the other slot, or that a former version of either had", async () => {
            const other = new MemoryVault({ key1: "next", key2: "two" });
            await assert.rejects(serviceOf(other).regenerate("key2"), /a key of this pair before/);
            const former = new MemoryVault({ key1: "one", key2: "two" });
            former.add("key1", {
                value: "next",
                contentType: undefined,
                tags: { "two-key-fingerprint": fingerprint("next") },
            });
            former.add("key1", { value: "retired", contentType: undefined, tags: {} });
            await assert.rejects(
                serviceOf(former).regenerate("key2"),
                /no key was changed; run `pulumi up --replace '\*\*-material\*'`, which draws another/,
            );
            assert.deepEqual([...other.writes, ...former.writes], []);
        });

        it("writes nothing where no key was drawn", async () => {
            const vault = new MemoryVault({ key1: "one", key2: "two" });
            await assert.rejects(serviceOf(vault, {}).regenerate("key2"), /no key was drawn/);
            assert.deepEqual(vault.writes, []);
        });

        it("makes a key in a slot that has none", async () => {
            const vault = new MemoryVault({ key1: "one" });
            const service = serviceOf(vault);
            const keys = await service.list();
            assert.deepEqual(keys, { key1: "one", key2: "" });
            assert.deepEqual(service.fingerprints(keys), { key1: fingerprint("one"), key2: "" });
            assert.deepEqual(await service.regenerate("key2"), drawn);
        });
    });

    it("never has consumers given a slot without a key", async () => {
        const service = serviceOf(new MemoryVault({ key1: "one" }));
        const keys = await service.list();
        assert.equal(service.keyIn("key1", keys), "one");
        assert.throws(() => service.keyIn("key2", keys), /key2 has no key.*no key was changed.*`pinnedSlot`/);
    });
});
