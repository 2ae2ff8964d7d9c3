import { randomUUID } from "node:crypto";
import type { Answer, Effect } from "../callPipeline";
import type { Cloud } from "../cloud";
import { ArmError } from "./armError";
import { param, type Route } from "./router";

const PATH = "/subscriptions/:subscription/providers/Microsoft.Resources";

/** Long-running operations: where a client polls for the answer that it did not get at once. */
export class Operations {
    readonly #answers = new Map<string, Answer | "running">();
    readonly #timers = new Set<NodeJS.Timeout>();

    constructor(private readonly cloud: Pick<Cloud, "host" | "subscriptionId">) {}

    /** Answers where to poll, and lets the effect happen in `durationMs`. */
    readonly postpone = (effect: Effect, durationMs: number): Answer => {
        const id = randomUUID();
        this.#answers.set(id, "running");
        const timer = setTimeout(async () => {
            this.#timers.delete(timer);
            const answer = await effect();
            this.#answers.set(id, answer === "sent" ? { status: 200 } : answer);
        }, durationMs);
        this.#timers.add(timer);
        const { host, subscriptionId } = this.cloud;
        const at = `https://${host}/subscriptions/${subscriptionId}/providers/Microsoft.Resources`;
        return {
            status: 202,
            headers: {
                location: `${at}/operationResults/${id}?api-version=2021-04-01`,
                "azure-asyncoperation": `${at}/operations/${id}?api-version=2021-04-01`,
                "retry-after": "1",
            },
        };
    };

    routes(): readonly Route[] {
        return [
            {
                method: "GET",
                path: `${PATH}/operations/:id`,
                operation: "operations/status",
                target: ["id"],
                handle: (request) => {
                    const answer = this.#find(param(request, "id"));
                    const status = answer === "running" ? "InProgress" : answer.status < 400 ? "Succeeded" : "Failed";
                    const failure = answer !== "running" && status === "Failed" ? answer.body : undefined;
                    return { status: 200, body: { id: request.path, status, ...(failure ?? {}) } };
                },
            },
            {
                method: "GET",
                path: `${PATH}/operationResults/:id`,
                operation: "operations/result",
                target: ["id"],
                handle: (request) => {
                    const answer = this.#find(param(request, "id"));
                    return answer === "running" ? { status: 202, headers: { "retry-after": "1" } } : answer;
                },
            },
        ];
    }

    /** Ends what is still to happen. */
    stop(): void {
        for (const timer of this.#timers) {
            clearTimeout(timer);
        }
    }

    #find(id: string): Answer | "running" {
        const answer = this.#answers.get(id);
        if (answer === undefined) {
            throw new ArmError(404, "NotFound", `There is no operation '${id}'.`);
        }
        return answer;
    }
}
