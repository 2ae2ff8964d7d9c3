import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { createHttpHeaders, type PipelineRequest } from "@azure/core-rest-pipeline";
import { Declarations, type Member, nameOf } from "./declarations";

/** What a client gets for a request. */
export interface Reply {
    readonly status: number;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: unknown;
}

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
    /** What the client gets for each of its requests from now on. */
    reply(respond: (request: PipelineRequest) => Reply): void;
}

type Constructor = new (credential: object, subscriptionId: string, options: object) => Record<string, unknown>;
type Callable = (...args: readonly unknown[]) => unknown;

const CREDENTIAL = { getToken: async () => ({ token: "none", expiresOnTimestamp: Number.MAX_SAFE_INTEGER }) };

/** Loads the package of that name, as this project depends on it. */
export function loadArmPackage(name: string): ArmPackage {
    const load = createRequire(__filename);
    const description = load.resolve(`${name}/package.json`);
    const { version, types } = JSON.parse(readFileSync(description, "utf8"));
    const declarations = new Declarations(dirname(join(dirname(description), types)));
    let respond: (request: PipelineRequest) => Reply = () => ({ status: 404 });
    const options = {
        endpoint: "https://management.invalid",
        retryOptions: { maxRetries: 0 },
        httpClient: {
            async sendRequest(request: PipelineRequest) {
                const { status, headers, body } = respond(request);
                const bodyAsText = body === undefined ? "" : JSON.stringify(body);
                const type = { "content-type": "application/json" };
                return { request, status, headers: createHttpHeaders({ ...type, ...headers }), bodyAsText };
            },
        },
    };
    for (const [exported, value] of Object.entries(load(name) as Record<string, unknown>)) {
        const groups = declarations
            .members(exported)
            .map((member) => ({ group: member.name, functions: functionsIn(declarations, nameOf(member.type)) }))
            .filter(({ functions }) => functions.length > 0);
        if (typeof value === "function" && groups.length > 0) {
            const client = new (value as Constructor)(CREDENTIAL, "{subscriptionId}", options);
            return {
                id: `${name}@${version}`,
                declarations,
                client,
                functions: groups.flatMap(({ group, functions }) =>
                    functions.map((declared) => ({
                        group,
                        declared,
                        call: (args) => {
                            const target = client[group] as Record<string, Callable>;
                            return target[declared.name]?.(...args);
                        },
                    })),
                ),
                reply(next) {
                    respond = next;
                },
            };
        }
    }
    throw new Error(`The package ${name} exports no client.`);
}

/** Lets the call send its request: takes the first page of a list, and the first answer of a long-running operation. */
export async function settled(result: unknown): Promise<unknown> {
    if (typeof result === "object" && result !== null && "next" in result && typeof result.next === "function") {
        return result.next();
    }
    return result;
}

function functionsIn(declarations: Declarations, type: string | undefined): readonly ClientFunction["declared"][] {
    return declarations
        .members(type ?? "")
        .flatMap(({ parameters, ...member }) => (parameters === undefined ? [] : [{ ...member, parameters }]))
        .filter(({ name }, index, all) => all.findIndex((other) => other.name === name) === index);
}
