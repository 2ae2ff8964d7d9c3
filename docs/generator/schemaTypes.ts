import { readFileSync } from "node:fs";
import { join } from "node:path";
import { oneLine } from "../../components/oneLine";

/** A type of the plugin's schema, which has the docstrings of the package. */
export interface Described {
    readonly description?: string;
    readonly properties: Readonly<Record<string, DescribedProperty>>;
    readonly required?: readonly string[];
}

interface DescribedProperty {
    readonly description?: string;
    readonly $ref?: string;
}

/** The product of a function of the package: its name, a summary for a table, and its arguments. */
export interface Made {
    readonly name: string;
    readonly summary: string;
    readonly args: Described;
}

interface Component extends Described {
    readonly inputProperties: Described["properties"];
    readonly requiredInputs?: readonly string[];
}

interface Schema {
    readonly types: Readonly<Record<string, Described>>;
    readonly resources: Readonly<Record<string, Component>>;
}

const NAMESPACE = "two-key:index:";

function schema(): Schema {
    return JSON.parse(readFileSync(join(__dirname, "../../../plugin/schema.json"), "utf8")) as Schema;
}

/** The component: its arguments, and its outputs. */
export function describedPair(): { readonly inputs: Described; readonly outputs: Described } {
    const { inputProperties, requiredInputs, ...outputs } = schema().resources[
        `${NAMESPACE}RotatingKeyPair`
    ] as Component;
    return { inputs: { properties: inputProperties, required: requiredInputs ?? [] }, outputs };
}

/** All that functions make of one kind, by name. */
export function madeOf(kind: "Consumer" | "Gate"): ReadonlyMap<string, Made> {
    const { types } = schema();
    const made = Object.entries(types[`${NAMESPACE}${kind}`]?.properties ?? {}).flatMap(([name, about]) => {
        const args = types[about.$ref?.replace("#/types/", "") ?? ""];
        return args === undefined ? [] : [[name, { name, summary: oneLine(about.description ?? ""), args }] as const];
    });
    return new Map(made);
}

/** The row of a table with all of a kind: its name, which leads to its section, and its summary. */
export function summaryRow({ name, summary }: Made): readonly string[] {
    return [`[\`${name}\`](#${name.toLowerCase()})`, summary];
}

/** The rows of a table of members, but for some. */
export function memberRows({ properties, required }: Described, but: readonly string[] = []): readonly string[][] {
    return Object.entries(properties)
        .filter(([name]) => !but.includes(name))
        .map(([name, { description = "" }]) => [
            `\`${name}\`${required?.includes(name) ? "" : " (optional)"}`,
            oneLine(description),
        ]);
}
