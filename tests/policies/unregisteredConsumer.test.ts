import assert from "node:assert/strict";
import type { StackResource } from "../../policies/stack/stackResource";
import { unregisteredConsumers } from "../../policies/unregisteredConsumer";
import {
    connectionStringOf,
    KEYS,
    pairOf,
    type Resources,
    ROTATION,
    resource,
    secret,
    stackOf,
    UNKNOWN_TEXT,
} from "./support/stacks";

function found(...resources: Resources) {
    return unregisteredConsumers(stackOf(...resources));
}

/** A resource with one property that depends on Rotation. */
function consumer(property: string, value: unknown, given: Partial<StackResource> = {}): StackResource {
    return resource("azure-native:app:ContainerApp", "worker", {
        inputs: { [property]: value },
        propertyDependencies: { [property]: [ROTATION] },
        dependencies: [ROTATION],
        ...given,
    });
}

describe("unregistered-consumer", () => {
    it("flags a resource that takes the key and that Retirement does not wait for", () => {
        const worker = consumer("configuration", { secrets: [{ name: "key", value: secret(KEYS.key1) }] });
        const [finding, ...others] = found(pairOf(), worker);
        assert.deepEqual(others, []);
        assert.match(
            finding?.message ?? "",
            /^`configuration` of worker depends on the key of uploads, but uploads does not wait/,
        );
        assert.match(finding?.message ?? "", /Create it in an `own` of uploads, and give it `key\.generation`/);
        assert.equal(finding?.urn, worker.urn);
    });

    it("finds a connection string, and what was made of the key and is secret", () => {
        assert.equal(found(pairOf(), consumer("value", connectionStringOf("shopfiles", KEYS.key1))).length, 1);
        assert.equal(found(pairOf(), consumer("token", secret("made-of-the-key"))).length, 1);
    });

    it("says nothing of a consumer, nor of one that a consumer waits for", () => {
        const worker = consumer("value", secret(KEYS.key1));
        assert.deepEqual(found(pairOf({ consumers: [worker] }), worker), []);
        const last = resource("random:index:Id", "last", { dependencies: [worker.urn] });
        assert.deepEqual(found(pairOf({ consumers: [last] }), worker, last), []);
    });

    it("says nothing of a resource that takes slot, generation or fingerprint", () => {
        assert.deepEqual(found(pairOf(), consumer("tags", { slot: "key1", generation: 3 })), []);
    });

    it("does not take another secret beside the slot for the key", () => {
        const settings = [
            { name: "SLOT", value: "key1" },
            { name: "PASSWORD", value: secret("of the database, long enough") },
        ];
        assert.deepEqual(found(pairOf(), consumer("siteConfig", { appSettings: settings })), []);
    });

    it("says nothing of what is not known yet", () => {
        assert.deepEqual(found(pairOf(), consumer("value", UNKNOWN_TEXT)), []);
        assert.deepEqual(found(pairOf(), consumer("value", secret(UNKNOWN_TEXT))), []);
    });

    it("says nothing where the pair has no Retirement in sight, and of components", () => {
        const [component, rotation] = pairOf();
        assert.ok(component && rotation);
        const worker = consumer("value", secret(KEYS.key1));
        assert.deepEqual(found(component, rotation, worker), []);
        assert.deepEqual(found(pairOf(), { ...worker, kind: "component" }), []);
    });
});
