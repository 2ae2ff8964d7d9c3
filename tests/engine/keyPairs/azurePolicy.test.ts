import assert from "node:assert/strict";
import type { ArmCall } from "../../../components/armCall";
import { ArmError } from "../../../components/azure/armError";
import { regeneratePolicy } from "../../../components/engine/keyPairs/azurePolicy";
import { azureService } from "../../../components/services/azureServices";

const PARENT = { path: "/hubs/hub", apiVersion: "2023-06-30" } as const;
const { regenerate } = azureService("iotHubPolicy");

const etagChanged = new ArmError(412, "412 (PreconditionFailed)", { armCode: "PreconditionFailed" });
const underWay = new ArmError(409, "409 (IH409002)", { armCode: "IH409002" });
const busyForLong = new ArmError(409, "409 (IH409002)", { armCode: "IH409002", retryAfterMs: 30_000 });
const locked = new ArmError(409, "409 (ScopeLocked)", { armCode: "ScopeLocked" });
const lost = new ArmError(0, "no usable answer (socket hang up)");

type Policy = Record<string, string>;

/** A hub whose PUTs are answered so, before they are carried out. Each refused one is after a write of somebody else's. */
class Hub {
    readonly puts: ArmCall[] = [];
    readonly waits: number[] = [];
    etag = 1;
    policies: Policy[] = [
        { keyName: "service", primaryKey: "a", secondaryKey: "b", rights: "ServiceConnect" },
        { keyName: "device", primaryKey: "c", secondaryKey: "d", rights: "DeviceConnect" },
    ];

    constructor(
        private readonly refusals: ArmError[] = [],
        private readonly somebodyElse: (hub: Hub) => void = () => undefined,
    ) {}

    regenerate(slot = "secondaryKey"): Promise<string | undefined> {
        assert.equal(regenerate.kind, "policy");
        const sleep = async (ms: number) => this.waits.push(ms);
        return regeneratePolicy(this, PARENT, regenerate, "service", slot, sleep);
    }

    async send({ method, path }: ArmCall): Promise<unknown> {
        if (method === "POST") {
            assert.equal(path, "/hubs/hub/listkeys");
            return { value: this.policies, nextLink: null };
        }
        return {
            id: PARENT.path,
            etag: `"${this.etag}"`,
            sku: { name: "S1" },
            properties: { hostName: "h", comments: null },
        };
    }

    async sendOnce(call: ArmCall): Promise<unknown> {
        this.puts.push(call);
        const refusal = this.refusals.shift();
        if (refusal !== undefined) {
            this.etag++;
            this.somebodyElse(this);
            throw refusal;
        }
        assert.deepEqual(call.headers, { "If-Match": `"${this.etag}"` });
        const { properties } = call.body as { properties: { authorizationPolicies: Policy[] } };
        this.policies = properties.authorizationPolicies;
        return call.body;
    }
}

describe("a policy of a hub", () => {
    it("gets another key into one slot, and everything else goes back unchanged", async () => {
        const hub = new Hub();
        await hub.regenerate();
        const [service, device] = hub.policies;
        const { secondaryKey = "", ...rest } = service ?? {};
        assert.equal(Buffer.from(secondaryKey, "base64").length, 32);
        assert.deepEqual(rest, { keyName: "service", primaryKey: "a", rights: "ServiceConnect" });
        assert.deepEqual(device, { keyName: "device", primaryKey: "c", secondaryKey: "d", rights: "DeviceConnect" });
        const [put] = hub.puts;
        const { properties, ...others }: { readonly properties: Record<string, unknown> } = Object(put?.body);
        const { authorizationPolicies: _, ...otherProperties } = properties;
        assert.deepEqual(others, { id: PARENT.path, etag: '"1"', sku: { name: "S1" } });
        assert.deepEqual(otherProperties, { hostName: "h", comments: null });
    });

    it("is read again and written on what somebody else has written meanwhile", async () => {
        for (const refusal of [etagChanged, underWay]) {
            const hub = new Hub([refusal], (changed) => {
                changed.policies = changed.policies.map((one) =>
                    one.keyName === "device" ? { ...one, primaryKey: "regenerated" } : one,
                );
            });
            await hub.regenerate();
            const [service, device] = hub.policies;
            assert.notEqual(service?.secondaryKey, "b");
            assert.equal(device?.primaryKey, "regenerated");
            assert.deepEqual(
                hub.puts.map(({ headers }) => headers?.["If-Match"]),
                ['"1"', '"2"'],
            );
        }
    });

    it("is written again for some seconds only: after longer, the caller has to look again", async () => {
        const hub = new Hub(Array(9).fill(underWay));
        await assert.rejects(hub.regenerate(), underWay);
        assert.deepEqual([hub.puts.length, hub.waits], [4, [0, 1_000, 2_000]]);
        const busy = new Hub([busyForLong]);
        await assert.rejects(busy.regenerate(), busyForLong);
        assert.deepEqual([busy.puts.length, busy.waits], [1, []]);
    });

    it("is not written again where its answer is lost, or where a lock is in the way", async () => {
        for (const failure of [lost, locked]) {
            const hub = new Hub([failure]);
            await assert.rejects(hub.regenerate(), failure);
            assert.equal(hub.puts.length, 1);
        }
    });

    it("is left alone where somebody else has regenerated the slot meanwhile", async () => {
        const hub = new Hub([etagChanged], (changed) => {
            changed.policies = changed.policies.map((one) => ({ ...one, secondaryKey: "theirs" }));
        });
        await hub.regenerate();
        assert.deepEqual([hub.puts.length, hub.policies[0]?.secondaryKey], [1, "theirs"]);
    });

    it("is not written from an answer without the properties of the hub, or without the policy", async () => {
        const hub = new Hub();
        hub.policies = hub.policies.slice(1);
        await assert.rejects(hub.regenerate(), /there is no policy service; no key was changed/);
        const empty = new Hub();
        empty.send = async () => ({});
        await assert.rejects(empty.regenerate(), /no usable answer/);
        assert.deepEqual([...hub.puts, ...empty.puts], []);
    });
});
