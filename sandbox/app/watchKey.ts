import { setTimeout as delay } from "node:timers/promises";

/** A key under watch. */
export interface KeyProbe {
    /** Whether the data plane takes the key, as last seen; nothing before the first answer. */
    readonly accepted: boolean | undefined;
    /** When the data plane was first seen to take it, in milliseconds since the epoch. */
    readonly acceptedAt: number | undefined;
    /** When the data plane was first seen to refuse it (403) after having taken it. */
    readonly refusedAt: number | undefined;
    stop(): Promise<void>;
}

export interface KeyProbeOptions {
    /** The account's blob endpoint. */
    readonly endpoint: string;
    readonly account: string;
    readonly key: string;
    /** PEM of the authority to trust, where the process does not trust it anyway. */
    readonly authority?: string;
    /** How long to wait between two tries; 50 ms unless given. */
    readonly everyMs?: number;
    /** Called at each change between accepted and refused. */
    readonly onChange?: (accepted: boolean, at: number) => void;
}

/** Keeps trying a key against the data plane, and notes when it begins and when it ceases to be accepted. */
export function watchKey(options: KeyProbeOptions): KeyProbe {
    const { endpoint, account, key, authority, everyMs = 50, onChange } = options;
    const stopping = new AbortController();
    const seen: { accepted: boolean | undefined; acceptedAt: number | undefined; refusedAt: number | undefined } = {
        accepted: undefined,
        acceptedAt: undefined,
        refusedAt: undefined,
    };

    const watch = async (): Promise<void> => {
        const tryKey = await keyTrial(endpoint, account, key, authority);
        while (!stopping.signal.aborted) {
            const accepted = await tryKey(stopping.signal);
            const at = Date.now();
            if (accepted !== undefined && accepted !== seen.accepted) {
                if (accepted) {
                    seen.acceptedAt ??= at;
                } else if (seen.accepted === true) {
                    seen.refusedAt ??= at;
                }
                seen.accepted = accepted;
                onChange?.(accepted, at);
            }
            await delay(everyMs, undefined, { signal: stopping.signal }).catch(() => undefined);
        }
    };
    const watching = watch();
    return {
        get accepted() {
            return seen.accepted;
        },
        get acceptedAt() {
            return seen.acceptedAt;
        },
        get refusedAt() {
            return seen.refusedAt;
        },
        async stop() {
            stopping.abort();
            await watching;
        },
    };
}

/** Whether the key is accepted now; nothing if the answer says neither. */
async function keyTrial(
    endpoint: string,
    account: string,
    key: string,
    authority: string | undefined,
): Promise<(abortSignal: AbortSignal) => Promise<boolean | undefined>> {
    const { createDefaultHttpClient, createEmptyPipeline, createPipelineRequest, tlsPolicy } = await import(
        "@azure/core-rest-pipeline"
    );
    const { storageSharedKeyCredentialPolicy } = await import("@azure/storage-common");
    // A bare pipeline tries nothing twice.
    const pipeline = createEmptyPipeline();
    if (authority !== undefined) {
        pipeline.addPolicy(tlsPolicy({ ca: authority }));
    }
    pipeline.addPolicy(
        storageSharedKeyCredentialPolicy({ accountName: account, accountKey: Buffer.from(key, "base64") }),
    );
    const http = createDefaultHttpClient();
    const url = `${endpoint}?restype=service&comp=properties`;
    return async (abortSignal) => {
        const request = createPipelineRequest({ url, abortSignal });
        request.headers.set("x-ms-version", "2021-12-02");
        request.headers.set("user-agent", "key-probe");
        const status = await pipeline.sendRequest(http, request).then(
            (response) => response.status,
            () => undefined,
        );
        return status === 403 ? false : status === 200 ? true : undefined;
    };
}
