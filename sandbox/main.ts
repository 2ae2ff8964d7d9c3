// npm run sandbox: a sandbox to try stacks in by hand, from a second terminal, until Ctrl-C.
import { parseArgs } from "node:util";
import { callLine } from "./callLine";
import { tellEnvironment, toldEnvironment } from "./runningEnvironment";
import { foreignVariables, type Sandbox, startSandbox } from "./sandbox";
import { seedEstate } from "./seed/estate";
import { faultsFrom, startOptions, USAGE } from "./startOptions";
import { foreignFrom, weatherFrom } from "./weatherOptions";

async function main(): Promise<void> {
    const { values } = parseArgs({ options: startOptions });
    if (values.help === true) {
        process.stdout.write(USAGE);
        return;
    }
    if (values.env === true) {
        process.stdout.write(`${environmentOfOther()}\n`);
        return;
    }
    if (values.seed !== undefined && values.seed !== "estate") {
        throw new Error(`--seed cannot be '${values.seed}': it is estate.`);
    }
    const weather = weatherFrom(values);
    const faults = [...foreignFrom(values), ...faultsFrom(values.fault)];
    say("The sandbox starts …");
    const sandbox = await startSandbox({ weather, anyType: true });
    const forget = tellEnvironment(commands(sandbox));
    for (const signal of ["SIGINT", "SIGTERM"] as const) {
        process.once(signal, () => {
            forget();
            void sandbox.stop().then(() => process.exit(0));
        });
    }
    try {
        await prepare(sandbox, values.seed === "estate");
    } catch (error) {
        forget();
        await sandbox.stop();
        throw error;
    }
    const { azure } = sandbox;
    for (const fault of faults) {
        azure.faults.add(fault);
    }
    for (const action of values.deny ?? []) {
        azure.permissions.deny(action);
    }
    if (values.log === true) {
        azure.journal.on((entry) => process.stdout.write(`${callLine(entry)}\n`));
    }
    process.stdout.write(`${describe(sandbox)}\n`);
}

/** Registers the services of which programs may make resources, and the resources of the beginning. */
async function prepare({ azure }: Sandbox, withEstate: boolean): Promise<void> {
    await Promise.all(["@azure/arm-cosmosdb", "@azure/arm-servicebus"].map((name) => azure.keyServices.serve(name)));
    if (withEstate) {
        await seedEstate(azure, say);
    }
}

/** Progress goes to stderr: stdout is for the requested output. */
function say(line: string): void {
    process.stderr.write(`${line}\n`);
}

/** A shell that sources it learns that no sandbox runs. */
function environmentOfOther(): string {
    return toldEnvironment() ?? "echo 'No sandbox runs. Start one in another terminal: npm run sandbox' >&2; false";
}

function describe(sandbox: Sandbox): string {
    return [
        `# A local Azure runs on ${sandbox.azure.host}. In a second terminal, in this folder:`,
        "#     . <(npm run -s sandbox -- --env)",
        "# and then run `pulumi` there. The same by hand:",
        commands(sandbox),
        "# Ctrl-C here ends it, and removes its stacks.",
    ].join("\n");
}

/** Shell commands that turn a terminal into one of the sandbox. */
function commands({ env }: Sandbox): string {
    const differing = Object.entries(env).filter(([name, value]) => process.env[name] !== value);
    const replaced = foreignVariables().filter((name) => env[name] === undefined);
    return [
        ...(replaced.length === 0 ? [] : [`unset ${replaced.join(" ")}`]),
        ...differing.map(([name, value]) => `export ${name}=${quote(value)}`),
    ].join("\n");
}

function quote(value: string): string {
    return `'${value.replaceAll("'", "'\\''")}'`;
}

main().catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
});
