#!/usr/bin/env node
import { text } from "node:stream/consumers";
import { parseArgs } from "node:util";
import { lookForDependents } from "./dependents";
import { dependentsPage } from "./dependentsPage";
import { roleFor } from "./role";
import { pairsIn } from "./stackExport";

const USAGE = `pulumi stack export | npx pulumi-two-key role [--name NAME]

Prints a custom role that is enough, and no more than enough, to rotate the stack's pairs:
az role definition create --role-definition @role.json

pulumi stack export | npx pulumi-two-key dependents [--max-calls NUMBER]

Looks in the subscription for every place that holds a key of the stack's pairs, and prints them with their owners as a page in
Markdown. It only reads, as \`az login\` or the ARM_* variables say.`;

async function main(): Promise<void> {
    const { values, positionals } = parseArgs({
        allowPositionals: true,
        options: {
            name: { type: "string", default: "Key pair rotator" },
            "max-calls": { type: "string" },
            help: { type: "boolean", default: false },
        },
    });
    const [command] = positionals;
    if (values.help || positionals.length !== 1 || (command !== "role" && command !== "dependents")) {
        throw new Error(USAGE);
    }
    const maxCalls = values["max-calls"] === undefined ? undefined : Number(values["max-calls"]);
    if (maxCalls !== undefined && !(Number.isInteger(maxCalls) && maxCalls > 0)) {
        throw new Error("--max-calls must be a whole number above 0.");
    }
    const pairs = pairsIn(await text(process.stdin));
    if (pairs.length === 0) {
        throw new Error("There is no pair in this stack. Run `pulumi up` first.");
    }
    if (command === "role") {
        console.log(JSON.stringify(roleFor(pairs, values.name), undefined, 4));
        return;
    }
    const found = [];
    for (const pair of pairs) {
        found.push(await lookForDependents(pair, maxCalls));
    }
    console.log(dependentsPage(found));
}

main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
});
