// Lists an account's keys as a client on an App Service would: configured by the environment alone, in a process of its own.
// node identityClient.js <path of the POST>: prints the status and the names of the keys as JSON.

import {
    bearerTokenAuthenticationPolicy,
    createDefaultHttpClient,
    createPipelineFromOptions,
    createPipelineRequest,
} from "@azure/core-rest-pipeline";
import { ManagedIdentityCredential } from "@azure/identity";

async function main(path: string): Promise<void> {
    const host = process.env.ARM_METADATA_HOSTNAME;
    const client = createDefaultHttpClient();
    const metadata = await createPipelineFromOptions({}).sendRequest(
        client,
        createPipelineRequest({ url: `https://${host}/metadata/endpoints?api-version=2022-09-01` }),
    );
    const { resourceManager, authentication } = JSON.parse(metadata.bodyAsText ?? "");
    const pipeline = createPipelineFromOptions({});
    pipeline.addPolicy(
        bearerTokenAuthenticationPolicy({
            credential: new ManagedIdentityCredential(),
            scopes: `${authentication.audiences[0]}/.default`,
        }),
    );
    const answer = await pipeline.sendRequest(
        client,
        createPipelineRequest({ url: new URL(path, resourceManager).href, method: "POST" }),
    );
    const keys: readonly { keyName: string }[] = JSON.parse(answer.bodyAsText ?? "").keys ?? [];
    console.log(JSON.stringify({ status: answer.status, keys: keys.map(({ keyName }) => keyName) }));
}

void main(process.argv[2] ?? "");
