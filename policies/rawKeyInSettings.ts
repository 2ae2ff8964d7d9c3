import type { Finding } from "./analyzer/finding";
import { keyPolicy } from "./analyzer/keyPolicy";
import type { ResourceAsked } from "./analyzer/request";
import { wayWithoutKey } from "./keys/advice";
import { isBookkeeping, isHiddenCopy, isMadeForSecrets } from "./keys/allowedPlaces";
import { distinct, type KeyPlace, keyPlace, told } from "./keys/keyPlace";
import { isCalledKey } from "./keys/tellingNames";
import { placesThatListKeys } from "./keys/templates";
import { type KeyText, textsIn } from "./keys/texts";
import type { KnownKeys } from "./stack/knownKeys";
import { isPatchedByPair, isWrittenByPair, plainType } from "./stack/resourceType";
import { type Stack, wanted } from "./stack/stack";
import type { StackResource } from "./stack/stackResource";
import { field } from "./stack/value";

/** A key must not stand in settings, environments, manifests or outputs: who can read these has the key. */
export const rawKeyInSettings = keyPolicy<Record<never, never>>({
    name: "raw-key-in-settings",
    description: "Keys must not stand in settings, environments, manifests or deployment outputs.",
    enforcementLevel: "mandatory",
    defaults: {},
    schema: {},
    judge: rawKeysInSettings,
    judgeAhead: rawKeysAsked,
});

/** Values in the program's inputs that look like a key: found before the resource is made. */
export function rawKeysAsked({ type, urn, name, inputs }: ResourceAsked): readonly Finding[] {
    const seen = settingsIn(type, inputs).flatMap((text) => keyPlace(text, NO_KEYS));
    const listed = placesThatListKeys(inputs).map((path) => ({
        path,
        property: path,
        what: "the result of `listKeys`",
        certain: true,
    }));
    return findingsOf({ type, urn, name, inputs }, [...seen, ...listed]);
}

const NO_KEYS: KnownKeys = new Map();

/** The keys of pairs that only their fingerprints tell, and the keys that providers answered with. */
export function rawKeysInSettings(stack: Stack): readonly Finding[] {
    return stack.resources.flatMap((resource) => {
        const asked = wanted(resource);
        const isOfPair = isWrittenByPair(resource.type) || isPatchedByPair(resource.type, asked);
        // Findings from before the resource is made were reported then. They are reported again only if they were advice and now stop the update.
        const toldThen = new Map(
            (resource.inputs === undefined ? [] : textsIn(asked)).map(({ path, keys }) => [path, keys[0]?.certain]),
        );
        const places = settingsIn(resource.type, asked)
            .flatMap((text) => keyPlace(text, stack.knownKeys))
            .filter(({ path, certain }) => {
                const before = toldThen.get(path);
                return before === undefined || (!before && certain && !isOfPair);
            });
        const answered = settingsIn(resource.type, deploymentOutputs(resource))
            // Outputs of Azure itself do not concern us.
            .flatMap((text) =>
                keyPlace(text, stack.knownKeys).map((place) => ({
                    ...place,
                    certain: place.certain || isCalledKey(text.name),
                })),
            );
        return findingsOf(resource, [...places, ...answered]);
    });
}

/** The texts of a resource that are settings, without those that are made to hold a secret. */
function settingsIn(type: string, tree: unknown): readonly KeyText[] {
    return isBookkeeping(type) ? [] : textsIn(tree).filter(({ path }) => !isMadeForSecrets(type, path));
}

type Holder = Pick<StackResource, "type" | "urn" | "name" | "inputs">;

/** A finding for what has to change, and one of advice for each of the other kinds of places. */
function findingsOf({ type, urn, name, inputs }: Holder, found: readonly KeyPlace[]): readonly Finding[] {
    const places = distinct(found);
    const advice = (group: readonly KeyPlace[], holds: string, reason: string): readonly Finding[] => {
        const way = wayWithoutKey(
            type,
            group.map(({ path }) => path),
        );
        const message = `${name} ${holds} ${told(group)}${reason} ${way}`;
        return group.length === 0 ? [] : [{ urn, names: [name], message, level: "advisory" }];
    };
    if (isWrittenByPair(type)) {
        return advice(
            places,
            "holds a key in",
            ": the pair rotates it, but whoever may read the app's configuration has it.",
        );
    }
    if (isPatchedByPair(type, inputs)) {
        return advice(places, "holds a key in", ": the pair rotates it, but whoever may read the Secret has it.");
    }
    const certain = places.filter((place) => place.certain);
    const hidden = certain.filter(({ path }) => isHiddenCopy(type, path));
    return [
        ...advice(
            certain.filter((place) => !hidden.includes(place)),
            "holds a key in",
            ": whoever can read it there has the key, and no rotation knows of this copy.",
        ).map(({ level: _, ...mandatory }) => mandatory),
        ...advice(hidden, "holds a key in", ": no reader sees it there, and no rotation knows of this copy."),
        ...advice(
            places.filter((place) => !place.certain),
            "may hold a key in",
            ": if a service takes it, whoever can read it there has access, and no rotation knows of this copy.",
        ),
    ];
}

/** The outputs of a deployment. Unlike other outputs, they stay readable in the deployment's history. */
function deploymentOutputs({ type, outputs }: StackResource): unknown {
    switch (plainType(type)) {
        case "resources:deployment":
            return { outputs: field(outputs, "properties", "outputs") };
        case "azure:core/resourceGroupTemplateDeployment:ResourceGroupTemplateDeployment":
            return { outputContent: field(outputs, "outputContent") };
        case "azure:core/templateDeployment:TemplateDeployment":
            return { outputs: field(outputs, "outputs") };
        default:
            return undefined;
    }
}
