import { table, withMadePart } from "./madePart";
import { describedPair, memberRows } from "./schemaTypes";

/** The page of arguments, with each one and each output as its docstring tells it. */
export function argumentsPage(): string {
    const { inputs, outputs } = describedPair();
    const made = [
        table(["argument", "meaning"], memberRows(inputs)),
        "## Outputs",
        table(["output", "meaning"], outputRows(outputs)),
    ];
    return withMadePart("arguments.md", made.join("\n\n"));
}

function outputRows(outputs: ReturnType<typeof describedPair>["outputs"]): readonly string[][] {
    return memberRows({ ...outputs, required: Object.keys(outputs.properties) });
}
