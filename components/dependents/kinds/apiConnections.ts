import { besideIn } from "../../consumers/besideIn";
import type { Held, Scanner } from "../../consumers/scanner";

/** API connections of Logic Apps. They are known by the parameters that are shown; the key is not among these. */
export const apiConnections: Scanner = {
    title: "Logic Apps API connection",
    documented: {
        calls: "0",
        known: "by name",
        notSeen: "which key; a name that is a secret parameter, too",
    },
    type: "Microsoft.Web/connections",
    apiVersion: "2016-06-01",
    actions: ["Microsoft.Web/connections/read"],

    async look({ id, name, tags, properties }) {
        const { parameterValues, nonSecretParameterValues, customParameterValues, parameterValueSet } =
            properties as Connection;
        const shown = { parameterValues, nonSecretParameterValues, customParameterValues, parameterValueSet };
        const held: Held = {
            kind: apiConnections.title,
            holder: id,
            name: "",
            place: name,
            tags,
            content: { kind: "masked", beside: besideIn(shown) },
        };
        return isByIdentity(parameterValueSet) ? [] : [held];
    },
};

/** Newer connectors have their parameters in a set, named for the way in which it authenticates. */
interface Connection {
    readonly parameterValues?: unknown;
    readonly nonSecretParameterValues?: unknown;
    readonly customParameterValues?: unknown;
    readonly parameterValueSet?: { readonly name?: string } | null;
}

function isByIdentity(set: Connection["parameterValueSet"]): boolean {
    return /identity|oauth|token/i.test(set?.name ?? "");
}
