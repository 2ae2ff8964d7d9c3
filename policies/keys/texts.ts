import { runtime } from "@pulumi/pulumi";
import { layersOf } from "../../components/keySources/layers";
import { isRecord, reveal, UNKNOWN } from "../stack/value";
import { type FoundKey, keysIn } from "./patterns";

/** A text in a tree of values that may hold a key. */
export interface KeyText {
    /** Where it stands, as a person writes it, such as `siteConfig.appSettings["UPLOADS"]`. Holds no key. */
    readonly path: string;
    /** The input or output that it is in. */
    readonly property: string;
    /** The name of the innermost property, or of the setting. */
    readonly name: string;
    /** Whether the program marked it, or something around it, as secret. */
    readonly secret: boolean;
    /** The text, and every text that is encoded in it. Secret. */
    readonly layers: readonly string[];
    /** What looks like a key in it. */
    readonly keys: readonly FoundKey[];
}

/** No key is shorter. */
const MIN_LENGTH = 16;
const MAX_DEPTH = 64;
const MAX_NODES = 200_000;

const trees = new WeakMap<object, readonly KeyText[]>();

/** Every text of a tree that is long enough for a key, property names included. The work is bounded, and done once. */
export function textsIn(tree: unknown): readonly KeyText[] {
    if (!isRecord(tree)) {
        return [];
    }
    const seen = trees.get(tree);
    if (seen !== undefined) {
        return seen;
    }
    const walk = new Walk();
    walk.visit(tree, { path: "", property: "", name: "", secret: false }, 0);
    trees.set(tree, walk.texts);
    return walk.texts;
}

type Place = Pick<KeyText, "path" | "property" | "name" | "secret">;

class Walk {
    readonly texts: KeyText[] = [];
    readonly #above = new Set<object>();
    #nodes = 0;

    visit(wrapped: unknown, outer: Place, depth: number): void {
        this.#nodes += 1;
        const { value, secret } = reveal(wrapped);
        const place = secret && !outer.secret ? { ...outer, secret } : outer;
        if (typeof value === "string") {
            this.#add(value, place);
        } else if (value !== UNKNOWN && isRecord(value) && depth < MAX_DEPTH && !this.#above.has(value)) {
            this.#above.add(value);
            for (const [name, inner] of Object.entries(value)) {
                if (this.#nodes > MAX_NODES) {
                    break;
                }
                if (name !== runtime.specialSigKey) {
                    this.#visitMember(name, inner, Array.isArray(value), place, depth);
                }
            }
            this.#above.delete(value);
        }
    }

    #visitMember(name: string, inner: unknown, inArray: boolean, place: Place, depth: number): void {
        const step = inArray ? elementName(inner) : name;
        const label = step === undefined ? name : showable(step);
        const path = inArray ? `${place.path}[${step === undefined ? name : `"${label}"`}]` : joined(place.path, label);
        const property = place.property === "" ? label : place.property;
        if (!inArray && name.length >= MIN_LENGTH) {
            this.#add(name, { ...place, path: `${path} (its name)`, property });
        }
        // The value of `{ name: "UPLOADS", value: "…" }` goes by the name of its setting.
        const called = inArray ? (step ?? place.name) : ["value", "secureValue"].includes(name) ? place.name : name;
        const isOwnValue = name === "value" && place.path.endsWith('"]');
        this.visit(
            inner,
            { path: isOwnValue ? place.path : path, property, name: called, secret: place.secret },
            depth + 1,
        );
    }

    #add(text: string, place: Place): void {
        if (text.length >= MIN_LENGTH) {
            const layers = layersOf(text);
            this.texts.push({ ...place, layers, keys: layers.flatMap((layer) => keysIn(layer, place.name)) });
        }
    }
}

/** What an element of an array is called, such as an app setting. */
function elementName(element: unknown): string | undefined {
    const { value } = reveal(element);
    if (!isRecord(value) || Array.isArray(value)) {
        return undefined;
    }
    const { value: name } = reveal(value.name ?? value.key);
    return typeof name === "string" && name !== "" ? name : undefined;
}

/** A name that may be printed: short, plain, and none that may be a key itself. */
function showable(name: string): string {
    const mayBeKey = name.length >= 32 && (/^[0-9a-f]+$/i.test(name) || (/[A-Z]/.test(name) && /\d/.test(name)));
    return /^[\w.$:/ -]{1,64}$/.test(name) && !mayBeKey ? name : "…";
}

function joined(path: string, name: string): string {
    return path === "" ? name : `${path}.${name}`;
}
