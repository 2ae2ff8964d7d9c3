import { createRequire } from "node:module";
import { join } from "node:path";
import type { ProgramInfo } from "@pulumi/pulumi/proto/language_pb";

/** The options in Pulumi.yaml under `runtime: { name: nodejs, options: … }` that this host honours. */
export interface RuntimeOptions {
    /** Flags for Node itself. */
    readonly nodeArgs: readonly string[];
    /** Variables from which the SDK learns about TypeScript. */
    readonly env: Readonly<Record<string, string>>;
}

/** Reads the runtime options the way the release's language host does: TypeScript is on unless it is turned off. */
export function readRuntimeOptions(program: ProgramInfo): RuntimeOptions {
    const options = program.getOptions()?.toJavaScript() ?? {};
    const { nodeargs, typescript, tsconfig } = options;
    return {
        nodeArgs: typeof nodeargs === "string" ? nodeargs.split(/\s+/).filter((arg) => arg !== "") : [],
        env: {
            PULUMI_NODEJS_TYPESCRIPT: typescript === false || typescript === "false" ? "false" : "true",
            ...(typeof tsconfig === "string" ? { PULUMI_NODEJS_TSCONFIG_PATH: tsconfig } : {}),
        },
    };
}

/**
 * The path of a module of the SDK that the program itself uses.
 *
 * @throws with the way out, where the program's dependencies are not installed.
 */
export function resolveSdkModule(directory: string, name: string): string {
    try {
        return createRequire(join(directory, "_")).resolve(`@pulumi/pulumi/cmd/${name}`);
    } catch (cause) {
        throw new Error(`@pulumi/pulumi is not installed for ${directory}: run \`npm install\` there`, { cause });
    }
}
