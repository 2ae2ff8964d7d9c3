import { ArmError } from "./armError";

/**
 * The `properties` of a resource that was answered.
 *
 * @throws ArmError if the answer has no properties: such an answer without them says nothing of the resource, not even that it is empty.
 */
export function propertiesIn(answer: unknown, path: string): Readonly<Record<string, unknown>> {
    const { properties } = (answer ?? {}) as { properties?: unknown };
    if (typeof properties !== "object" || properties === null) {
        throw new ArmError(0, `${path}: no usable answer (it has no properties)`);
    }
    return properties as Readonly<Record<string, unknown>>;
}
