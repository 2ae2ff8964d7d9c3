// @pulumi/policy takes secrets out of their wrappers before a policy sees them, so that no policy can tell which values are secret
// (https://github.com/pulumi/pulumi-policy/issues/241, open). Until it can, this file keeps the values that the engine sent.
import * as library from "@pulumi/policy/deserialize";

/** A message of google-protobuf that is a tree of values. */
interface Struct {
    toJavaScript(): Record<string, unknown>;
}

type Deserialize = (sent: Struct, keepSecrets: boolean) => object;

const SENT: unique symbol = Symbol("sent");

const { deserializeProperties } = library as unknown as { readonly deserializeProperties: Deserialize };
const answers = new WeakMap<Struct, object>();
const values = new WeakMap<Struct, object>();

Object.assign(library, { deserializeProperties: deserializeOnce });

/**
 * The tree of values as the engine sent it, with the wrappers of secrets and with unknown values as sentinels: the same
 * object for each policy that a request is put to.
 */
export function sentValue(props: object): object {
    // A descriptor, because the library's proxies would hand out a proxy.
    const sent: unknown = Object.getOwnPropertyDescriptor(props, SENT)?.value;
    if (!isStruct(sent)) {
        return withoutProxy(props);
    }
    const seen = values.get(sent) ?? sent.toJavaScript();
    values.set(sent, seen);
    return seen;
}

/** Deserializes what each of the policies is asked about once, and not again for each. */
function deserializeOnce(sent: Struct, keepSecrets: boolean): object {
    if (keepSecrets) {
        return marked(deserializedOrEmpty(sent, keepSecrets), sent); // to be changed by one remediation
    }
    const answer = answers.get(sent) ?? marked(deserializedOrEmpty(sent, keepSecrets), sent);
    answers.set(sent, answer);
    return answer;
}

function marked(answer: object, sent: Struct): object {
    return Object.defineProperty(answer, SENT, { value: sent });
}

/** An asset without a text makes the library throw, and a throwing analyzer fails the whole update. */
function deserializedOrEmpty(sent: Struct, keepSecrets: boolean): object {
    try {
        return deserializeProperties(sent, keepSecrets);
    } catch {
        return {};
    }
}

/** The raw properties, past the proxy of the library. The proxy throws for unknown values. */
function withoutProxy(props: object): object {
    const members = Object.entries(Object.getOwnPropertyDescriptors(props));
    return Object.fromEntries(members.map(([name, { value }]) => [name, value as unknown]));
}

function isStruct(value: unknown): value is Struct {
    return typeof value === "object" && value !== null && "toJavaScript" in value;
}
