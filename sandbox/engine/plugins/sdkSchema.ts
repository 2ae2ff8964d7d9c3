import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

interface AnyType {
    readonly $ref: "pulumi.json#/Any";
}

type Members = Readonly<Record<string, AnyType>>;

/** A package schema of Pulumi, as much of one as the engine needs to run a program in YAML. */
export interface PackageSchema {
    readonly name: string;
    readonly version: string;
    readonly resources: Readonly<Record<string, { readonly inputProperties: Members; readonly properties: Members }>>;
    readonly functions: Readonly<Record<string, { readonly inputs: ObjectSpec; readonly outputs: ObjectSpec }>>;
}

interface ObjectSpec {
    readonly type: "object";
    readonly properties: Members;
}

/** A function of a provider: the names of what it takes and answers. */
export interface FunctionNames {
    readonly token: string;
    readonly inputs: readonly string[];
    readonly outputs: readonly string[];
}

/**
 * The schema of the types that a stand-in knows. The names of their properties are those that the package's SDK for Node declares; each
 * takes any value.
 */
export function sdkSchema(
    name: string,
    version: string,
    types: readonly string[],
    functions: readonly FunctionNames[] = [],
): PackageSchema {
    const sdk = dirname(createRequire(__filename).resolve(`@pulumi/${name}/package.json`));
    return {
        name,
        version,
        resources: Object.fromEntries(types.map((token) => [token, membersOf(sdk, token)])),
        functions: Object.fromEntries(
            functions.map(({ token, inputs, outputs }) => [
                token,
                { inputs: objectOf(inputs), outputs: objectOf(outputs) },
            ]),
        ),
    };
}

/** The members of a resource's class and of its arguments. */
function membersOf(sdk: string, token: string): PackageSchema["resources"][string] {
    const [, module = "", name = ""] = token.split(":");
    const folder = module.startsWith("index/") ? "" : module;
    const file = join(sdk, folder, `${name.charAt(0).toLowerCase()}${name.slice(1)}.d.ts`);
    const [ofClass = "", ofArguments = ""] = readFileSync(file, "utf8").split(/^export interface \w+Args \{/m);
    const named = (text: string, member: RegExp) => anything([...text.matchAll(member)].map(([, one = ""]) => one));
    return {
        inputProperties: named(ofArguments, /^ {4}(\w+)\??: /gm),
        properties: named(ofClass, /^ {4}readonly (\w+): pulumi\.Output</gm),
    };
}

function objectOf(names: readonly string[]): ObjectSpec {
    return { type: "object", properties: anything(names) };
}

function anything(names: readonly string[]): Members {
    return Object.fromEntries(names.map((name) => [name, { $ref: "pulumi.json#/Any" }]));
}
