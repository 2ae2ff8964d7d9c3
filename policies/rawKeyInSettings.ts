import type { Finding } from "./analyzer/finding";
import { keyPolicy } from "./analyzer/keyPolicy";
import type { ResourceAsked } from "./analyzer/request";
import { heldKeysOf } from "./keys/heldKeys";
import { isBookkeeping, isMadeForSecrets, wayWithoutKey } from "./keys/keyPlaces";
import { type KeyText, textsIn } from "./keys/texts";
import type { KnownKeys } from "./stack/knownKeys";
import { isPatchedByPair, isWrittenByPair, plainType } from "./stack/resourceType";
import { type Stack, type StackResource, wanted } from "./stack/stack";
import { field, isRecord, textAt } from "./stack/value";

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

/** What looks like a key in what the program asks for: found before the resource is made. */
export function rawKeysAsked({ type, urn, name, inputs }: ResourceAsked): readonly Finding[] {
    const places = settingsIn(type, inputs).flatMap((text) => text.keys.map(({ what }) => ({ path: text.path, what })));
    const listed = plainType(type) === "resources:deployment" ? outputsThatListKeys(inputs) : [];
    return findingOf({ type, urn, name, inputs }, [...places, ...listed]);
}

/** The keys of pairs that only their fingerprints tell, and the keys that providers answered with. */
export function rawKeysInSettings(stack: Stack): readonly Finding[] {
    return stack.resources.flatMap((resource) => {
        const asked = wanted(resource);
        // What is seen before the resource is made is told then.
        const told = new Set(
            resource.inputs === undefined
                ? []
                : textsIn(asked).flatMap(({ keys, path }) => (keys.length > 0 ? [path] : [])),
        );
        const texts = settingsIn(resource.type, asked).filter(({ path }) => !told.has(path));
        const places = [
            ...texts.flatMap((text) => placesOf(text, stack.knownKeys)),
            ...settingsIn(resource.type, deploymentOutputs(resource)).flatMap((text) =>
                placesOf(text, stack.knownKeys),
            ),
        ];
        return findingOf(resource, places);
    });
}

interface Place {
    readonly path: string;
    readonly what: string;
}

function placesOf(text: KeyText, known: KnownKeys): readonly Place[] {
    const held = heldKeysOf(text, known).map(({ slot, pair }) => `${slot} of ${pair.name}`);
    const looks = text.keys.map(({ what }) => what);
    return [...held, ...looks].slice(0, 1).map((what) => ({ path: text.path, what }));
}

/** The texts of a resource that are settings, and none that is made to hold a secret. */
function settingsIn(type: string, tree: unknown): readonly KeyText[] {
    return isBookkeeping(type) ? [] : textsIn(tree).filter(({ path }) => !isMadeForSecrets(type, path));
}

function findingOf(
    { type, urn, name, inputs }: Pick<StackResource, "type" | "urn" | "name" | "inputs">,
    places: readonly Place[],
): readonly Finding[] {
    const distinct = [...new Map(places.map((place) => [place.path, place])).values()];
    if (distinct.length === 0) {
        return [];
    }
    const told = distinct.slice(0, 5).map(({ path, what }) => `${path} (${what})`);
    const more = distinct.length > told.length ? ` and ${distinct.length - told.length} more` : "";
    const where = `${name} holds a key in ${told.join(", ")}${more}`;
    // A place that a pair owns is switched by it; the key can still be read there.
    const rotated = isWrittenByPair(type)
        ? 'the app\'s configuration has it. Use `keyVaultReference(…)` instead of "key" or "connectionString".'
        : isPatchedByPair(type, inputs)
          ? `the Secret has it. ${wayWithoutKey(type, [])}`
          : undefined;
    return rotated !== undefined
        ? [
              {
                  urn,
                  names: [name],
                  level: "advisory",
                  message: `${where}: the pair rotates it, but whoever may read ${rotated}`,
              },
          ]
        : [
              {
                  urn,
                  names: [name],
                  message: `${where}: whoever can read it there has the key, and no rotation knows of this copy. ${wayWithoutKey(
                      type,
                      distinct.map(({ path }) => path),
                  )}`,
              },
          ];
}

/** What a deployment has put out: unlike other outputs, it stays readable in the deployment's history. */
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

/** The functions of a template that answer with keys. */
const LISTS_KEYS = /\blist(?:Keys|AccountSas|ServiceSas|ConnectionStrings|AdminKeys)\s*\(/i;

/** The outputs of a template that will be keys. */
function outputsThatListKeys(inputs: unknown): readonly Place[] {
    const outputs = field(inputs, "properties", "template", "outputs");
    if (!isRecord(outputs)) {
        return [];
    }
    return Object.keys(outputs).flatMap((output) => {
        const isSecure = /^secure/i.test(textAt(outputs, output, "type") ?? "");
        const lists = textsIn(field(outputs, output)).some(({ layers }) =>
            layers.some((text) => LISTS_KEYS.test(text)),
        );
        const name = /^\w{1,64}$/.test(output) ? output : "…";
        return lists && !isSecure
            ? [{ path: `properties.template.outputs.${name}`, what: "the result of `listKeys`" }]
            : [];
    });
}
