import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer } from "node:https";
import { text } from "node:stream/consumers";
import type { Answer } from "../answer";
import { ArmError } from "../arm/armErrors";
import { parseBody } from "../arm/body";
import type { Permissions } from "../arm/permissions";
import { Router, targetOf } from "../arm/router";
import { type CallPipeline, clientOf } from "../callPipeline";
import type { Certificates } from "../certificates";
import type { Audience, Identity } from "../identity";
import { close, listen } from "../listener";
import { type Cloud, vaultAudience } from "../localCloud";
import { deletedSecretRoutes } from "./deletedSecretRoutes";
import { dataActionOf, secretRoutes } from "./secretRoutes";
import type { Vault } from "./vault";

/** Address of the secrets of one vault. */
export interface VaultAddress {
    /** `https://127.0.0.1:PORT/` */
    readonly uri: string;
    close(): Promise<void>;
}

/** The data plane of vaults. Each has a port of its own, because the clients of Azure take no path before `/secrets`. */
export class VaultService {
    readonly #audience: Audience;

    constructor(
        private readonly certificates: Certificates,
        cloud: Cloud,
        private readonly identity: Pick<Identity, "check">,
        private readonly permissions: Permissions,
        private readonly pipeline: CallPipeline,
    ) {
        const resource = vaultAudience(cloud);
        this.#audience = {
            names: [resource],
            challenge: `Bearer authorization="https://${cloud.host}/${cloud.tenantId}", resource="${resource}"`,
            missing: { code: "Unauthorized", message: "AKV10000: Request is missing a Bearer or PoP token." },
        };
    }

    /** Opens an address for a vault, which is looked up with each call. */
    async open(find: () => Vault): Promise<VaultAddress> {
        const router = new Router([...secretRoutes(find), ...deletedSecretRoutes(find)]);
        const server = createServer({ cert: this.certificates.certificate, key: this.certificates.privateKey });
        server.on("request", (request, response) => {
            // Only paths that no client of Azure sends come here, such as a wrong percent sign.
            this.#answer(find(), router, request, response).catch(() => response.writeHead(400).end());
        });
        return { uri: `https://127.0.0.1:${await listen(server)}/`, close: () => close(server) };
    }

    async #answer(vault: Vault, router: Router, request: IncomingMessage, response: ServerResponse): Promise<void> {
        const url = new URL(request.url ?? "/", vault.uri);
        const method = request.method ?? "GET";
        const content = await text(request);
        const found = router.find(method, url.pathname);
        const operation = found?.route.operation ?? "unknown";
        const target = [vault.name, found === undefined ? "" : targetOf(found.route, found.params)].join("/");
        const call = { method, path: url.pathname, operation, target, ...clientOf(request) };
        await this.pipeline.run(call, response, async (weather) => {
            try {
                const principal = this.identity.check(request.headers.authorization, this.#audience);
                checkVersion(url.searchParams.get("api-version"));
                if (found === undefined) {
                    throw new ArmError(404, "NotFound", `The local vault does not know ${method} ${url.pathname}.`);
                }
                const { route, params } = found;
                this.permissions.check(principal, { action: dataActionOf(route), scope: `${vault.uri}secrets` });
                const { pathname: path, searchParams: query } = url;
                const { headers } = request;
                return await route.handle({ path, params, query, headers, body: parseBody(content), weather });
            } catch (error) {
                return refusal(error);
            }
        });
    }
}

/** The versions that are served, the newest last. */
const VERSIONS = ["7.0", "7.1", "7.2", "7.3", "7.4", "7.5", "7.6", "2025-07-01"] as const;

function checkVersion(asked: string | null): void {
    if (asked === null) {
        throw new ArmError(400, "BadParameter", "api-version must be specified");
    }
    if (!VERSIONS.some((version) => version === asked)) {
        throw new ArmError(
            400,
            "BadParameter",
            `The specified version (${asked}) is not recognized. Consider using the latest supported version (${VERSIONS.at(-1)}).`,
        );
    }
}

/** Every error but a refusal is a mistake of the local Azure and is answered with 500. */
function refusal(error: unknown): Answer {
    const known =
        error instanceof ArmError
            ? error
            : new ArmError(500, "InternalServerError", `The local vault failed: ${error}`);
    return known.toAnswer();
}
