import type { Fault } from "./azure/faults";
import { weatherOptions, weatherUsage } from "./weatherOptions";

/** The options of `npm run sandbox`. */
export const startOptions = {
    ...weatherOptions,
    env: { type: "boolean" },
    log: { type: "boolean" },
    seed: { type: "string" },
    fault: { type: "string", multiple: true },
    deny: { type: "string", multiple: true },
    help: { type: "boolean" },
} as const;

const LINES = [
    ["--env", "print the shell commands of the sandbox that runs, to be sourced: . <(npm run -s sandbox -- --env)"],
    ["--log", "print each call as it is answered, and what happens then"],
    [
        "--seed estate",
        "make 15 storage accounts, Cosmos DB, Service Bus, web, function and container apps, and a vault",
    ],
    [
        "--fault OPERATION:STATUS[:NTH[:TIMES]]",
        "answer the NTH such call (the first) and the next ones with that status; may be repeated",
    ],
    ["--deny ACTION", "refuse an action such as Microsoft.Storage/storageAccounts/listKeys/action; may be repeated"],
];

export const USAGE = `npm run sandbox -- [OPTION …]

${LINES.map(([option = "", help]) => `  ${option.padEnd(60)}${help}`).join("\n")}

${weatherUsage}
`;

/**
 * The failures that the options ask for.
 *
 * @throws Error that names the option and its allowed values.
 */
export function faultsFrom(texts: readonly string[] = []): readonly Fault[] {
    return texts.map((text) => {
        const [, operation, status, nth = "1", times = "1"] =
            /^([^:]+):([1-5]\d\d)(?::([1-9]\d*))?(?::([1-9]\d*))?$/.exec(text) ?? [];
        if (operation === undefined) {
            throw new Error(`--fault cannot be '${text}': it is such as storageAccounts/regenerateKey:503:1:2.`);
        }
        return { operation, status: Number(status), nth: Number(nth), times: Number(times) };
    });
}
