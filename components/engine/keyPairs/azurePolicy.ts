import { randomBytes } from "node:crypto";
import type { ArmCall } from "../../armCall";
import type { Arm } from "../../azure/arm";
import { ArmError } from "../../azure/armError";
import { propertiesIn } from "../../azure/properties";
import { RotationError } from "../../lifecycle/rotationError";
import { noteSecret } from "../../redaction/redacted";
import type { RegeneratePolicy } from "../../services/azureService";
import { pause } from "../pause";

type Parent = Pick<ArmCall, "path" | "apiVersion">;
type Policy = Readonly<Record<string, string>>;

/** As long as the keys that IoT Hub makes itself. */
const KEY_BYTES = 32;

/**
 * The waits before the resource is read again and written, because somebody else has written it meanwhile. They are short: after a longer wait
 * the caller must look again for users of the key.
 */
const WRITE_AGAIN_AFTER_MS = [0, 1_000, 2_000] as const;
const LONGEST_WAIT_MS = 2_000;

/**
 * Puts another key into one slot of one policy, and sends everything else back unchanged (`If-Match`: the etag). Returns the new key when the
 * service has finished; undefined if somebody else has put a key there meanwhile.
 */
export async function regeneratePolicy(
    arm: Pick<Arm, "send" | "sendOnce">,
    parent: Parent,
    description: RegeneratePolicy,
    policy: string,
    slot: string,
    sleep: (ms: number) => Promise<unknown> = pause,
): Promise<string | undefined> {
    const field = description.field(slot);
    const key = randomBytes(KEY_BYTES).toString("base64");
    noteSecret(key);
    let keyBefore: string | undefined;
    for (const waitMs of [...WRITE_AGAIN_AFTER_MS, "never"] as const) {
        const resource = await arm.send({ method: "GET", ...parent });
        const properties = propertiesIn(resource, parent.path);
        const all = await everyPolicy(arm, { ...parent, path: `${parent.path}/${description.listPolicies}` });
        const found = all.find((one) => one[description.policyName] === policy);
        if (found === undefined) {
            throw new RotationError("service", `${parent.path}: there is no policy ${policy}; no key was changed`);
        }
        keyBefore ??= found[field];
        if (found[field] !== keyBefore) {
            // Somebody else has regenerated it: a list shows that, and their new key is not replaced.
            return undefined;
        }
        const changed = all.map((one) => (one === found ? { ...one, [field]: key } : one));
        try {
            await arm.sendOnce({
                ...parent,
                method: "PUT",
                headers: conditionOf(resource),
                body: { ...Object(resource), properties: { ...properties, [description.policies]: changed } },
            });
            return key;
        } catch (error) {
            const isConflict = error instanceof ArmError && error.isConflict;
            if (!isConflict || waitMs === "never" || (error.retryAfterMs ?? 0) > LONGEST_WAIT_MS) {
                throw error;
            }
            await sleep(waitMs);
        }
    }
    return undefined;
}

function conditionOf(resource: unknown): Readonly<Record<string, string>> {
    const { etag }: { readonly etag?: unknown } = Object(resource);
    return typeof etag === "string" ? { "If-Match": etag } : {};
}

async function everyPolicy(arm: Pick<Arm, "send">, first: Parent): Promise<readonly Policy[]> {
    const { value, nextLink } = (await arm.send({ method: "POST", ...first })) as {
        readonly value?: readonly Policy[] | null;
        readonly nextLink?: string | null;
    };
    // A resource with more policies than one page would lose the others by the PUT.
    if (nextLink) {
        throw new RotationError("service", `${first.path}: more policies than one page; no key was changed`);
    }
    return value ?? [];
}
