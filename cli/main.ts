#!/usr/bin/env node
import { text } from "node:stream/consumers";
import { parseArgs } from "node:util";
import { roleFor } from "./role";
import { pairsIn } from "./stackExport";

const USAGE = `pulumi stack export | npx pulumi-two-key role [--name NAME]

Prints a custom role that is enough, and no more than enough, to rotate the stack's pairs:
az role definition create --role-definition @role.json`;

async function main(): Promise<void> {
    const { values, positionals } = parseArgs({
        allowPositionals: true,
        options: { name: { type: "string", default: "Key pair rotator" }, help: { type: "boolean", default: false } },
    });
    if (values.help || positionals.length !== 1 || positionals[0] !== "role") {
        throw new Error(USAGE);
    }
    const pairs = pairsIn(await text(process.stdin));
    if (pairs.length === 0) {
        throw new Error("There is no pair in this stack. Run `pulumi up` first.");
    }
    console.log(JSON.stringify(roleFor(pairs, values.name), undefined, 4));
}

main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
});
