import type { Finding } from "./analyzer/finding";
import { keyPolicy } from "./analyzer/keyPolicy";
import { distinct, type KeyPlace, keyPlace, told } from "./keys/keyPlace";
import { textsIn } from "./keys/texts";
import type { KnownKeys } from "./stack/knownKeys";
import type { Stack } from "./stack/stack";
import type { StackResource } from "./stack/stackResource";

/** An output with a key must be secret. Otherwise the state of the stack, and everybody who reads it, has the key in plain text. */
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
        const places = distinct([
            ...placesIn(resource.outputs, stack.knownKeys, "answered"),
            ...placesIn(resource.inputs, stack.knownKeys, "asked"),
        ]);
        // Outputs of the stack are exempted one by one.
        const groups = resource.kind === "stack" ? byProperty(places) : [places];
        return groups
            .flatMap((group) => [group.filter(({ certain }) => certain), group.filter(({ certain }) => !certain)])
            .flatMap((group) => plainKey(resource, group));
    });
}

function byProperty(places: readonly Place[]): readonly (readonly Place[])[] {
    const properties = [...new Set(places.map(({ property }) => property))];
    return properties.map((property) => places.filter((place) => place.property === property));
}

interface Place extends KeyPlace {
    /** Whether the program gave it, or the provider answered with it. */
    readonly by: "asked" | "answered";
}

function placesIn(tree: unknown, known: KnownKeys, by: Place["by"]): readonly Place[] {
    return textsIn(tree)
        .filter(({ secret }) => !secret)
        .flatMap((text) => keyPlace(text, known).map((place) => ({ ...place, by })));
}

function plainKey({ kind, urn, name }: StackResource, places: readonly Place[]): readonly Finding[] {
    const [first] = places;
    if (first === undefined) {
        return [];
    }
    const outputs = kind === "stack" ? places.map(({ property }) => property) : [];
    return [
        {
            urn,
            names: [name, ...outputs],
            message: messageOf(kind, name, places),
            ...(first.certain ? {} : { level: "advisory" as const }),
        },
    ];
}

function messageOf(kind: StackResource["kind"], name: string, places: readonly Place[]): string {
    switch (kind) {
        case "stack":
            return `The stack output ${told(places)} is plain: it is shown by each \`pulumi up\` and stands readable in the state. Export \`pulumi.secret(…)\`, or better the name of the Key Vault secret that holds it.`;
        case "provider":
            return `The configuration ${told(places)} is plain, and is handed to the provider ${name}: it stands readable in the stack's file and in the state. Run \`pulumi config set --secret\` for it.`;
        default:
            return `${name} ${places[0]?.certain ? "holds" : "may hold"} a key in ${told(places)}, and it is not secret: it stands readable in the state and in each diff. ${howToHide(places)}`;
    }
}

function howToHide(places: readonly Place[]): string {
    const answered = places.filter(({ by }) => by === "answered").map(({ property }) => property);
    return answered.length === places.length
        ? `Name ${[...new Set(answered)].join(", ")} in \`additionalSecretOutputs\` of the resource.`
        : "Wrap the value that the program gives in `pulumi.secret(…)`.";
}
