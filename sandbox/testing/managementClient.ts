import type { LocalAzure } from "../azure/localAzure";

/** The answer of Azure Resource Manager. */
export interface ArmResponse {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly text: string;
    /** The JSON of the answer; an empty object where it has none. */
    readonly body: Readonly<Record<string, unknown>>;
}

const VERSIONS: Readonly<Record<string, string>> = {
    "": "2024-03-01",
    "microsoft.authorization": "2022-04-01",
    "microsoft.insights": "2021-05-01-preview",
    "microsoft.keyvault": "2024-11-01",
    "microsoft.operationalinsights": "2023-09-01",
    "microsoft.web": "2024-04-01",
};

/** Calls Azure Resource Manager in this process, where the environment can no longer say whom to trust. */
export type Arm = (
    method: "GET" | "PUT" | "PATCH" | "POST" | "DELETE",
    path: string,
    body?: unknown,
    headers?: Readonly<Record<string, string>>,
) => Promise<ArmResponse>;

/** A client with a token of the managed identity, for this Azure or another resource. A path that is no address is one of the resource group `photos`. */
export async function armClient(azure: LocalAzure, resource = `https://${azure.host}/`): Promise<Arm> {
    const endpoint = `${azure.env.IDENTITY_ENDPOINT}?api-version=2019-08-01&resource=${encodeURIComponent(resource)}`;
    const answer = await fetch(endpoint, { headers: { "x-identity-header": azure.env.IDENTITY_HEADER ?? "" } });
    const { access_token: token } = JSON.parse(await answer.text());
    const { createDefaultHttpClient, createEmptyPipeline, createHttpHeaders, createPipelineRequest, tlsPolicy } =
        await import("@azure/core-rest-pipeline");
    const pipeline = createEmptyPipeline();
    pipeline.addPolicy(tlsPolicy({ ca: azure.authority }));
    const client = createDefaultHttpClient();
    return async (method, path, body, headers = {}) => {
        const base = `/subscriptions/${azure.subscriptionId}/resourceGroups/photos/providers/`;
        const url = new URL(/^(\/|https:)/.test(path) ? path : `${base}${path}`, `https://${azure.host}`);
        if (!url.searchParams.has("api-version")) {
            url.searchParams.set("api-version", versionFor(url.pathname));
        }
        const response = await pipeline.sendRequest(
            client,
            createPipelineRequest({
                url: url.href,
                method,
                headers: createHttpHeaders({
                    authorization: `Bearer ${token}`,
                    "content-type": "application/json",
                    ...headers,
                }),
                ...(body === undefined ? {} : { body: JSON.stringify(body) }),
            }),
        );
        const text = response.bodyAsText ?? "";
        return {
            status: response.status,
            headers: response.headers.toJSON(),
            text,
            body: text.startsWith("{") ? JSON.parse(text) : {},
        };
    };
}

/** A version that the provider in the path has. */
function versionFor(path: string): string {
    const provider = /.*\/providers\/([^/]+)\//i.exec(path)?.[1]?.toLowerCase() ?? "";
    return VERSIONS[provider] ?? "2024-01-01";
}
