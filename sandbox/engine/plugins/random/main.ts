// `pulumi-resource-random`: a STAND-IN for the release's provider plugin, which cannot be downloaded everywhere.
import { createRequire } from "node:module";
import { sdkSchema } from "../sdkSchema";
import { type ResourceKind, serveStandIn } from "../standIn";
import { type Drawn, randomTypes } from "./randomTypes";

void serveStandIn({
    version: createRequire(__filename)("@pulumi/random/package.json").version,
    schema: (version) => sdkSchema("random", version, Object.keys(randomTypes)),
    configure: () => {},
    kindOf: (token) => {
        const draw = randomTypes[token];
        if (draw === undefined) {
            throw new Error(`The stand-in for random does not know ${token}`);
        }
        return randomResource(draw);
    },
    invoke: async (token) => {
        throw new Error(`The stand-in for random does not know ${token}`);
    },
});

/** Drawn once and kept: any changed input means another draw. */
function randomResource(draw: (inputs: Readonly<Record<string, unknown>>) => Drawn): ResourceKind {
    return {
        complete: (inputs) => inputs,
        replacedBy: () => "createFirst",
        create: async (inputs) => {
            const { id, outputs } = draw(inputs);
            return { id, outputs: { ...inputs, ...outputs } };
        },
        read: async (_, inputs, outputs) => ({ inputs, outputs }),
        update: async (_, inputs, oldOutputs) => ({ ...oldOutputs, ...inputs }),
        delete: async () => {},
    };
}
