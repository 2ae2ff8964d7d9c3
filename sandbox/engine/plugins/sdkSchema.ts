import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

interface AnyType {
    readonly $ref: "pulumi.json#/Any";
}

/** Programs in YAML read a member or an item only of what says that it has some. */
type MemberType =
    | AnyType
    | { readonly type: "object"; readonly additionalProperties: AnyType }
    | { readonly type: "array"; readonly items: AnyType };

type Members = Readonly<Record<string, MemberType>>;

const ANY = { $ref: "pulumi.json#/Any" } as const;

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
    const outputs = [...ofClass.matchAll(/^ {4}readonly (\w+): pulumi\.Output<(.*)>;$/gm)];
    return {
        inputProperties: anything([...ofArguments.matchAll(/^ {4}(\w+)\??: /gm)].map(([, member = ""]) => member)),
        properties: Object.fromEntries(outputs.map(([, member = "", declared = ""]) => [member, typeOf(declared)])),
    };
}

function typeOf(declared: string): MemberType {
    if (declared.includes("[]")) {
        return { type: "array", items: ANY };
    }
    return /outputs\.|\{/.test(declared) ? { type: "object", additionalProperties: ANY } : ANY;
}

function objectOf(names: readonly string[]): ObjectSpec {
    return { type: "object", properties: anything(names) };
}

function anything(names: readonly string[]): Members {
    return Object.fromEntries(names.map((name) => [name, ANY]));
}
