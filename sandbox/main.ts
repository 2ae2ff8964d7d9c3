// npm run sandbox: a sandbox to try stacks in by hand, from a second terminal, until Ctrl-C.
import { parseArgs } from "node:util";
import { foreignVariables, type Sandbox, startSandbox } from "./sandbox";
import { foreignFrom, weatherFrom, weatherOptions, weatherUsage } from "./weatherOptions";

const USAGE = `npm run sandbox -- [--weather NAME] [--weather.PART VALUE …]

${weatherUsage}
`;

async function main(): Promise<void> {
    const options = { ...weatherOptions, help: { type: "boolean" } } as const;
    const { values } = parseArgs({ options });
    if (values.help === true) {
        process.stdout.write(USAGE);
        return;
    }
    const [weather, faults] = [weatherFrom(values), foreignFrom(values)];
    const sandbox = await startSandbox({ weather });
    for (const fault of faults) {
        sandbox.azure.faults.add(fault);
    }
    process.stdout.write(`${describe(sandbox)}\n`);
    for (const signal of ["SIGINT", "SIGTERM"] as const) {
        process.once(signal, () => void sandbox.stop().then(() => process.exit(0)));
    }
}

/** Shell commands that turn a terminal into one of the sandbox. */
function describe({ env, azure }: Sandbox): string {
    const differing = Object.entries(env).filter(([name, value]) => process.env[name] !== value);
    const replaced = foreignVariables().filter((name) => env[name] === undefined);
    return [
        `# A local Azure runs on ${azure.host}. Paste this into a second terminal, then run \`pulumi\` there:`,
        ...(replaced.length === 0 ? [] : [`unset ${replaced.join(" ")}`]),
        ...differing.map(([name, value]) => `export ${name}=${quote(value)}`),
        "# Ctrl-C here ends it, and removes its stacks.",
    ].join("\n");
}

function quote(value: string): string {
    return `'${value.replaceAll("'", "'\\''")}'`;
}

main().catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
});
