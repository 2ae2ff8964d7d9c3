import { runtime } from "@pulumi/pulumi";
import { layersOf } from "../../components/services/layers";
import { isRecord, reveal, UNKNOWN } from "../stack/value";
import type { FoundKey, Surroundings } from "./foundKey";
import { documentOf, firstOfEach, keysIn } from "./patterns";
import { elementName, isValueName, settingsOf } from "./settings";
import { subjectOf } from "./tellingNames";

/** A text in a tree of values that may hold a key. */
export interface KeyText {
    /** Its place as a person writes it, such as `siteConfig.appSettings["UPLOADS"]`. Holds no key. */
    readonly path: string;
    /** The input or output that it is in. */
    readonly property: string;
    /** The name of the innermost property, or of the setting. */
    readonly name: string;
    /** Whether the program marked it, or something around it, as secret. */
    readonly secret: boolean;
    /** The text, and every text that is encoded in it. Secret. */
    readonly layers: readonly string[];
    /** The text in it that looks like a key. */
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
    const walk = new Walk(0);
    walk.visit(
        tree,
        { path: "", property: "", name: "", outerName: "", secret: false, beside: [], oneOfMany: false },
        0,
    );
    trees.set(tree, walk.texts);
    return walk.texts;
}

type Place = Pick<KeyText, "path" | "property" | "name" | "secret"> & Surroundings;

/** The settings of an object, and those of the objects around it. */
const MAX_BESIDE = 500;

class Walk {
    readonly texts: KeyText[] = [];
    readonly #above = new Set<object>();
    #nodes = 0;

    constructor(private readonly documents: number) {}

    visit(wrapped: unknown, outer: Place, depth: number): void {
        this.#nodes += 1;
        const { value, secret } = reveal(wrapped);
        const place = secret && !outer.secret ? { ...outer, secret } : outer;
        if (typeof value === "string") {
            this.#add(value, place);
        } else if (value !== UNKNOWN && isRecord(value) && depth < MAX_DEPTH && !this.#above.has(value)) {
            this.#above.add(value);
            // A value with a subject of its own has nothing to do with its surroundings.
            const outer = place.oneOfMany || subjectOf(place.name) === "" ? place.beside : [];
            const within = { ...place, beside: [...settingsOf(value), ...outer].slice(0, MAX_BESIDE) };
            for (const [name, inner] of Object.entries(value)) {
                if (this.#nodes > MAX_NODES) {
                    break;
                }
                if (name !== runtime.specialSigKey) {
                    this.#visitMember(name, inner, value, within, depth);
                }
            }
            this.#above.delete(value);
        }
    }

    #visitMember(name: string, inner: unknown, outer: object, place: Place, depth: number): void {
        const inArray = Array.isArray(outer);
        const step = inArray ? elementName(inner) : name;
        const label = step === undefined ? name : showable(step);
        const path = inArray ? `${place.path}[${step === undefined ? name : `"${label}"`}]` : joined(place.path, label);
        const property = place.property === "" ? label : place.property;
        if (!inArray && name.length >= MIN_LENGTH) {
            this.#add(name, { ...place, path: `${path} (its name)`, property });
        }
        // The value of `{ name: "UPLOADS", value: "…" }` goes by the name of its setting.
        const isValue = !inArray && isValueName(name);
        const called = inArray ? (step ?? place.name) : isValue ? (elementName(outer) ?? place.name) : name;
        const isOwnValue = name === "value" && place.path.endsWith('"]');
        const oneOfMany =
            (inArray && step !== undefined) || (isValue || inArray ? place.oneOfMany : /^[A-Z\d_]+$/.test(name));
        this.visit(
            inner,
            {
                ...place,
                outerName: subjectOf(place.name) === "" ? place.outerName : place.name,
                path: isOwnValue ? place.path : path,
                property,
                name: called,
                oneOfMany,
            },
            depth + 1,
        );
    }

    #add(text: string, place: Place): void {
        if (text.length >= MIN_LENGTH) {
            const layers = withHex(layersOf(text));
            const { path, property, name, secret } = place;
            const keys = firstOfEach([
                ...keysIn(layers, place),
                ...layers.flatMap((layer) => keysInJson(layer, place, this.documents)),
            ]);
            this.texts.push({ path, property, name, secret, layers, keys });
        }
    }
}

/** Documents in documents. */
const MAX_DOCUMENTS = 3;

/** The keys in a document of JSON, by the names that they have in it. */
function keysInJson(text: string, place: Place, documents: number): readonly FoundKey[] {
    const document = documents < MAX_DOCUMENTS ? documentOf(text) : undefined;
    if (document === undefined) {
        return [];
    }
    const walk = new Walk(documents + 1);
    const outerName = subjectOf(place.name) === "" ? place.outerName : place.name;
    walk.visit(document, { ...place, name: "", outerName, oneOfMany: false }, 0);
    return walk.texts.flatMap(({ keys }) => keys);
}

/** Layers, and the texts that are written in hex in them. */
function withHex(layers: readonly string[]): readonly string[] {
    const inHex = layers.flatMap((layer) =>
        [...layer.matchAll(/(?<![0-9A-Za-z])(?:[2-7][0-9a-f]){32,}(?![0-9A-Za-z])/gi)].map(([hex]) =>
            Buffer.from(hex, "hex").toString("ascii"),
        ),
    );
    return [...layers, ...inHex];
}

/** A name that may be printed: short, plain, and not a possible key. */
function showable(name: string): string {
    const mayBeKey = name.length >= 32 && (/^[0-9a-f]+$/i.test(name) || (/[A-Z]/.test(name) && /\d/.test(name)));
    return /^[\w.$:/ -]{1,64}$/.test(name) && !mayBeKey ? name : "…";
}

function joined(path: string, name: string): string {
    return path === "" ? name : `${path}.${name}`;
}
