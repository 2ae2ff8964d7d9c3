import { setTimeout as sleep } from "node:timers/promises";
import {
    createDefaultHttpClient,
    createEmptyPipeline,
    createPipelineRequest,
    tlsPolicy,
} from "@azure/core-rest-pipeline";
import { storageSharedKeyCredentialPolicy } from "@azure/storage-common";
import type { LocalAzure } from "local-azure";
import { changesOf, READER } from "./entriesOf";
import type { MatrixPair } from "./matrixPair";

const EVERY_MS = 1_000;

const http = createDefaultHttpClient();
const trusted = new WeakMap<LocalAzure, { readonly ca: string }>();

/** One object for all: the client keeps its connections by it. */
function trustOf(azure: LocalAzure): { readonly ca: string } {
    const trust = trusted.get(azure) ?? { ca: azure.authority };
    trusted.set(azure, trust);
    return trust;
}

/**
 * Uses every key that a consumer of the pair holds, in running programs and in those that a restart at any time would start. Twice over: by requests
 * all the time, and without gaps, because the keys of consumers and of the data plane change only at moments that are in the journal.
 */
export class HeldKeys {
    readonly #lost: string[] = [];
    readonly #failures: string[] = [];
    readonly #stopping = new AbortController();
    readonly #running: Promise<void>;
    readonly #endListening: () => void;
    #requests = 0;

    constructor(private readonly pair: MatrixPair) {
        const concerns = changesOf(pair);
        this.#endListening = pair.azure.journal.on((entry) => {
            const { operation, target, detail } = entry;
            if (concerns(entry) && pair.held.some((key) => !pair.account.accepts(key))) {
                this.#lost.push([operation, target, detail].filter(Boolean).join(" "));
            }
        });
        this.#running = this.#run();
    }

    /** The answers other than 200 to requests with a key that is still held when the answer comes. */
    get failures(): readonly string[] {
        return this.#failures;
    }

    get requests(): number {
        return this.#requests;
    }

    /** Moments at which a consumer held a key that is not accepted. */
    get lost(): readonly string[] {
        return this.#lost;
    }

    async stop(): Promise<void> {
        this.#endListening();
        this.#stopping.abort();
        await this.#running;
    }

    async #run(): Promise<void> {
        while (!this.#stopping.signal.aborted) {
            await Promise.all(this.pair.held.map((key) => this.#use(key)));
            await sleep(EVERY_MS, undefined, { signal: this.#stopping.signal }).catch(() => undefined);
        }
    }

    async #use(key: string): Promise<void> {
        const { account } = this.pair;
        const pipeline = createEmptyPipeline();
        pipeline.addPolicy(tlsPolicy(trustOf(this.pair.azure)));
        pipeline.addPolicy(
            storageSharedKeyCredentialPolicy({ accountName: account.name, accountKey: Buffer.from(key, "base64") }),
        );
        const request = createPipelineRequest({ url: `${account.endpoints.blob}?restype=service&comp=properties` });
        request.headers.set("x-ms-version", "2021-12-02");
        request.headers.set("user-agent", READER);
        const startedAt = Date.now();
        const outcome = await pipeline.sendRequest(http, request).then(
            ({ status }) => status,
            (error: unknown) => (error instanceof Error ? error.message : String(error)),
        );
        this.#requests += 1;
        if (outcome !== 200 && this.pair.held.includes(key)) {
            this.#failures.push(`${outcome} of the service after ${Date.now() - startedAt} ms`);
        }
    }
}
