// pulumi-two-key/testing: for programs that test themselves with Pulumi's mocks.
import { type SettledPair, settledOutputs } from "./engine/settledOutputs";

export type { SettledPair } from "./engine/settledOutputs";

/**
 * The outputs of every pair's resources, for the mocks of a program's own tests:
 *
 * ```ts
 * pulumi.runtime.setMocks({
 *     newResource: ({ type, name, inputs }) => ({ id: name, state: { ...inputs, ...settledPair(type, { slot: "key2" }) } }),
 *     call: ({ inputs }) => inputs,
 * });
 * ```
 *
 * Mocks that know nothing of pairs work as well: the pair is then settled, in slot `key1`, with a key that no service accepts.
 *
 * @param type - the type of the resource, as mocks receive it.
 * @param pair - the values that differ from the defaults.
 * @returns outputs beside the inputs; none for a resource that is not of a pair.
 */
export function settledPair(type: string, pair: SettledPair = {}): Readonly<Record<string, unknown>> {
    const [, own] = /(?:^|\/)two-key:(?:index:)?(\w+)$/.exec(type) ?? [];
    return own === undefined ? {} : settledOutputs(own, pair);
}
