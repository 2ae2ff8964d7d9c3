import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Analyzer } from "@pulumi/pulumi/provider/experimental/analyzer";
import { generateSchema } from "@pulumi/pulumi/provider/experimental/schema";

const ROOT = join(__dirname, "../../..");
const PACKAGE = "two-key";
const COMPONENT = "RotatingKeyPair";
const SECRET_OUTPUTS: readonly string[] = ["key", "connectionString"];

/**
 * The schema of the plugin, without a version, from the declarations in plugin/. It is made here and not when the plugin runs,
 * because the analyzer needs the sources and a compiler.
 */
export function pluginSchema() {
    const sources = join(ROOT, "plugin");
    const entry = { main: "rotatingKeyPair.ts" };
    const analyzed = new Analyzer(sources, PACKAGE, entry, new Set([COMPONENT])).analyze();
    // Imported, it would be compiled to a second manifest beside the compiled files.
    const { description, license, keywords } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
    const { version: _, ...schema } = generateSchema(
        PACKAGE,
        "",
        description,
        analyzed.components,
        analyzed.typeDefinitions,
        analyzed.dependencies,
    );
    const resources = mapped(schema.resources, (resource) => ({
        ...resource,
        properties: mapped(resource.properties ?? {}, (property, name) =>
            SECRET_OUTPUTS.includes(name) ? { ...property, secret: true } : property,
        ),
    }));
    return { ...schema, license, keywords, resources };
}

/** The same as it stands in plugin/schema.json. */
export function pluginSchemaText(): string {
    return `${JSON.stringify(pluginSchema(), undefined, 4)}\n`;
}

function mapped<From, To>(values: Readonly<Record<string, From>>, made: (value: From, name: string) => To) {
    return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, made(value, name)]));
}
