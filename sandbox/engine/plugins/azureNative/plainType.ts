import type { Properties } from "../pluginProperties";
import type { ResourceKind } from "../standIn";
import type { ResourceManager } from "./armClient";
import { armResource } from "./armResource";
import type { ResourceType } from "./resourceTypes";

/** The provider of types that this stand-in does not know. */
const PROVIDER = "Microsoft.Plain";

const NAME = "plainName";

/**
 * Any other type of azure-native: kept as the program wrote it, with nothing that the service would add. Nobody here knows its path, so it
 * has one of the stand-in's own, made of all the names that the program gives.
 */
export function plainType(token: string, arm: ResourceManager): ResourceKind {
    const [, module = "", name = ""] = token.split(":");
    const type: ResourceType = {
        path: `/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/${PROVIDER}/${module}.${name}/{${NAME}}`,
        apiVersion: "2024-01-01",
        autoName: { input: NAME, by: "suffix" },
        liftedBeside: ["location", "tags"],
    };
    const kind = armResource(type, arm);
    return {
        ...kind,
        complete: (inputs, context) => {
            const given = namesIn(inputs);
            return kind.complete(given === "" ? inputs : { ...inputs, [NAME]: given }, context);
        },
        create: async (inputs) => {
            const { id, outputs } = await kind.create(inputs);
            return { id, outputs: { ...inputs, ...outputs, name: ownName(name, inputs) } };
        },
        update: async (id, inputs, oldOutputs) => ({
            ...(await kind.update(id, inputs, oldOutputs)),
            name: ownName(name, inputs),
        }),
    };
}

/** The names in the inputs, joined: a child of one parent is not that of another. */
function namesIn(inputs: Properties): string {
    return Object.entries(inputs)
        .filter(([input, value]) => isName(input) && typeof value === "string")
        .map(([, value]) => value)
        .join(".");
}

/** `subnetName` of a Subnet, else whatever name there is. */
function ownName(type: string, inputs: Properties): unknown {
    const names = Object.keys(inputs).filter(isName);
    const own = names.find((input) => input.toLowerCase() === `${type}name`.toLowerCase());
    return inputs[own ?? names.at(-1) ?? NAME];
}

function isName(input: string): boolean {
    return (input === "name" || input.endsWith("Name")) && input !== "resourceGroupName" && input !== NAME;
}
