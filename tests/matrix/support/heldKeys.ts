import { setTimeout as sleep } from "node:timers/promises";
import {
    createDefaultHttpClient,
    createEmptyPipeline,
    createPipelineRequest,
    type TlsSettings,
    tlsPolicy,
} from "@azure/core-rest-pipeline";
import { storageSharedKeyCredentialPolicy } from "@azure/storage-common";
import { isReference, resolve } from "../../../sandbox/azure/vaults/references";
import type { Photos } from "../../integration/support/photos";

/** The user agent by which these requests are told from those of a pair's own probe. */
export const READER = "reader-of-held-keys";

const EVERY_MS = 50;

/**
 * Uses every key that a consumer of the pair holds: the running application's, the one in the settings as written (a
 * restart at any time would take it), and the secret's. Twice over: by requests all the time, and without gaps, because
 * what a consumer holds and what the data plane takes change only at moments that are in the journal.
 */
export class HeldKeys {
    readonly #lost: string[] = [];
    readonly #http = createDefaultHttpClient();
    /** One and the same for all requests: the client keeps connections by this very object. */
    readonly #tls: TlsSettings;
    readonly #stopping = new AbortController();
    readonly #running: Promise<void>;
    readonly #endListening: () => void;
    #requests = 0;
    #failed = 0;

    constructor(private readonly photos: Photos) {
        this.#tls = { ca: photos.azure.authority };
        this.#endListening = photos.azure.journal.on(({ operation, target, detail }) => {
            if (this.#keys().some((key) => !photos.account.accepts(key))) {
                this.#lost.push([operation, target, detail].filter(Boolean).join(" "));
            }
        });
        this.#running = this.#run();
    }

    /** Requests that were answered otherwise than 200. */
    get failed(): number {
        return this.#failed;
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

    #keys(): readonly string[] {
        const { site, vault, azure } = this.photos;
        const written = Object.values(site.settings).map((value) => {
            const read = isReference(value) ? resolve(value, azure.vaults) : undefined;
            return read?.status === "Resolved" ? read.value : value;
        });
        const secret = vault.find("uploads")?.current.value ?? "";
        return [...new Set([...Object.values(site.runningSettings), ...written, secret].flatMap(keyIn))];
    }

    async #run(): Promise<void> {
        while (!this.#stopping.signal.aborted) {
            await Promise.all(this.#keys().map((key) => this.#use(key)));
            await sleep(EVERY_MS, undefined, { signal: this.#stopping.signal }).catch(() => undefined);
        }
    }

    async #use(key: string): Promise<void> {
        const { account } = this.photos;
        const pipeline = createEmptyPipeline();
        pipeline.addPolicy(tlsPolicy(this.#tls));
        pipeline.addPolicy(
            storageSharedKeyCredentialPolicy({ accountName: account.name, accountKey: Buffer.from(key, "base64") }),
        );
        const request = createPipelineRequest({ url: `${account.endpoints.blob}?restype=service&comp=properties` });
        request.headers.set("x-ms-version", "2021-12-02");
        request.headers.set("user-agent", READER);
        const status = await pipeline.sendRequest(this.#http, request).then(
            (response) => response.status,
            () => 0,
        );
        this.#requests += 1;
        this.#failed += status === 200 ? 0 : 1;
    }
}

function keyIn(value: string): readonly string[] {
    const key = /AccountKey=([^;]+)/.exec(value)?.[1] ?? value;
    return Buffer.from(key, "base64").length === 64 ? [key] : [];
}
