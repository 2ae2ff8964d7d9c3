// Keys that a template of Azure Resource Manager asks for while it is deployed, by `listKeys()` and its like.
import { field, isRecord, listAt, textAt } from "../stack/value";
import { isWriteOnly } from "./allowedPlaces";
import { textsIn } from "./texts";

/** The functions of a template that answer with keys. */
const LISTS_KEYS =
    /\blist(?:Keys|AccountSas|ServiceSas|ConnectionStrings|AdminKeys|QueryKeys|ChannelWithKeys|Credentials|CallbackUrl)\s*\(/i;

/** The places of the template of a resource. A text is one in JSON. */
const TEMPLATES: readonly (readonly string[])[] = [
    ["properties", "template"],
    ["templateContent"],
    ["templateBody"],
    ["mainTemplate"],
    ["properties", "mainTemplate"],
];

const MAX_DEPTH = 16;

/** The places of a resource's templates that will hold a key. */
export function placesThatListKeys(inputs: unknown): readonly string[] {
    return TEMPLATES.flatMap((path) => {
        const template = parsed(field(inputs, ...path));
        return isRecord(template) ? inTemplate(template, path.join("."), 0) : [];
    });
}

function parsed(template: unknown): unknown {
    if (typeof template !== "string") {
        return template;
    }
    try {
        return JSON.parse(template);
    } catch {
        return undefined; // no template, or one with comments
    }
}

function inTemplate(template: unknown, path: string, depth: number): readonly string[] {
    const outputs = field(template, "outputs");
    const open = Object.keys(isRecord(outputs) ? outputs : {})
        .filter((output) => !/^secure/i.test(textAt(outputs, output, "type") ?? ""))
        .filter((output) => listsKeys(field(outputs, output)).length > 0)
        .map((output) => `${path}.outputs.${showable(output)}`);
    return [...open, ...inResources(template, path, "", depth)];
}

/** Resources may have resources of their own, and deployments have templates. */
function inResources(outer: unknown, path: string, outerType: string, depth: number): readonly string[] {
    const resources = field(outer, "resources");
    if (depth > MAX_DEPTH || !isRecord(resources)) {
        return [];
    }
    // Newer templates name their resources, older ones list them.
    const listed = Array.isArray(resources) ? listAt(outer, "resources") : Object.values(resources);
    return listed.flatMap((resource, index) => {
        const type = [outerType, textAt(resource, "type") ?? ""].filter((part) => part !== "").join("/");
        const at = `${path}.resources[${showable(textAt(resource, "name") ?? `${index}`)}]`;
        const nested = parsed(field(resource, "properties", "template"));
        const own = listsKeys(withoutInner(resource))
            .filter((inner) => !isKept(type, inner))
            .map((inner) => `${at}.${inner}`);
        return [
            ...own,
            ...inResources(resource, at, type, depth + 1),
            ...(isRecord(nested) ? inTemplate(nested, `${at}.properties.template`, depth + 1) : []),
        ];
    });
}

/** A resource without the resources and the template in it. */
function withoutInner(resource: unknown): unknown {
    if (!isRecord(resource)) {
        return resource;
    }
    const { resources: _, properties, ...own } = resource;
    const inner = isRecord(properties) ? { ...properties, template: undefined } : properties;
    return { ...own, properties: inner };
}

/** Whether a vault takes the key, or a service that does not show it again. */
function isKept(type: string, path: string): boolean {
    return /^Microsoft\.KeyVault\/vaults\/secrets$/i.test(type) ? path === "properties.value" : isWriteOnly(path);
}

function listsKeys(tree: unknown): readonly string[] {
    return textsIn(tree)
        .filter(({ layers }) => layers.some((text) => LISTS_KEYS.test(text)))
        .map(({ path }) => path);
}

/** A name that may be printed. */
function showable(name: string): string {
    return /^[\w.-]{1,64}$/.test(name) ? name : "…";
}
