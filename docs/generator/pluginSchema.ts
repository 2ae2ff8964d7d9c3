import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { DeclaredTypes, type Functions, type PropertySpec, type TypeSpec } from "./declaredTypes";

const ROOT = join(__dirname, "../../..");
const PACKAGE = "two-key";
const COMPONENT = "RotatingKeyPair";
/** The plugin has one configuration namespace, which the engine gives it. */
const NOT_THERE: readonly string[] = ["azureConfig"];

/** The output of `npm run schema`. */
export interface PluginSchema {
    /** The schema of the plugin, without a version. */
    readonly schema: object;
    /** The functions of the package that make its one-of types. */
    readonly functions: Functions;
}

/** The schema for programs in other languages, from the declarations of the package. It is made here because it takes sources and a compiler. */
export function pluginSchema(): PluginSchema {
    const entry = join(ROOT, "components/index.ts");
    const { config } = ts.readConfigFile(join(ROOT, "tsconfig.json"), ts.sys.readFile);
    const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, ROOT);
    const program = ts.createProgram([entry], { ...options, noEmit: true, incremental: false });
    const checker = program.getTypeChecker();
    const source = program.getSourceFile(entry);
    const exported = source ? checker.getExportsOfModule(checker.getSymbolAtLocation(source) as ts.Symbol) : [];
    const declared = new DeclaredTypes(checker, `${PACKAGE}:index`, exported);
    const typeNamed = (name: string) => {
        const symbol = exported.find((one) => one.name === name);
        if (symbol === undefined) {
            throw new Error(`the package exports no ${name}`);
        }
        return checker.getDeclaredTypeOfSymbol(checker.getAliasedSymbol(symbol));
    };
    const inputs = declared.object(typeNamed("RotatingKeyPairArgs"), ({ name }) => !NOT_THERE.includes(name));
    const ofInputs = new Set(Object.keys(declared.types));
    const { description, ...outputs } = declared.object(typeNamed(COMPONENT), isOutput);
    const content = declared.types[`${PACKAGE}:index:Content`] as TypeSpec;
    const types: Readonly<Record<string, TypeSpec>> = {
        ...declared.types,
        [`${PACKAGE}:index:Content`]: { ...content, properties: { content: CONTENT, ...content.properties } },
    };
    const ofBoth = Object.entries(types).map(
        ([token, type]) => [token, ofInputs.has(token) ? type : asOutput(type)] as const,
    );
    // Imported, it would be compiled to a second manifest beside the compiled files.
    const manifest = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
    const schema = {
        name: PACKAGE,
        displayName: "Two Key",
        publisher: "pulumi-two-key",
        description: manifest.description,
        keywords: ["category/cloud", "kind/component", ...manifest.keywords],
        homepage: manifest.homepage,
        repository: repositoryPage(manifest.repository.url),
        logoUrl: `${repositoryPage(manifest.repository.url).replace("github.com", "raw.githubusercontent.com")}/main/docs/logo.svg`,
        license: manifest.license,
        language: {
            nodejs: { packageName: "@pulumi/two-key", respectSchemaVersion: true },
            python: { packageName: "pulumi_two_key", pyproject: { enabled: true }, respectSchemaVersion: true },
            csharp: { rootNamespace: "Pulumi", namespaces: { [PACKAGE]: "TwoKey" }, respectSchemaVersion: true },
            java: { basePackage: "com.pulumi", respectSchemaVersion: true },
            // Without it, Go has no type for what stands in a list alone.
            go: { respectSchemaVersion: true, generateExtraInputTypes: true },
        },
        resources: {
            [`${PACKAGE}:index:${COMPONENT}`]: {
                isComponent: true,
                description,
                inputProperties: inputs.properties,
                requiredInputs: inputs.required,
                ...asOutput(outputs),
            },
        },
        types: Object.fromEntries(ofBoth.sort(([one], [other]) => (one < other ? -1 : 1))),
    };
    return { schema, functions: sorted(declared.functions) };
}

function sorted(functions: Functions): Functions {
    const entries = Object.entries(functions).map(([made, named]) => [
        made,
        Object.fromEntries(Object.entries(named).sort(([one], [other]) => (one < other ? -1 : 1))),
    ]);
    return Object.fromEntries(entries) as Functions;
}

/** `git+https://….git`, as npm wants it, is no address of a page. */
function repositoryPage(url: string): string {
    return url.replace(/^git\+/, "").replace(/\.git$/, "");
}

const CONTENT: PropertySpec = {
    type: "string",
    plain: true,
    description: "`key`: the active key. `connectionString`: the connection string with it.",
};

/** The outputs of the component: its fields but for those of every component. */
function isOutput(property: ts.Symbol): boolean {
    const [declaration] = property.declarations ?? [];
    return (
        declaration !== undefined &&
        ts.isPropertyDeclaration(declaration) &&
        declaration.getSourceFile().fileName.endsWith("rotatingKeyPair.ts") &&
        (ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.Private) === 0
    );
}

/** Outputs of the engine are never plain. */
function asOutput<Described extends Pick<TypeSpec, "properties">>(described: Described): Described {
    const properties = Object.entries(described.properties).map(([name, spec]) => [name, withoutPlain(spec)]);
    return { ...described, properties: Object.fromEntries(properties) };
}

function withoutPlain({ plain: _, items, ...spec }: PropertySpec): PropertySpec {
    return items === undefined ? spec : { ...spec, items: withoutPlain(items) };
}
