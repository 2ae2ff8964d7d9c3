import { randomBytes, randomUUID } from "node:crypto";
import type { Answer } from "../answer";
import type { Postpone } from "../callPipeline";
import type { Cloud } from "../localCloud";
import { ArmError } from "./armErrors";
import type { Body } from "./body";
import type { FoundRoute, Route, RouteFinder } from "./router";

/** How a service shows an operation that is under way. Addresses are paths with their queries, below the host. */
export interface OperationForm {
    /** Address in `Azure-AsyncOperation`, with `$ID` for the operation. */
    readonly statusAddress?: string;
    /** Address in `Location`. */
    readonly resultAddress?: string;
    /** Its statuses until the end, one after the other. */
    readonly statuses: readonly string[];
    /** Further members of a status, by its name and the address that was asked. Its id is its path unless given. */
    readonly beside?: (name: string, path: string) => Body;
    /** Whether addresses carry a certificate and a signature, which makes them 2.8 kB long. */
    readonly isSigned?: boolean;
    /** Whether each status names another address to ask next. */
    readonly isRenewed?: boolean;
    /** Whether addresses name the port in another spelling of the same number, as `:443` is one of none. */
    readonly spellsPort?: boolean;
}

const PATH = "/providers/Microsoft.Resources";
const MOST = 1_000;

/** The form of operations that no recording is known of. */
function plainForm(subscriptionId: string): OperationForm {
    const at = `/subscriptions/${subscriptionId}${PATH}`;
    return {
        statusAddress: `${at}/operations/$ID?api-version=2021-04-01`,
        resultAddress: `${at}/operationResults/$ID?api-version=2021-04-01`,
        statuses: ["InProgress"],
    };
}

interface Running {
    readonly id: string;
    readonly form: OperationForm;
    readonly beganAt: number;
    readonly durationMs: number;
    /** The paths at which it is asked for. */
    readonly paths: string[];
    answer?: Answer;
}

/** Long-running operations: where a client polls for the answer that it did not get at once. */
export class Operations implements RouteFinder {
    readonly #running = new Map<string, Running>();
    /** The object of the question at each address, by its path. */
    readonly #addresses = new Map<string, { readonly operation: Running; readonly asks: "status" | "result" }>();
    readonly #timers = new Set<NodeJS.Timeout>();

    constructor(private readonly cloud: Pick<Cloud, "host" | "subscriptionId">) {}

    /** Answers 202 and where to poll, and lets the effect happen in `durationMs`. */
    readonly postpone: Postpone = (effect, durationMs) => ({
        status: 202,
        headers: { ...this.begin(effect, durationMs, plainForm(this.cloud.subscriptionId)), "retry-after": "1" },
    });

    /** Lets the effect happen in `durationMs`. Returns the headers that say where to poll. */
    begin(
        effect: () => Promise<Answer | "sent">,
        durationMs: number,
        form: OperationForm,
    ): Readonly<Record<string, string>> {
        const operation: Running = { id: randomUUID(), form, beganAt: Date.now(), durationMs, paths: [] };
        this.#running.set(operation.id, operation);
        this.#forgetOldest();
        const timer = setTimeout(async () => {
            this.#timers.delete(timer);
            const answer = await effect().catch(refusal);
            operation.answer = answer === "sent" ? { status: 200 } : answer;
        }, durationMs);
        this.#timers.add(timer);
        return this.#addressesOf(operation);
    }

    /** The answer of an operation; 202 while it runs. */
    result(id: string): Answer {
        const operation = this.#running.get(id);
        if (operation === undefined) {
            throw new ArmError(404, "NotFound", `There is no operation '${id}'.`);
        }
        return operation.answer ?? { status: 202, headers: { ...this.#addressesOf(operation), "retry-after": "1" } };
    }

    find(method: string, path: string): FoundRoute | undefined {
        const found = this.#addresses.get(keyOf(path));
        if (method !== "GET" || found === undefined) {
            return undefined;
        }
        const { operation, asks } = found;
        const route: Route = {
            method,
            path: `/subscriptions/:subscription${PATH}/operations/:id`,
            operation: `operations/${asks}`,
            target: ["id"],
            handle: () => (asks === "status" ? this.#status(operation, path) : this.result(operation.id)),
        };
        const [, subscription] = /^\/subscriptions\/([^/]+)/i.exec(path) ?? [];
        return { route, params: { ...(subscription === undefined ? {} : { subscription }), id: operation.id } };
    }

    /** Ends the work that is still to happen. */
    stop(): void {
        for (const timer of this.#timers) {
            clearTimeout(timer);
        }
    }

    /** Clients no longer ask for an operation after so many others were begun. */
    #forgetOldest(): void {
        const [oldest] = this.#running.values();
        if (this.#running.size > MOST && oldest !== undefined) {
            this.#running.delete(oldest.id);
            for (const path of oldest.paths) {
                this.#addresses.delete(path);
            }
        }
    }

    #status(operation: Running, path: string): Answer {
        const { id, form, answer } = operation;
        const status = answer === undefined ? underWay(operation) : answer.status < 400 ? "Succeeded" : "Failed";
        const failure = status === "Failed" ? Object(answer?.body) : {};
        const body = { ...(form.beside?.(id, path) ?? { id: path }), status, ...failure };
        const renewed = form.isRenewed === true && answer === undefined ? this.#addressesOf(operation) : {};
        return { status: 200, headers: renewed, body };
    }

    /** Addresses for the operation, which are new ones at each call. */
    #addressesOf(operation: Running): Readonly<Record<string, string>> {
        const { id, form } = operation;
        const isOtherName = form.isRenewed === true && form.isSigned !== true;
        const name = isOtherName ? `${id}*${randomUUID()}` : id;
        const signature = form.isSigned === true ? newSignature() : "";
        const address = (pattern: string | undefined, header: string, asks: "status" | "result") => {
            if (pattern === undefined) {
                return {};
            }
            const written = pattern.replace("$ID", name);
            const [path = ""] = written.split("?");
            // If only the query names the operation, the path is that of a resource. The resource itself is then asked for its result.
            if (path.includes(name)) {
                this.#addresses.set(keyOf(path), { operation, asks });
                operation.paths.push(keyOf(path));
            }
            return { [header]: `https://${this.#host(form)}${written}${signature}` };
        };
        return {
            ...address(form.resultAddress, "location", "result"),
            ...address(form.statusAddress, "azure-asyncoperation", "status"),
        };
    }

    #host({ spellsPort }: OperationForm): string {
        return spellsPort === true ? this.cloud.host.replace(/:(\d+)$/, ":0$1") : this.cloud.host;
    }
}

/** A time, a certificate, a signature and a hash, as Resource Manager adds them to addresses. */
function newSignature(): string {
    const random = (length: number) => randomBytes(length).toString("base64url").slice(0, length);
    return `&t=${Date.now()}0000&c=${random(2_300)}&s=${random(342)}&h=${random(43)}`;
}

/** The one of its statuses that it has by now. */
function underWay({ form: { statuses }, beganAt, durationMs }: Running): string {
    const passed = durationMs === 0 ? 0 : (Date.now() - beganAt) / durationMs;
    return statuses[Math.min(Math.floor(passed * statuses.length), statuses.length - 1)] ?? "InProgress";
}

/** A client may write a space as a space or as `%20`. */
function keyOf(path: string): string {
    return decodeURIComponent(path);
}

function refusal(error: unknown): Answer {
    const known =
        error instanceof ArmError
            ? error
            : new ArmError(500, "InternalServerError", `The local Azure failed: ${error}`);
    return known.toAnswer();
}
