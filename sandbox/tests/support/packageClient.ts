import {
    createDefaultHttpClient,
    createEmptyPipeline,
    createHttpHeaders,
    createPipelineRequest,
    tlsPolicy,
} from "@azure/core-rest-pipeline";
import type { LocalAzure } from "../../azure/localAzure";
import { type ArmPackage, type ClientFunction, loadArmPackage, ORIGIN } from "../../specs/armPackage";

/** This takes two seconds by default. */
const OPTIONS = { updateIntervalInMs: 10 };

type Body = Readonly<Record<string, unknown>>;

/** Calls a function such as `registries.regenerateCredential` with the names in its path, outermost first, and its body. */
export type PackageClient = (name: string, names: readonly string[], body?: Body) => Promise<unknown>;

/** Lets the client of a service's own package send its requests to the local Azure, with a token of the managed identity. */
export async function packageClient(azure: LocalAzure, packageName: string): Promise<PackageClient> {
    const arm = loadArmPackage(packageName, azure.subscriptionId);
    const send = await sender(azure);
    arm.reply((request) => send(request.method, request.url, request.body, request.headers.toJSON()));
    return async (name, names, body) => {
        const called = functionOf(arm, name);
        const result = called.call([...names, ...bodyArguments(called, names.length, body), OPTIONS]);
        return isPaged(result) ? everyItem(result) : endOf(await result);
    };
}

/** The body as one argument or, where the function takes its members one by one, as these. */
function bodyArguments({ declared }: ClientFunction, from: number, body: Body | undefined): readonly unknown[] {
    const parameters = declared.parameters.slice(from).map(({ name }) => name.getText());
    const members = parameters.filter((parameter) => body !== undefined && parameter in body);
    return members.length > 0 ? members.map((member) => body?.[member]) : body === undefined ? [] : [body];
}

/** The final answer of a long-running operation, or the answer itself. */
function endOf(answer: unknown): unknown {
    const isPoller = typeof answer === "object" && answer !== null && "pollUntilDone" in answer;
    return isPoller && typeof answer.pollUntilDone === "function" ? answer.pollUntilDone() : answer;
}

async function everyItem(pages: AsyncIterable<unknown>): Promise<readonly unknown[]> {
    const items: unknown[] = [];
    for await (const item of pages) {
        items.push(item);
    }
    return items;
}

function isPaged(result: unknown): result is AsyncIterable<unknown> {
    return typeof result === "object" && result !== null && Symbol.asyncIterator in result;
}

function functionOf({ functions, id }: ArmPackage, name: string) {
    const found = functions.find(({ group, declared }) => `${group}.${declared.name}` === name);
    if (found === undefined) {
        throw new Error(`${id} has no ${name}.`);
    }
    return found;
}

async function sender(azure: LocalAzure) {
    const endpoint = `${azure.env.IDENTITY_ENDPOINT}?api-version=2019-08-01&resource=https://${azure.host}/`;
    const answer = await fetch(endpoint, { headers: { "x-identity-header": azure.env.IDENTITY_HEADER ?? "" } });
    const { access_token: token } = JSON.parse(await answer.text());
    const pipeline = createEmptyPipeline();
    pipeline.addPolicy(tlsPolicy({ ca: azure.authority }));
    const client = createDefaultHttpClient();
    return async (
        method: "GET" | "PUT" | "POST" | "PATCH" | "DELETE" | "HEAD" | "OPTIONS" | "TRACE",
        url: string,
        body: unknown,
        sent: Readonly<Record<string, string>>,
    ) => {
        const { status, headers, bodyAsText } = await pipeline.sendRequest(
            client,
            createPipelineRequest({
                url: url.replace(ORIGIN, `https://${azure.host}`),
                method,
                headers: createHttpHeaders({ ...sent, authorization: `Bearer ${token}` }),
                ...(typeof body === "string" ? { body } : {}),
            }),
        );
        // The polls would take a second each.
        const { "retry-after": _, ...withoutWait } = headers.toJSON();
        return { status, headers: withoutWait, body: bodyAsText ? JSON.parse(bodyAsText) : undefined };
    };
}
