import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer } from "node:https";
import type { Answer } from "../answer";
import { ArmError } from "../arm/armErrors";
import { armId } from "../arm/armId";
import { record } from "../arm/body";
import type { Permissions } from "../arm/permissions";
import { type CallPipeline, clientOf } from "../callPipeline";
import type { Certificates } from "../certificates";
import type { Identity } from "../identity";
import type { KeyServices } from "../keyServices/keyServices";
import { close, listen } from "../listener";
import type { ShownResources } from "../shown/shownResources";

const PACKAGE = "@azure/arm-appconfiguration";
const ACTION = "Microsoft.AppConfiguration/configurationStores/keyValues/read";
const MEDIA_TYPE = "application/vnd.microsoft.appconfig.kvset+json; charset=utf-8";

/** The versions that are served. */
const VERSIONS: readonly string[] = ["1.0", "2022-11-01-preview", "2023-10-01", "2023-11-01", "2024-09-01"];

/** The names that a token may call the data plane by: the audiences of newer and of older clients. */
const AUDIENCE = {
    names: ["https://appconfig.azure.com", "https://azconfig.io"],
    challenge: 'Bearer error="invalid_token", error_description="Authorization token failed validation"',
};

/** The parts of a new key-value. */
export interface NewKeyValue {
    readonly key: string;
    readonly label?: string;
    readonly value: string;
    readonly contentType?: string;
}

/** The list of key-values of App Configuration stores, which Resource Manager does not have, for tokens of the managed identity. */
export class ConfigurationService {
    readonly #stores = new Map<string, string>();
    readonly #server;
    #origin = "";
    /** How many key-values a page has; may be changed at any time. */
    pageSize = 100;

    constructor(
        certificates: Pick<Certificates, "certificate" | "privateKey">,
        private readonly services: KeyServices,
        private readonly shown: ShownResources,
        private readonly identity: Pick<Identity, "check">,
        private readonly permissions: Permissions,
        private readonly pipeline: CallPipeline,
    ) {
        this.#server = createServer({ cert: certificates.certificate, key: certificates.privateKey });
        this.#server.on("request", (request, response) => {
            this.#answer(request, response).catch(() => response.destroy());
        });
    }

    async start(): Promise<void> {
        this.#origin = `https://127.0.0.1:${await listen(this.#server)}`;
    }

    /** Makes a store, or takes the one of this id, and lists it with its subscription; returns where its data plane is. */
    async open(id: string): Promise<string> {
        const name = armId(id).names.at(-1) ?? "";
        const endpoint = `${this.#origin}/${name}`;
        await this.services.create(id, { properties: { endpoint } });
        await this.shown.add({ id, packageName: PACKAGE, properties: { endpoint } });
        this.#stores.set(name.toLowerCase(), id);
        return endpoint;
    }

    /** Writes a key-value past Resource Manager. */
    write(id: string, { key, label, value, contentType = "" }: NewKeyValue): void {
        const name = [key, ...(label === undefined ? [] : [label])].map(encodeURIComponent).join("$");
        const made = this.services.make(armId(`${id}/keyValues/${name.replaceAll("%", "~")}`), PACKAGE);
        made.properties = { key, ...(label === undefined ? {} : { label }), value, contentType, tags: {} };
        made.touch();
    }

    stop(): Promise<void> {
        return close(this.#server);
    }

    async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
        const url = new URL(`${this.#origin}${request.url}`);
        const [store = "", path] = url.pathname.slice(1).split("/");
        const method = request.method ?? "GET";
        const operation = path === "kv" && method === "GET" ? "keyValues/list" : "unknown";
        const call = { method, path: url.pathname, operation, target: store, ...clientOf(request) };
        await this.pipeline.run(call, response, async () => {
            try {
                const principal = this.identity.check(request.headers.authorization, AUDIENCE);
                const id = this.#stores.get(store.toLowerCase());
                if (id === undefined || operation === "unknown") {
                    throw new ArmError(404, "NotFound", `The local App Configuration does not know ${url.pathname}.`);
                }
                this.permissions.check(principal, { action: ACTION, scope: id });
                return this.#list(id, url.searchParams);
            } catch (error) {
                return refusal(error);
            }
        });
    }

    #list(id: string, query: URLSearchParams): Answer {
        const version = query.get("api-version");
        if (version === null) {
            return problem(400, "invalid-argument", "API version is not specified");
        }
        if (!VERSIONS.includes(version)) {
            return problem(400, "invalid-argument", `API version '${version}' is not supported`);
        }
        const store = this.services.find(id);
        const all = (store === undefined ? [] : this.services.childrenOf(store))
            .map(({ etag, properties }) => itemOf(record(properties, "properties"), etag))
            .filter(({ key, label }) => isAsked(key, query.get("key")) && isAsked(label, query.get("label")))
            .sort((one, other) => (one.name < other.name ? -1 : 1));
        const after = query.get("after") ?? "";
        const left = all.filter(({ name }) => after === "" || name > Buffer.from(after, "base64url").toString());
        const page = left.slice(0, this.pageSize);
        const next = Buffer.from(page.at(-1)?.name ?? "").toString("base64url");
        return {
            status: 200,
            headers: { "content-type": MEDIA_TYPE },
            body: {
                items: page.map(({ name: _, ...item }) => item),
                ...(page.length < left.length
                    ? { "@nextLink": `/kv?key=*&api-version=${query.get("api-version")}&after=${next}` }
                    : {}),
            },
        };
    }
}

function itemOf({ key, label, value, contentType, tags, lastModified }: Record<string, unknown>, etag: string) {
    return {
        /** Their order. */
        name: `${key}\n${label ?? ""}`,
        etag,
        key: String(key),
        label: label === undefined ? null : String(label),
        content_type: contentType,
        value,
        tags,
        locked: false,
        last_modified: lastModified ?? new Date().toISOString(),
    };
}

/** Whether a filter lets it by: all of them without one or by a star, those that begin so, or this one. */
function isAsked(name: string | null, filter: string | null): boolean {
    if (filter === null || filter === "*") {
        return true;
    }
    const wanted = filter === "\0" ? "" : filter;
    return wanted.endsWith("*") ? (name ?? "").startsWith(wanted.slice(0, -1)) : (name ?? "") === wanted;
}

function problem(status: number, type: string, title: string): Answer {
    return {
        status,
        headers: { "content-type": "application/problem+json" },
        body: { type: `https://azconfig.io/errors/${type}`, title, status },
    };
}

/** Every error but a refusal is a mistake of the local Azure and is answered with 500. */
function refusal(error: unknown): Answer {
    const known =
        error instanceof ArmError
            ? error
            : new ArmError(500, "InternalServerError", `The local store failed: ${error}`);
    return { ...problem(known.status, known.code, known.message), headers: { ...known.extras.headers } };
}
