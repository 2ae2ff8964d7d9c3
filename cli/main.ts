#!/usr/bin/env node
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { redacted } from "../components/redaction/redacted";
import { codeList, explanationOf } from "./explain";
import { readPreview, readStack, type StackChoice } from "./readStack";
import { pairsIn, StackProblem } from "./stackExport";

const STACK = `--stack STACK, --cwd FOLDER
    The stack and its program's folder. Without them: the selected stack of this folder, or what \`pulumi stack export\` prints, from a pipe.`;

/** The text of \`--help\` of each command. */
const HELP = {
    status: `npx pulumi-two-key status [--json] [--fail-on due|overdue|unsettled] [--stack STACK] [--cwd FOLDER]
    Says of each pair which slot is in use, since when, and whether it is settled, waits for something, is due, or was stopped by a failed
    update, and who is on which key then. It asks no cloud, and stays true where the outputs of the stack are those of an earlier update.
    Exit code 0: nothing to do; 3: a pair is due; 4: overdue, that is, due for more than a day; 5: stopped; 2: bad input.
    --fail-on due is the default. With overdue, what is due for less ends with 0. With unsettled, what waits ends with 3 as well.`,
    role: `npx pulumi-two-key role [--preview] [--name NAME] [--stack STACK] [--cwd FOLDER]
    Prints a custom role that is enough, and no more than enough, to rotate the stack's pairs:
    az role definition create --role-definition @role.json
    --preview: before the first \`pulumi up\`, of the pairs that \`pulumi preview --json\` shows, which it runs, or takes from a pipe.`,
    dependents: `npx pulumi-two-key dependents [--max-calls NUMBER] [--stack STACK] [--cwd FOLDER]
    Looks in the subscription for every place that holds a key of the stack's pairs, and prints them with their owners as a page in
    Markdown. It only reads, as \`az login\` or the ARM_* variables say.`,
    explain: `npx pulumi-two-key explain CODE
    Says what an error code such as TK004 means: what happened, what is safe, and the next command. It reads nothing and calls nobody.`,
} as const;

type CommandName = keyof typeof HELP;

const USAGE = `npx pulumi-two-key COMMAND [--help] | --version\n\n${Object.values(HELP).join("\n\n")}\n\n${STACK}`;

const BEFORE_FIRST_UPDATE = "Before the first `pulumi up`: npx pulumi-two-key role --preview";

const WIDTH = 100;

/** The command line is wrong. */
class UsageProblem extends Error {}

type Options = ReturnType<typeof readOptions>["values"];

const COMMANDS: Readonly<Record<CommandName, (options: Options, subject: string) => Promise<void> | void>> = {
    status,
    role,
    dependents,
    explain,
};

async function main(): Promise<void> {
    const { values, positionals } = readOptions();
    const [name, ...others] = positionals;
    if (values.version) {
        print(packageVersion());
    } else if (name === undefined) {
        if (!values.help) {
            throw new UsageProblem(USAGE);
        }
        print(USAGE);
    } else if (!isCommand(name)) {
        throw new UsageProblem(`There is no command "${name}". Commands: ${Object.keys(HELP).join(", ")}.`);
    } else if (values.help) {
        print(HELP[name]);
    } else if (others.length > (name === "explain" ? 1 : 0)) {
        throw new UsageProblem(`${name} takes no "${others.at(-1)}".\n\n${HELP[name]}`);
    } else {
        await COMMANDS[name](values, others[0] ?? "");
    }
}

function packageVersion(): string {
    const manifest = join(__dirname, "..", "..", "package.json");
    return JSON.parse(readFileSync(manifest, "utf8")).version;
}

function isCommand(name: string): name is CommandName {
    return Object.hasOwn(HELP, name);
}

function readOptions() {
    try {
        return parseArgs({
            allowPositionals: true,
            options: {
                stack: { type: "string" },
                cwd: { type: "string" },
                json: { type: "boolean", default: false },
                "fail-on": { type: "string", default: "due" },
                name: { type: "string", default: "Key pair rotator" },
                preview: { type: "boolean", default: false },
                "max-calls": { type: "string" },
                help: { type: "boolean", default: false, short: "h" },
                version: { type: "boolean", default: false },
            },
        });
    } catch (error) {
        throw new UsageProblem(error instanceof Error ? error.message : String(error));
    }
}

// The modules of a command are loaded when it is run: help and explanations come at once.

async function status(options: Options): Promise<void> {
    const { exitCodeOf, FAIL_ON, statusOf } = await import("./status.js");
    const { statusSummary, statusTable } = await import("./statusTable.js");
    const failOn = FAIL_ON.find((known) => known === options["fail-on"]);
    if (failOn === undefined) {
        throw new UsageProblem(`--fail-on must be ${FAIL_ON.join(", ")}.`);
    }
    const pairs = statusOf(await readStack(choiceIn(options)), new Date());
    if (options.json) {
        print(JSON.stringify(pairs, undefined, 4));
    } else {
        print(statusTable(pairs, process.stdout.columns ?? WIDTH));
        print(statusSummary(pairs));
    }
    process.exitCode = exitCodeOf(pairs, failOn);
}

async function role(options: Options): Promise<void> {
    const { roleFor } = await import("./role.js");
    const choice = choiceIn(options);
    const pairs = pairsIn(await (options.preview ? readPreview(choice) : readStack(choice)), BEFORE_FIRST_UPDATE);
    print(JSON.stringify(roleFor(pairs, options.name), undefined, 4));
}

async function dependents(options: Options): Promise<void> {
    const { lookForDependents } = await import("./dependents.js");
    const { dependentsPage } = await import("./dependentsPage.js");
    const given = options["max-calls"];
    const maxCalls = given === undefined ? undefined : Number(given);
    if (maxCalls !== undefined && !(Number.isInteger(maxCalls) && maxCalls > 0)) {
        throw new UsageProblem("--max-calls must be a whole number above 0.");
    }
    const found = [];
    for (const pair of pairsIn(await readStack(choiceIn(options)))) {
        found.push(await lookForDependents(pair, maxCalls));
    }
    print(dependentsPage(found));
}

function explain(_: Options, code: string): void {
    const explanation = explanationOf(code);
    if (explanation === undefined) {
        throw new UsageProblem(`${code === "" ? "Say which code" : `There is no code "${code}"`}:\n\n${codeList()}`);
    }
    print(explanation);
}

function print(text: string): void {
    console.log(redacted(text));
}

function choiceIn({ stack, cwd }: Options): StackChoice {
    return { stack, cwd };
}

main().catch((error: unknown) => {
    console.error(redacted(error instanceof Error ? error.message : String(error)));
    process.exitCode = error instanceof UsageProblem || error instanceof StackProblem ? 2 : 1;
});
