// npm run sandbox: a sandbox to try stacks in by hand, from a second terminal, until Ctrl-C.
import { EngineUnavailable } from "./engine/engine";
import { foreignVariables, type Sandbox, startSandbox } from "./sandbox";

async function main(): Promise<void> {
    const sandbox = await startSandbox();
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
    process.stderr.write(`${error instanceof EngineUnavailable ? error.message : String(error)}\n`);
    process.exitCode = 1;
});
