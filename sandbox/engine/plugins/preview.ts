// The outputs in a preview. A property that is left out is unknown to the program, which is always safe.
import { isDeepStrictEqual } from "node:util";
import type { Properties } from "./pluginProperties";

/** How the engine writes a value that is not known before the update. */
const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** Plain values come back as they were given; an object may gain properties, so it stays unknown. */
export function previewCreate(inputs: Properties): Properties {
    return Object.fromEntries(Object.entries(inputs).filter(([, value]) => isPlain(value)));
}

/** As {@link previewCreate} for what changes; everything else stays as it was. */
export function previewUpdate(inputs: Properties, oldInputs: Properties, oldOutputs: Properties): Properties {
    const kept = Object.entries(oldOutputs).filter(([name]) => isDeepStrictEqual(inputs[name], oldInputs[name]));
    return { ...Object.fromEntries(kept), ...withoutSurplus(previewCreate(inputs), oldOutputs) };
}

/** Inputs that are never outputs (a resource group's name on its members) do not become outputs in a preview. */
function withoutSurplus(properties: Properties, outputs: Properties): Properties {
    return Object.fromEntries(Object.entries(properties).filter(([name]) => name in outputs));
}

function isPlain(value: unknown): boolean {
    return value !== unknown && value !== null && typeof value !== "object";
}
