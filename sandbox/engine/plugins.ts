import { chmod, mkdir, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Engine } from "./engine";
import { isExecutable } from "./executable";

/**
 * Installs the sandbox's plugins for an engine: the stand-ins for the providers, the SDK's dynamic provider, and a
 * language host for Node where the engine has none beside it.
 *
 * @param home the engine's home (`PULUMI_HOME`), whose plugin folder they go into. On PATH they would work as well, but
 * the engine warns of each plugin that it finds there, in each run.
 */
export async function installPlugins(home: string, engine: Engine): Promise<void> {
    const plugins: Plugin[] = [
        {
            kind: "resource",
            name: "azure-native",
            version: packageVersion("@pulumi/azure-native"),
            main: "azureNative/main",
        },
        { kind: "resource", name: "random", version: packageVersion("@pulumi/random"), main: "random/main" },
        {
            kind: "resource",
            name: "kubernetes",
            version: packageVersion("@pulumi/kubernetes"),
            main: "kubernetes/main",
        },
        { kind: "resource", name: "pulumi-nodejs", version: engine.version, main: "nodejs/dynamicProvider" },
        { kind: "language", name: "nodejs", version: engine.version, main: "nodejs/languageHost" },
    ];
    await Promise.all(plugins.map((plugin) => installPlugin(home, engine, plugin)));
}

interface Plugin {
    readonly kind: "resource" | "language";
    readonly name: string;
    /** The engine takes a provider of exactly the version that the program's SDK names. */
    readonly version: string;
    /** Its compiled program, beneath plugins/. */
    readonly main: string;
}

async function installPlugin(home: string, engine: Engine, { kind, name, version, main }: Plugin): Promise<void> {
    const executable = `pulumi-${kind}-${name}`;
    if (await isExecutable(join(engine.directory, executable))) {
        return; // a release brings its own
    }
    const folder = join(home, "plugins", `${kind}-${name}-v${version}`);
    const program = join(__dirname, "plugins", `${main}.js`);
    await mkdir(folder, { recursive: true });
    // `exec`: the engine signals the process it started, which must be the plugin itself.
    // Programs can be run on another Node than this one.
    const node = `"\${SANDBOX_NODE:-${process.execPath}}"`;
    await writeFile(join(folder, executable), `#!/bin/sh\nexec ${node} "${program}" "$@"\n`);
    await chmod(join(folder, executable), 0o755);
}

function packageVersion(name: string): string {
    return createRequire(__filename)(`${name}/package.json`).version;
}
