import type { Properties } from "../properties";

/** Calls the resource manager of the cloud that the configuration names, as the machine's managed identity. */
export class ResourceManager {
    private configuration: Properties = {};
    private cloud: Promise<Cloud> | undefined;
    private token: Promise<Token> | undefined;
    private tokenUntil = 0;

    configure(configuration: Properties): void {
        this.configuration = configuration;
        this.cloud = undefined;
        this.token = undefined;
    }

    /** A setting of azure-native, by its own configuration or else by its environment variable. */
    setting(name: string, variable?: string): string {
        const value = this.configuration[name] ?? (variable === undefined ? undefined : process.env[variable]);
        return typeof value === "string" ? value : "";
    }

    get subscriptionId(): string {
        return this.setting("subscriptionId", "ARM_SUBSCRIPTION_ID");
    }

    /**
     * One call; resolves to the answer's body.
     *
     * @param path a resource id, with an action or without.
     * @throws ArmError, whose message holds the service's error code and text and nothing of the bodies.
     */
    async call(method: string, path: string, apiVersion: string, body?: Properties): Promise<Properties> {
        const { resourceManager } = await this.findCloud();
        const response = await fetch(`${resourceManager}${path}?api-version=${apiVersion}`, {
            method,
            headers: {
                authorization: `Bearer ${(await this.getToken()).access_token}`,
                "content-type": "application/json",
                "user-agent": "azure-native-stand-in",
            },
            ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        });
        const text = await response.text();
        if (!response.ok) {
            throw new ArmError(response.status, `${method} ${path}: ${response.status} ${describeError(text)}`);
        }
        return text === "" ? {} : JSON.parse(text);
    }

    /** What the token says about who calls, for `getClientConfig`. */
    async claims(): Promise<Properties> {
        const payload = (await this.getToken()).access_token.split(".")[1] ?? "";
        try {
            return JSON.parse(Buffer.from(payload, "base64url").toString());
        } catch {
            return {}; // an opaque token
        }
    }

    private findCloud(): Promise<Cloud> {
        this.cloud ??= this.fetchCloud();
        return this.cloud;
    }

    private async fetchCloud(): Promise<Cloud> {
        const host = this.setting("metadataHost", "ARM_METADATA_HOSTNAME");
        if (host === "") {
            throw new Error(
                "azure-native stand-in: set azure-native:metadataHost (or ARM_METADATA_HOSTNAME): it serves local clouds only",
            );
        }
        const response = await fetch(`https://${host}/metadata/endpoints?api-version=2022-09-01`);
        const answer = (await response.json()) as MetadataAnswer | MetadataAnswer[];
        const metadata = Array.isArray(answer) ? answer[0] : answer;
        if (metadata === undefined) {
            throw new Error(`https://${host}/metadata/endpoints names no cloud`);
        }
        return {
            resourceManager: metadata.resourceManager.replace(/\/$/, ""),
            audience: metadata.authentication.audiences[0] ?? metadata.resourceManager,
        };
    }

    /** Calls that run at once share one token, also while it is being fetched. */
    private getToken(): Promise<Token> {
        if (this.token === undefined || Date.now() > this.tokenUntil) {
            this.tokenUntil = Number.POSITIVE_INFINITY;
            this.token = this.fetchToken();
            this.token.then(
                (token) => {
                    this.tokenUntil = Number(token.expires_on) * 1000 - 60_000;
                },
                () => {
                    this.token = undefined;
                },
            );
        }
        return this.token;
    }

    private async fetchToken(): Promise<Token> {
        const url = new URL(this.setting("msiEndpoint", "IDENTITY_ENDPOINT"));
        url.searchParams.set("api-version", "2019-08-01");
        url.searchParams.set("resource", (await this.findCloud()).audience);
        const response = await fetch(url, { headers: { "x-identity-header": process.env.IDENTITY_HEADER ?? "" } });
        if (!response.ok) {
            throw new Error(`The managed identity endpoint answers ${response.status}`);
        }
        return (await response.json()) as Token;
    }
}

/** An answer of the resource manager that is not a success. */
export class ArmError extends Error {
    override readonly name = "ArmError";
    constructor(
        readonly status: number,
        message: string,
    ) {
        super(message);
    }
}

interface Cloud {
    readonly resourceManager: string;
    readonly audience: string;
}

interface MetadataAnswer {
    readonly resourceManager: string;
    readonly authentication: { readonly audiences: readonly string[] };
}

interface Token {
    readonly access_token: string;
    readonly expires_on: string | number;
}

function describeError(body: string): string {
    try {
        const { error } = JSON.parse(body) as { error?: { code?: string; message?: string } };
        return `${error?.code ?? ""}: ${error?.message ?? ""}`;
    } catch {
        return "(no error body)";
    }
}
