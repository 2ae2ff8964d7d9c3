import { ArmError } from "../../arm/armError";
import { type Body, list, optionalText, record } from "../../arm/body";
import type { Behaviour, KeyCall } from "../keyCall";
import { KeyedResource } from "../keyedResource";
import type { KeyServiceType } from "../keyServiceType";
import { base64Key } from "../newKeys";
import { resourceBody } from "../resourceBody";
import { withMaskedEndpoints } from "./hubEndpoints";

/** Each type of hub, with its policies. */
const POLICIES = new Map([
    ["microsoft.devices/iothubs", "IotHubKeys"],
    ["microsoft.devices/provisioningservices", "keys"],
]);

function policy(type: string, packageName: string): KeyServiceType {
    return {
        type,
        packageName,
        slots: { primaryKey: "primaryKey", secondaryKey: "secondaryKey" },
        newKey: base64Key(32),
        encoding: "base64",
        shown: policyOf,
    };
}

/** Shared access policies, whose keys are made anew by a write of the whole hub. */
export const devicePolicyTypes: readonly KeyServiceType[] = [
    policy("Microsoft.Devices/IotHubs/IotHubKeys", "@azure/arm-iothub"),
    policy("Microsoft.Devices/provisioningServices/keys", "@azure/arm-deviceprovisioningservices"),
];

/** IoT Hub and the Device Provisioning Service: a list shows every policy, and a write replaces them all. */
export const deviceHub: Behaviour = (call) => {
    const { operation, role, resource: hub, children, finish } = call;
    if (!POLICIES.has(hub.id.type.toLowerCase())) {
        return undefined;
    }
    const policies = children.filter((child) => child instanceof KeyedResource);
    if (role === "list") {
        return finish(() => ({ status: 200, body: { value: policies.map(policyOf) } }));
    }
    return operation.method === "PUT" ? replaced(call, policies) : undefined;
};

function replaced({ resource: hub, request, held, finish, make, remove }: KeyCall, policies: readonly KeyedResource[]) {
    const { etag, properties: given } = request.body;
    const { authorizationPolicies, ...properties } = record(given, "properties");
    const match = request.headers["if-match"] ?? optionalText(etag, "etag");
    if (match !== hub.etag) {
        throw new ArmError(
            412,
            "PreconditionFailed",
            `The etag '${match}' is not that of '${hub.name}': somebody else has changed it.`,
        );
    }
    const wanted = list(authorizationPolicies, "authorizationPolicies").map((each) => completePolicy(each));
    if (wanted.length === 0) {
        throw new ArmError(400, "InvalidAuthorizationPolicies", `'${hub.name}' needs a policy with its keys.`);
    }
    return finish(() => {
        hub.properties = { ...hub.properties, ...withMaskedEndpoints(hub.id.id, properties, held) };
        hub.touch();
        for (const former of policies) {
            if (!wanted.some(({ keyName }) => keyName === former.id.names.at(-1))) {
                remove(former);
            }
        }
        for (const { keyName, rights, ...keys } of wanted) {
            const id = `${hub.id.id}/${POLICIES.get(hub.id.type.toLowerCase())}/${keyName}`;
            const found = policies.find((one) => one.id.names.at(-1) === keyName) ?? make(id);
            found.properties = { ...found.properties, rights };
            if (found instanceof KeyedResource) {
                changeKeys(found, keys);
            }
        }
        return { status: 200, body: resourceBody(hub) };
    });
}

/** Only the slots whose key is another one than before. */
function changeKeys(policy: KeyedResource, keys: Readonly<Record<string, string>>): void {
    for (const [slot, key] of Object.entries(keys)) {
        if (policy.keys[slot] !== key) {
            policy.regenerate(slot, key);
        }
    }
}

function completePolicy(given: unknown) {
    const { keyName, primaryKey, secondaryKey, rights } = record(given, "authorizationPolicies[]");
    if (typeof keyName !== "string" || typeof primaryKey !== "string" || typeof secondaryKey !== "string") {
        throw new ArmError(400, "InvalidAuthorizationPolicies", `The policy '${keyName}' lacks a key.`);
    }
    return { keyName, primaryKey, secondaryKey, rights: typeof rights === "string" ? rights : "ServiceConnect" };
}

function policyOf({ id, keys, properties }: KeyedResource): Body {
    return { keyName: id.names.at(-1), ...keys, rights: properties.rights ?? "ServiceConnect" };
}
