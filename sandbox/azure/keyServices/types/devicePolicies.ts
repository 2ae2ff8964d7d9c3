import { ArmError } from "../../arm/armErrors";
import { type Body, list, optionalText, record } from "../../arm/body";
import type { Weather, WeatherMark } from "../../weather";
import type { Behaviour, KeyCall } from "../keyCall";
import { KeyedResource } from "../keyedResource";
import type { KeyServiceType } from "../keyServiceType";
import type { KeyView } from "../keyView";
import { base64Key } from "../newKeys";
import { resourceBody } from "../resourceBody";
import { withMaskedEndpoints } from "./hubEndpoints";

const newKey = base64Key(32);

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
        newKey,
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
    const { operation, role, resource: hub, children, request, finish } = call;
    if (!POLICIES.has(hub.id.type.toLowerCase())) {
        return undefined;
    }
    const policies = children.filter((child) => child instanceof KeyedResource);
    if (role === "list") {
        const [, asked] = new RegExp(`^${hub.id.id}/[^/]+/([^/]+)/listkeys$`, "i").exec(request.path) ?? [];
        if (asked !== undefined) {
            throw new ArmError(404, "KeyNameNotFound", `The hub '${hub.name}' has no policy '${asked}'.`);
        }
        return finish(() => {
            const listed = policies.map((policy) => policy.listed(request.weather));
            const isStale = listed.some(({ mark }) => mark !== undefined);
            const body = { value: listed.map(({ view }) => policyOf(view)) };
            return { status: 200, body, ...(isStale ? { weather: "stale" } : {}) };
        });
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
        let mark: WeatherMark | undefined;
        for (const { keyName, rights, ...keys } of wanted) {
            const id = `${hub.id.id}/${POLICIES.get(hub.id.type.toLowerCase())}/${keyName}`;
            const found = policies.find((one) => one.id.names.at(-1) === keyName) ?? make(id);
            found.properties = { ...found.properties, rights };
            if (found instanceof KeyedResource) {
                mark = changeKeys(found, keys, request.weather) ?? mark;
            }
        }
        return { status: 200, body: resourceBody(hub), ...(mark === undefined ? {} : { weather: mark }) };
    });
}

/** Only the slots whose key is another one than before. Returns the effect of the weather. */
function changeKeys(
    policy: KeyedResource,
    keys: Readonly<Record<string, string>>,
    weather: Readonly<Weather>,
): WeatherMark | undefined {
    // The answer of a write has no keys, old or new.
    const inWrite = { ...weather, regenerateAnswer: "none" } as const;
    const changed = Object.entries(keys).filter(([slot, key]) => policy.keys[slot] !== key);
    const marks = changed.map(([slot, key]) => policy.regenerateIn(inWrite, [slot], key).mark);
    return marks.find((mark) => mark !== undefined);
}

/** A key that a policy comes without is made by the service: so it is asked for a new one (`az iot hub policy renew-key`). */
function completePolicy(given: unknown) {
    const { keyName, primaryKey, secondaryKey, rights } = record(given, "authorizationPolicies[]");
    if (typeof keyName !== "string") {
        throw new ArmError(400, "InvalidAuthorizationPolicies", "A policy has no name.");
    }
    return {
        keyName,
        primaryKey: optionalText(primaryKey, "primaryKey") ?? newKey(),
        secondaryKey: optionalText(secondaryKey, "secondaryKey") ?? newKey(),
        rights: typeof rights === "string" ? rights : "ServiceConnect",
    };
}

function policyOf({ id, keys, properties }: KeyView): Body {
    return { keyName: id.names.at(-1), ...keys, rights: properties.rights ?? "ServiceConnect" };
}
