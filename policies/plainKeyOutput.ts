import type { Finding } from "./analyzer/finding";
import { keyPolicy } from "./analyzer/keyPolicy";
import { heldKeysOf } from "./keys/heldKeys";
import { type KeyText, textsIn } from "./keys/texts";
import type { KnownKeys } from "./stack/knownKeys";
import type { Stack, StackResource } from "./stack/stack";

/** What holds a key must be secret: else the state of the stack, and whoever reads it, has the key in plain text. */
export const plainKeyOutput = keyPolicy<Record<never, never>>({
    name: "plain-key-output",
    description: "Stack outputs and resource properties that hold a key must be secret.",
    enforcementLevel: "mandatory",
    defaults: {},
    schema: {},
    judge: plainKeys,
});

/** The outputs and properties that hold a key in plain text. */
export function plainKeys(stack: Stack): readonly Finding[] {
    return stack.resources.flatMap((resource) => {
        const places = [...placesIn(resource.inputs, stack.knownKeys), ...placesIn(resource.outputs, stack.knownKeys)];
        const distinct = [...new Map(places.map((place) => [place.path, place])).values()];
        return distinct.length === 0 ? [] : [plainKey(resource, distinct)];
    });
}

interface Place {
    readonly path: string;
    readonly property: string;
    readonly what: string;
}

function placesIn(tree: unknown, known: KnownKeys): readonly Place[] {
    return textsIn(tree)
        .filter(({ secret }) => !secret)
        .flatMap((text) => {
            const what = whatIsHeld(text, known);
            return what === undefined ? [] : [{ path: text.path, property: text.property, what }];
        });
}

function whatIsHeld(text: KeyText, known: KnownKeys): string | undefined {
    const [held] = heldKeysOf(text, known);
    return held === undefined ? text.keys[0]?.what : `${held.slot} of ${held.pair.name}`;
}

function plainKey({ kind, urn, name }: StackResource, places: readonly Place[]): Finding {
    const told = places.slice(0, 5).map(({ path, what }) => `${path} (${what})`);
    const more = places.length > told.length ? ` and ${places.length - told.length} more` : "";
    const list = `${told.join(", ")}${more}`;
    const [first] = places;
    if (kind === "stack") {
        return {
            urn,
            names: [name, ...places.map(({ property }) => property)],
            message: `The stack output ${list} is plain: it is shown by each \`pulumi up\` and stands readable in the state. Export \`pulumi.secret(…)\`, or better the name of the Key Vault secret that holds it.`,
        };
    }
    if (kind === "provider") {
        return {
            urn,
            names: [name],
            message: `The configuration ${list} is plain, and is handed to the provider ${name}: it stands readable in the stack's file and in the state. Run \`pulumi config set --secret\` for it.`,
        };
    }
    return {
        urn,
        names: [name],
        message: `${name} holds a key in ${list}, and it is not secret: it stands readable in the state and in each diff. Wrap the value in \`pulumi.secret(…)\`, or name ${first?.property} in \`additionalSecretOutputs\`.`,
    };
}
