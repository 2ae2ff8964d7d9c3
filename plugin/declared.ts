import { readFileSync } from "node:fs";
import { join } from "node:path";

/** A property, as much of it as the plugin reads. */
export interface PropertySpec {
    readonly $ref?: string;
    readonly items?: PropertySpec;
    readonly additionalProperties?: PropertySpec;
}

type Properties = Readonly<Record<string, PropertySpec>>;

interface Schema {
    readonly resources: Readonly<
        Record<string, { readonly inputProperties: Properties; readonly properties: Properties }>
    >;
    readonly types: Readonly<Record<string, { readonly properties: Properties }>>;
}

/** The folder of the package. */
const PACKAGE = join(__dirname, "../..");

/** A file of the package as it was when the plugin was started. */
export function readJson<File>(path: string): File {
    return JSON.parse(readFileSync(join(PACKAGE, path), "utf8")) as File;
}

/** The arguments that programs in other languages may write. `npm run schema` makes it from the declarations of the package. */
export const schema = readJson<Schema>("plugin/schema.json");

/** The functions that make the values of one-of types: their parameters, by the type and by the function's name. */
export const functions =
    readJson<Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>>("plugin/functions.json");
