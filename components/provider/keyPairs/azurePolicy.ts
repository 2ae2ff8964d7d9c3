import { randomBytes } from "node:crypto";
import type { Arm, ArmRequest } from "../../azure/arm";
import type { RegeneratePolicy } from "../../keySources/azureService";
import { RotationError } from "../../lifecycle/rotationError";

type Policy = Readonly<Record<string, string>>;
type Resource = Readonly<Record<string, unknown>> & { readonly properties?: Readonly<Record<string, unknown>> };

/** As long as the keys that IoT Hub makes itself. */
const KEY_BYTES = 32;

/** Puts another key into one slot of one policy, and sends everything else back as it was (`If-Match`: the etag). */
export async function regeneratePolicy(
    arm: Arm,
    parent: Pick<ArmRequest, "path" | "apiVersion">,
    { listPolicies, field, policies, policyName }: RegeneratePolicy,
    policy: string,
    slot: string,
): Promise<void> {
    const resource = (await arm.send({ method: "GET", ...parent })) as Resource & { readonly etag?: string };
    const all = await everyPolicy(arm, { ...parent, path: `${parent.path}/${listPolicies}` });
    if (!all.some((one) => one[policyName] === policy)) {
        throw new RotationError("service", `${parent.path}: there is no policy ${policy}; no key was changed`);
    }
    const key = randomBytes(KEY_BYTES).toString("base64");
    const changed = all.map((one) => (one[policyName] === policy ? { ...one, [field(slot)]: key } : one));
    await arm.sendOnce({
        ...parent,
        method: "PUT",
        headers: resource.etag === undefined ? {} : { "If-Match": resource.etag },
        body: { ...resource, properties: { ...resource.properties, [policies]: changed } },
    });
}

async function everyPolicy(arm: Arm, first: Pick<ArmRequest, "path" | "apiVersion">): Promise<readonly Policy[]> {
    const { value, nextLink } = (await arm.send({ method: "POST", ...first })) as {
        readonly value: readonly Policy[];
        readonly nextLink?: string | null;
    };
    // A resource with more policies than one page would lose the others by the PUT.
    if (nextLink) {
        throw new RotationError("service", `${first.path}: more policies than one page; no key was changed`);
    }
    return value;
}
