import { AsyncLocalStorage } from "node:async_hooks";
import type { ClientRequest } from "node:http";
import http from "node:http";
import https from "node:https";
import { createRequire } from "node:module";
import { Writable } from "node:stream";

const scopes = new AsyncLocalStorage<ProcessScope>();

/**
 * A stand-in for a process of its own: all code that runs in it, and all that follows from it, can be killed. From then on it reaches
 * nobody: no request that it has begun gets an answer, and no further request is sent.
 */
export class ProcessScope {
    readonly #requests = new Set<ClientRequest>();
    #isDead = false;
    /** The storage that the package of managed identities keeps for a whole process, tokens among it. */
    storage: unknown;

    /** @param tag ends the user agent of each request. */
    constructor(readonly tag: string) {
        patchRequests();
    }

    get isDead(): boolean {
        return this.#isDead;
    }

    run<Result>(work: () => Result): Result {
        return scopes.run(this, work);
    }

    kill(): void {
        this.#isDead = true;
        for (const request of this.#requests) {
            request.destroy();
        }
    }

    /** Takes note of a request. */
    note(request: ClientRequest): void {
        request.setHeader("user-agent", `${request.getHeader("user-agent") ?? ""} ${this.tag}`.trim());
        this.#requests.add(request);
        request.once("close", () => this.#requests.delete(request));
    }
}

let isPatched = false;

function patchRequests(): void {
    if (isPatched) {
        return;
    }
    isPatched = true;
    for (const module of [http, https]) {
        const { request } = module;
        Object.assign(module, {
            request: (...args: unknown[]) => {
                const scope = scopes.getStore();
                if (scope?.isDead) {
                    return unsent();
                }
                const made: ClientRequest = Reflect.apply(request, module, args);
                scope?.note(made);
                return made;
            },
        });
    }
    shareNoTokens();
}

/** The request of a dead process: nobody sends it, and nobody answers. */
function unsent(): Writable {
    const request = new Writable({ write: (_chunk, _encoding, done) => done() });
    return Object.assign(request, { setHeader: () => request, setTimeout: () => request });
}

/** In a process of its own, a credential begins without the tokens of others. */
function shareNoTokens(): void {
    const { ManagedIdentityApplication } = createRequire(require.resolve("@azure/identity"))("@azure/msal-node");
    let outside: unknown;
    Object.defineProperty(ManagedIdentityApplication, "nodeStorage", {
        get: () => scopes.getStore()?.storage ?? outside,
        set(storage: unknown) {
            const scope = scopes.getStore();
            if (scope === undefined) {
                outside = storage;
            } else {
                scope.storage = storage;
            }
        },
    });
}
