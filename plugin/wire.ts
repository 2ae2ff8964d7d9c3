import { runtime } from "@pulumi/pulumi";

/** The marks of a secret in a message between engine and plugin. */
const SECRET = { [runtime.specialSigKey]: runtime.specialSecretSig };

/** The same values without the marks of secrets: handlers take plain ones. */
export function plain<Values>(values: unknown): Values {
    return unmarked(values) as Values;
}

/** The same values with those of these names marked as secrets; undefined values cannot be sent and are left out. */
export function secretly<Values extends object>(values: Values, names: readonly string[]): Record<string, unknown> {
    const sent = JSON.parse(JSON.stringify(values)) as Record<string, unknown>;
    const entries = Object.entries(sent).map(([name, value]) => [
        name,
        names.includes(name) ? { ...SECRET, value } : value,
    ]);
    return Object.fromEntries(entries);
}

function unmarked(value: unknown): unknown {
    if (Array.isArray(value)) {
        return value.map(unmarked);
    }
    if (typeof value === "object" && value !== null) {
        return runtime.isRpcSecret(value)
            ? unmarked(runtime.unwrapRpcSecret(value))
            : Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, unmarked(inner)]));
    }
    return value;
}
