import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { createHttpHeaders, type PipelineRequest } from "@azure/core-rest-pipeline";
import { Declarations, type Member, nameOf } from "./declarations";

/** Address at which the client expects Azure Resource Manager. */
export const ORIGIN = "https://management.invalid";

/** The answer that a client gets. */
export interface Reply {
    readonly status: number;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: unknown;
}

export type Respond = (request: PipelineRequest) => Reply | Promise<Reply>;

/** A function of an operation group of the client, such as `listKeys` of `storageAccounts`. */
export interface ClientFunction {
    readonly group: string;
    readonly declared: Member & Required<Pick<Member, "parameters">>;
    call(args: readonly unknown[]): unknown;
}

/** A management package, and a client of it that reaches nobody. */
export interface ArmPackage {
    /** Name and version. */
    readonly id: string;
    readonly declarations: Declarations;
    readonly client: Record<string, unknown>;
    readonly functions: readonly ClientFunction[];
    /** Sets the answer to each of the client's requests from now on. */
    reply(respond: Respond): void;
}

type Constructor = new (credential: object, subscriptionId: string, options: object) => Record<string, unknown>;
type Callable = (...args: readonly unknown[]) => unknown;

const CREDENTIAL = { getToken: async () => ({ token: "none", expiresOnTimestamp: Number.MAX_SAFE_INTEGER }) };

/** Loads the package of that name, as this project depends on it, with a client for the subscription. */
export function loadArmPackage(name: string, subscriptionId = "{subscriptionId}"): ArmPackage {
    const load = createRequire(__filename);
    const description = load.resolve(`${name}/package.json`);
    const { version, types } = JSON.parse(readFileSync(description, "utf8"));
    const declarations = new Declarations(dirname(join(dirname(description), types)));
    let respond: Respond = () => ({ status: 404 });
    const options = { endpoint: ORIGIN, retryOptions: { maxRetries: 0 }, httpClient: { sendRequest } };

    async function sendRequest(request: PipelineRequest) {
        const { status, headers, body } = await respond(request);
        const bodyAsText = body === undefined ? "" : JSON.stringify(body);
        const allHeaders = createHttpHeaders({ "content-type": "application/json", ...headers });
        return { request, status, headers: allHeaders, bodyAsText };
    }

    for (const [exported, value] of Object.entries(load(name) as Record<string, unknown>)) {
        const functions = groupedFunctions(declarations, exported);
        if (typeof value === "function" && functions.length > 0) {
            const client = new (value as Constructor)(CREDENTIAL, subscriptionId, options);
            return {
                id: `${name}@${version}`,
                declarations,
                client,
                functions: functions.map((one) => ({ ...one, call: (args) => callableOf(client, one)(...args) })),
                reply(next) {
                    respond = next;
                },
            };
        }
    }
    throw new Error(`The package ${name} exports no client.`);
}

/** The first answer of the function: the first page of a list, the end of a long-running operation, or the value of its promise. */
export async function firstAnswer(result: unknown): Promise<unknown> {
    if (typeof result === "object" && result !== null && "next" in result && typeof result.next === "function") {
        return result.next();
    }
    return result;
}

function callableOf(client: ArmPackage["client"], { group, declared }: Omit<ClientFunction, "call">): Callable {
    const target = client[group] as Record<string, Callable | undefined>;
    const found = target[declared.name];
    if (found === undefined) {
        throw new Error(`The client has no ${group}.${declared.name}, which its package declares.`);
    }
    return found.bind(target);
}

/** The functions of each member of the class that is a group of them. */
function groupedFunctions(declarations: Declarations, className: string): readonly Omit<ClientFunction, "call">[] {
    return declarations.members(className).flatMap(({ name: group, type }) =>
        declarations
            .members(nameOf(type) ?? "")
            .flatMap(({ parameters, ...member }) => (parameters === undefined ? [] : [{ ...member, parameters }]))
            // Older packages declare a function once for each way to call it.
            .filter(({ name }, index, all) => all.findIndex((other) => other.name === name) === index)
            .map((declared) => ({ group, declared })),
    );
}
