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
        const places = [
            ...placesIn(resource.outputs, stack.knownKeys, "answered"),
            ...placesIn(resource.inputs, stack.knownKeys, "asked"),
        ];
        const distinct = [...new Map(places.map((place) => [place.path, place])).values()];
        // Outputs of the stack are exempted one by one.
        const groups = resource.kind === "stack" ? byProperty(distinct) : [distinct];
        return groups.filter(({ length }) => length > 0).map((group) => plainKey(resource, group));
    });
}

function byProperty(places: readonly Place[]): readonly (readonly Place[])[] {
    const properties = [...new Set(places.map(({ property }) => property))];
    return properties.map((property) => places.filter((place) => place.property === property));
}

interface Place {
    readonly path: string;
    readonly property: string;
    readonly what: string;
    /** Whether the program gave it, or the provider answered with it. */
    readonly by: "asked" | "answered";
}

function placesIn(tree: unknown, known: KnownKeys, by: Place["by"]): readonly Place[] {
    return textsIn(tree)
        .filter(({ secret }) => !secret)
        .flatMap((text) => {
            const what = whatIsHeld(text, known);
            return what === undefined ? [] : [{ path: text.path, property: text.property, what, by }];
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
        message: `${name} holds a key in ${list}, and it is not secret: it stands readable in the state and in each diff. ${howToHide(places)}`,
    };
}

function howToHide(places: readonly Place[]): string {
    const answered = places.filter(({ by }) => by === "answered").map(({ property }) => property);
    return answered.length === places.length
        ? `Name ${[...new Set(answered)].join(", ")} in \`additionalSecretOutputs\` of the resource.`
        : "Wrap the value that the program gives in `pulumi.secret(…)`.";
}
