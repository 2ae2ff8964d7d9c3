import type { IncomingMessage, ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import type { Answer } from "./answer";
import { AnswerStyle } from "./arm/answerStyle";
import { ArmError } from "./arm/armErrors";
import { parseBody } from "./arm/body";
import type { Permissions } from "./arm/permissions";
import { type ArmRequest, type FoundRoute, type Route, type RouteFinder, targetOf } from "./arm/router";
import { armActionOf } from "./arm/servedAction";
import { type CallPipeline, clientOf } from "./callPipeline";
import { SIGN_IN_PAGE, SIGN_IN_PATH } from "./foreignAnswers";
import type { Identity } from "./identity";
import { type Cloud, cloudMetadata } from "./localCloud";
import { FINE, type Weather } from "./weather";

/** Azure Resource Manager and the cloud's metadata, both on the one HTTPS address. */
export class ResourceManager {
    /** How answers are worded; may be changed at any time. */
    readonly answers = new AnswerStyle();

    constructor(
        private readonly cloud: Cloud,
        private readonly identity: Pick<Identity, "check">,
        private readonly permissions: Permissions,
        private readonly pipeline: CallPipeline,
        /** The first one that finds a call's route wins. */
        private readonly finders: readonly RouteFinder[],
    ) {}

    /** Takes one request of any kind. */
    async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
        const url = new URL(`https://${this.cloud.host}${request.url}`);
        const method = request.method ?? "GET";
        const call = { method, path: url.pathname, ...clientOf(request) };
        const apiVersion = url.searchParams.get("api-version");
        if (method === "GET" && url.pathname.toLowerCase() === "/metadata/endpoints") {
            const effect = async () => {
                checkApiVersion(apiVersion);
                return { status: 200, body: cloudMetadata(this.cloud, apiVersion) };
            };
            await this.pipeline.run({ ...call, operation: "metadata/endpoints", target: "" }, response, () =>
                refusals(effect),
            );
            return;
        }
        if (url.pathname === SIGN_IN_PATH) {
            await this.pipeline.run(
                { ...call, operation: "signIn/page", target: "" },
                response,
                async () => SIGN_IN_PAGE,
            );
            return;
        }
        const content = await text(request).catch(() => undefined);
        if (content === undefined) {
            return;
        }
        const found = this.#find(method, url.pathname);
        if (found === undefined) {
            const effect = async () => {
                this.identity.check(request.headers.authorization);
                throw new ArmError(404, "NotFound", `The local Azure does not know ${method} ${url.pathname}.`);
            };
            await this.pipeline.run({ ...call, operation: "unknown", target: "" }, response, () => refusals(effect));
            return;
        }
        const { route, params } = found;
        const read = (weather: Readonly<Weather>): ArmRequest => ({
            path: url.pathname,
            params,
            query: url.searchParams,
            headers: request.headers,
            body: parseBody(content),
            weather,
        });
        const detail = detailOf(route, () => read(FINE));
        const pending = { ...call, operation: route.operation, target: targetOf(route, params) };
        await this.pipeline.run(detail === undefined ? pending : { ...pending, detail }, response, async (weather) => {
            const answer = await refusals(async () => {
                const principal = this.identity.check(request.headers.authorization);
                checkApiVersion(apiVersion);
                this.#checkSubscription(params.subscription);
                const action = armActionOf(method, route.path, url.pathname);
                if (action !== undefined) {
                    this.permissions.check(principal, action);
                }
                return route.handle(read(weather));
            });
            return this.answers.applied(answer);
        });
    }

    #find(method: string, path: string): FoundRoute | undefined {
        for (const finder of this.finders) {
            const found = finder.find(method, path);
            if (found !== undefined) {
                return found;
            }
        }
        return undefined;
    }

    #checkSubscription(id: string | undefined): void {
        if (id !== undefined && id.toLowerCase() !== this.cloud.subscriptionId) {
            throw new ArmError(404, "SubscriptionNotFound", `The subscription '${id}' could not be found.`);
        }
    }
}

function checkApiVersion(apiVersion: string | null): asserts apiVersion is string {
    if (apiVersion === null || !/^\d{4}-\d{2}-\d{2}(-[a-z]+)?$/i.test(apiVersion)) {
        throw new ArmError(
            400,
            "MissingApiVersionParameter",
            "The api-version query parameter (?api-version=) is required for all requests.",
        );
    }
}

/** A detail is for the journal only: a body that cannot be read is refused later, as everything else is. */
function detailOf(route: Route, read: () => ArmRequest): string | undefined {
    try {
        return route.detail?.(read());
    } catch {
        return undefined;
    }
}

/** Turns a refusal into its answer; any other error is a mistake of the local Azure and is answered with 500. */
async function refusals(effect: () => Promise<Answer>): Promise<Answer> {
    try {
        return await effect();
    } catch (error) {
        const refusal =
            error instanceof ArmError
                ? error
                : new ArmError(500, "InternalServerError", `The local Azure failed: ${error}`);
        return refusal.toAnswer();
    }
}
