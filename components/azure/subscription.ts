import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { RotationError } from "../lifecycle/rotationError";
import type { AzureConfiguration } from "./configuration";

const ONE_MINUTE = 60_000;

/** The configured subscription, else the one that `az login` chose. */
export async function subscriptionIdOf(configuration: AzureConfiguration): Promise<string> {
    return configuration.get("subscriptionId") ?? (await azureCliAccount(configuration)).id;
}

async function azureCliAccount({ namespace }: AzureConfiguration): Promise<{ readonly id: string }> {
    try {
        const { stdout } = await promisify(execFile)("az", ["account", "show", "--output", "json"], {
            timeout: ONE_MINUTE,
        });
        return JSON.parse(stdout) as { id: string };
    } catch (cause) {
        throw new RotationError(
            "configuration",
            `${namespace}:subscriptionId is not configured, and the Azure CLI names no account; ` +
                `run \`pulumi config set ${namespace}:subscriptionId …\` or \`az login\``,
            { cause },
        );
    }
}
