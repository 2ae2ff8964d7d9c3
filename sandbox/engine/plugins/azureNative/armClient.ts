import type { Properties } from "../pluginProperties";
import type { Send } from "./send";
import { Tokens } from "./tokens";

/** Calls the resource manager of the cloud that the configuration names, as the machine's managed identity. */
export class ResourceManager {
    private configuration: Properties = {};
    private cloud: Promise<Cloud> | undefined;
    private readonly tokens: Tokens;

    constructor(private readonly sendRequest: Send = fetch) {
        this.tokens = new Tokens(() => this.setting("msiEndpoint", "IDENTITY_ENDPOINT"), sendRequest);
    }

    configure(configuration: Properties): void {
        this.configuration = configuration;
        this.cloud = undefined;
        this.tokens.forget();
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
        const { resourceManager, audience } = await this.findCloud();
        return this.send({ method, url: `${resourceManager}${path}`, apiVersion, audience }, body);
    }

    /** One call of the data plane of a vault, by its whole address. */
    async callVault(method: string, url: string, apiVersion: string): Promise<Properties> {
        const { vaultAudience } = await this.findCloud();
        return this.send({ method, url, apiVersion, audience: vaultAudience });
    }

    private async send({ method, url, apiVersion, audience }: Call, body?: Properties): Promise<Properties> {
        const { access_token: token } = await this.tokens.get(audience);
        const response = await this.sendRequest(`${url}?api-version=${apiVersion}`, {
            method,
            headers: {
                authorization: `Bearer ${token}`,
                "content-type": "application/json",
                "user-agent": "azure-native-stand-in",
            },
            ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        }).catch((cause: unknown) => {
            // As the release's provider does, it names the call that got no answer.
            throw new Error(`${method} ${url}: ${cause instanceof Error ? cause.message : cause}`, { cause });
        });
        const text = await response.text();
        if (!response.ok) {
            throw new ArmError(response.status, `${method} ${url}: ${response.status} ${describeError(text)}`);
        }
        try {
            return text === "" ? {} : JSON.parse(text);
        } catch (cause) {
            throw new Error(`${method} ${url}: the answer is not JSON`, { cause });
        }
    }

    /** The claims of the token about the caller, for `getClientConfig`. */
    async claims(): Promise<Properties> {
        const payload = (await this.tokens.get((await this.findCloud()).audience)).access_token.split(".")[1] ?? "";
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
        const response = await this.sendRequest(`https://${host}/metadata/endpoints?api-version=2022-09-01`);
        const answer: MetadataAnswer | MetadataAnswer[] = JSON.parse(await response.text());
        const metadata = Array.isArray(answer) ? answer[0] : answer;
        if (metadata === undefined) {
            throw new Error(`https://${host}/metadata/endpoints names no cloud`);
        }
        return {
            resourceManager: metadata.resourceManager.replace(/\/$/, ""),
            audience: metadata.authentication.audiences[0] ?? metadata.resourceManager,
            vaultAudience: `https://${metadata.suffixes.keyVaultDns}`,
        };
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
    readonly vaultAudience: string;
}

interface Call {
    readonly method: string;
    readonly url: string;
    readonly apiVersion: string;
    readonly audience: string;
}

interface MetadataAnswer {
    readonly resourceManager: string;
    readonly authentication: { readonly audiences: readonly string[] };
    readonly suffixes: { readonly keyVaultDns: string };
}

/** The code and message of an error, in whichever of the forms that services answer. */
function describeError(body: string): string {
    try {
        const members = lowered(JSON.parse(body));
        const { code = "", message = "" } = "error" in members ? lowered(members.error) : members;
        return `${code}: ${message}`;
    } catch {
        return "(no error body)";
    }
}

/** The members of an object by their names in lower case. */
function lowered(value: unknown): Properties {
    return Object.fromEntries(Object.entries(value ?? {}).map(([name, member]) => [name.toLowerCase(), member]));
}
