import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import type { Answer } from "../azure/answer";
import { CallPipeline, clientOf } from "../azure/callPipeline";
import { Faults } from "../azure/faults";
import { Journal } from "../azure/journal";
import { close, listen } from "../azure/listener";
import { answerIam } from "./iamActions";
import { IamUsers } from "./iamUsers";

/** A STAND-IN for IAM and Secrets Manager: the parts that a pair of access keys needs. */
export interface LocalAws {
    /** The environment for a client's process that uses it as an administrator. */
    readonly env: Readonly<Record<string, string>>;
    readonly journal: Journal;
    readonly faults: Faults;
    readonly users: IamUsers;
    /** The text of each secret, by name. */
    readonly secrets: Map<string, string>;
    stop(): Promise<void>;
}

/** Starts the stand-in on a free port of 127.0.0.1. */
export async function startLocalAws({ acceptedAfterMs = 0 } = {}): Promise<LocalAws> {
    const journal = new Journal();
    const faults = new Faults();
    const pipeline = new CallPipeline({ journal, faults });
    const users = new IamUsers(acceptedAfterMs);
    const secrets = new Map<string, string>();
    const administrator = `AKIALOCAL${randomUUID().slice(0, 8).toUpperCase()}`;

    const server = createServer((request, response) => void answer(request, response));
    const url = `http://127.0.0.1:${await listen(server)}`;

    async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
        const content = await text(request);
        const target = String(request.headers["x-amz-target"] ?? "");
        const call = { method: request.method ?? "", path: request.url ?? "", ...clientOf(request) };
        if (target.startsWith("secretsmanager.")) {
            const { SecretId, SecretString } = JSON.parse(content) as Readonly<Record<string, string>>;
            const operation = target.replace(".", "/");
            await pipeline.run({ ...call, operation, target: SecretId ?? "" }, response, async () =>
                answerSecret(operation, SecretId ?? "", SecretString, secrets),
            );
            return;
        }
        const parameters = new URLSearchParams(content);
        const action = parameters.get("Action") ?? "";
        const [, signedBy = ""] = /Credential=([^/]+)\//.exec(request.headers.authorization ?? "") ?? [];
        const pending = { ...call, operation: `iam/${action}`, target: parameters.get("UserName") ?? "" };
        await pipeline.run(pending, response, async () =>
            answerIam({ action, parameters, signedBy }, users, administrator),
        );
    }

    return {
        env: {
            AWS_ENDPOINT_URL_IAM: url,
            AWS_ENDPOINT_URL_SECRETS_MANAGER: url,
            AWS_REGION: "us-east-1",
            AWS_ACCESS_KEY_ID: administrator,
            AWS_SECRET_ACCESS_KEY: randomUUID(),
        },
        journal,
        faults,
        users,
        secrets,
        async stop() {
            pipeline.stop();
            await close(server);
        },
    };
}

function answerSecret(
    operation: string,
    name: string,
    value: string | undefined,
    secrets: Map<string, string>,
): Answer {
    const found = secrets.get(name);
    if (found === undefined) {
        const body = {
            __type: "ResourceNotFoundException",
            Message: "Secrets Manager can't find the specified secret.",
        };
        return { status: 400, body };
    }
    if (operation === "secretsmanager/PutSecretValue" && value !== undefined) {
        secrets.set(name, value);
    }
    return { status: 200, body: { ARN: `arn:local:${name}`, Name: name, SecretString: secrets.get(name) } };
}
