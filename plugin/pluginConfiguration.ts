import type { dynamic } from "@pulumi/pulumi";

/**
 * The configuration that a plugin gets: the part of the stack's in its own namespace, `two-key:`, secrets included. The
 * engine gives it as an environment variable, for every command, also those that run no program.
 */
export function pluginConfiguration(environment: NodeJS.ProcessEnv): dynamic.Config {
    const values = JSON.parse(environment.PULUMI_CONFIG || "{}") as Readonly<Record<string, string>>;
    const get = (key: string) => values[key.replace(/^two-key:/, "")];
    return {
        get,
        require(key) {
            const value = get(key);
            if (value === undefined) {
                throw new Error(`${key} is not configured; run \`pulumi config set ${key} …\``);
            }
            return value;
        },
    };
}
