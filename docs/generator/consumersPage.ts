import { readFileSync } from "node:fs";
import { join } from "node:path";
import { inspect } from "node:util";
import type { Consumer, ConsumerKind, Place } from "../../components/consumers/consumer";
import { consumerDeclarations } from "../../components/consumers/consumerRegistry";
import { oneLine } from "../../components/oneLine";
import { paragraph, table, withMadePart } from "./madePart";

/** The part of the plugin's schema that is read here: it has the docstrings of the package. */
interface Schema {
    readonly types: Readonly<Record<string, Described>>;
}

interface Described {
    readonly description?: string;
    readonly properties: Readonly<Record<string, { readonly description?: string; readonly $ref?: string }>>;
    readonly required?: readonly string[];
}

/** Said once, of every consumer. */
const OF_EVERY: readonly string[] = ["name", "wave", "onRemove"];

/** The page of consumers, with each kind: its docstring, one that has every argument, and the meaning of each. */
export function consumersPage(): string {
    const { types } = JSON.parse(readFileSync(join(__dirname, "../../../plugin/schema.json"), "utf8")) as Schema;
    const made = types["two-key:index:Consumer"]?.properties ?? {};
    // A program in another language has no `own`, so it is not in the schema; the page tells of it by hand.
    const kinds = consumerDeclarations.flatMap(({ example, place }) => {
        const { description = "", $ref = "" } = made[example.kind] ?? {};
        const args = types[$ref.replace("#/types/", "")];
        return args === undefined || place === undefined ? [] : [{ example, place, summary: description, args }];
    });
    const summaries = kinds.map(({ example: { kind }, summary }) => [
        `[\`${kind}\`](#${kind.toLowerCase()})`,
        oneLine(summary),
    ]);
    const sections = kinds.map(({ example, place, args }) => section(example, place, args));
    return withMadePart("consumers.md", [table(["function", "consumer"], summaries), ...sections].join("\n\n"));
}

function section({ kind, ...given }: Consumer, known: ConsumerKind, { description = "", ...args }: Described): string {
    const place = { ...given, kind, argument: "" };
    const rows = Object.entries(args.properties)
        .filter(([name]) => !OF_EVERY.includes(name))
        .map(([name, about]) => [
            `\`${name}\`${args.required?.includes(name) ? "" : " (optional)"}`,
            oneLine(about.description ?? ""),
        ]);
    const actions = known.actions(place).map((action) => `\`${action}\``);
    return [
        `### ${kind}`,
        paragraph(description),
        `\`\`\`ts\nimport { ${kind} } from "pulumi-two-key";\n\n${kind}(${inspected(given)});\n\`\`\``,
        table(["argument", "meaning"], rows),
        paragraph(
            [
                `Its key is ${isLookedAt(known, place) ? "" : "not "}looked at before a regenerate.`,
                ...(actions.length === 0 ? [] : [`Actions: ${actions.join(", ")}.`]),
            ].join(" "),
        ),
    ].join("\n\n");
}

/** Whether anybody can look at such a place, if it is as in the example. */
function isLookedAt(known: ConsumerKind, place: Place): boolean {
    return known.look !== undefined && (known.isVisible?.(place) ?? true);
}

/** As TypeScript. */
function inspected(value: object): string {
    return inspect(value, { depth: null, breakLength: 110 })
        .replaceAll(/^ +/gm, (indent) => indent.repeat(2))
        .replaceAll("'", '"');
}
