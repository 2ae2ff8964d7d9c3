// @pulumi/policy takes secrets out of their wrappers before a policy sees them, so that no policy can tell what is secret
// (https://github.com/pulumi/pulumi-policy/issues/241, open). Until it can, this file keeps what the engine sent.
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
    const sent: unknown = Reflect.get(props, SENT);
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
        return deserializeProperties(sent, keepSecrets);
    }
    const answer = answers.get(sent) ?? deserialized(sent);
    answers.set(sent, answer);
    return answer;
}

function deserialized(sent: Struct): object {
    const answer = deserializedOrEmpty(sent);
    // The library's proxy hands out as it is what cannot be changed.
    Object.defineProperty(answer, SENT, { value: sent });
    return answer;
}

/** An asset without a text makes the library throw, and a throwing analyzer fails the whole update. */
function deserializedOrEmpty(sent: Struct): object {
    try {
        return deserializeProperties(sent, false);
    } catch {
        return {};
    }
}

/** Properties as they are, past the proxy of the library, which throws for what is unknown. */
function withoutProxy(props: object): object {
    const members = Object.entries(Object.getOwnPropertyDescriptors(props));
    return Object.fromEntries(members.map(([name, { value }]) => [name, value as unknown]));
}

function isStruct(value: unknown): value is Struct {
    return typeof value === "object" && value !== null && "toJavaScript" in value;
}
