import { inspect } from "node:util";
import type { Consumer, ConsumerKind, Place } from "../../components/consumers/consumer";
import { consumerDeclarations } from "../../components/consumers/consumerRegistry";
import { paragraph, table, withMadePart } from "./madePart";
import { type Made, madeOf, memberRows, summaryRow } from "./schemaTypes";

/** Said once, of every consumer. */
const OF_EVERY: readonly string[] = ["name", "wave", "onRemove"];

/** The page of consumers, with each kind: its docstring, one that has every argument, and the meaning of each. */
export function consumersPage(): string {
    const made = madeOf("Consumer");
    // A program in another language has no `own`, so it is not in the schema; the page tells of it by hand.
    const kinds = consumerDeclarations.flatMap(({ example, place }) => {
        const found = made.get(example.kind);
        return found === undefined || place === undefined ? [] : [{ example, place, found }];
    });
    const summaries = kinds.map(({ found }) => summaryRow(found));
    const sections = kinds.map(({ example, place, found }) => section(example, place, found));
    return withMadePart("consumers.md", [table(["function", "consumer"], summaries), ...sections].join("\n\n"));
}

function section({ kind, ...given }: Consumer, known: ConsumerKind, { args }: Made): string {
    const place = { ...given, kind, argument: "" };
    const actions = known.actions(place).map((action) => `\`${action}\``);
    return [
        `### ${kind}`,
        paragraph(args.description ?? ""),
        `\`\`\`ts\nimport { ${kind} } from "pulumi-two-key";\n\n${kind}(${inspected(given)});\n\`\`\``,
        table(["argument", "meaning"], memberRows(args, OF_EVERY)),
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
