import type { WeatherMark } from "./weather";

/** One call that a client made to the local Azure. Bodies and queries are not kept: they hold keys and signatures. */
export interface Call {
    readonly kind: "call";
    /** When it arrived, in milliseconds since the epoch. */
    readonly at: number;
    readonly durationMs: number;
    readonly method: string;
    readonly path: string;
    /** The operation, e.g. `storageAccounts/regenerateKey`. */
    readonly operation: string;
    /** The account, vault/secret or site it was asked of. */
    readonly target: string;
    /** The status answered; 0 where the client got no answer. */
    readonly status: number;
    /** Further facts, e.g. the slot of a regenerate or the error code of a refusal. Never a key. */
    readonly detail?: string;
    /** The client's user agent. */
    readonly client?: string;
    /** The effect of the weather on it; absent if the service gave its own, current answer. */
    readonly weather?: WeatherMark;
}

/** Something that happened inside the local Azure, at once or some time after a call. */
export interface Occurrence {
    readonly kind: "event";
    readonly at: number;
    readonly operation: /** The data plane takes the slot's new key from now on; the detail is slot and fingerprint. */
        | "storageAccounts/keyAccepted"
        /** The data plane refuses the slot's former key from now on; the detail is slot and fingerprint. */
        | "storageAccounts/keyRefused"
        /** The same of the key of another service; the target is the resource's names, joined by "/". */
        | "keyServices/keyAccepted"
        | "keyServices/keyRefused"
        /** Settings, connection strings or mounts were replaced, by a call or by hand; the detail names the changed ones. */
        | "sites/settingsWritten"
        /** The secrets behind versionless references were read anew; the application has not got them yet. */
        | "sites/referencesRefreshed"
        /** The application runs with the settings as they are, or were a moment ago. */
        | "sites/restarted"
        /** The instance before the restart has answered its last request. */
        | "sites/formerEnded"
        /** The new instance did not start; the old one serves on. */
        | "sites/restartFailed"
        /** Secrets of a container app or job were replaced, by a call or by hand; what runs keeps those that it started with. */
        | "containerApps/secretsWritten"
        | "jobs/secretsWritten"
        /** New replicas have taken over in a revision, with the secrets as they were when these began. */
        | "containerApps/restarted"
        | "jobs/executionStarted"
        | "jobs/executionEnded";
    readonly target: string;
    readonly detail?: string;
}

export type JournalEntry = Call | Occurrence;

/** The calls of clients to the local Azure and the events in it, each entry at the moment it was over. */
export class Journal {
    #entries: JournalEntry[] = [];
    readonly #listeners = new Set<(entry: JournalEntry) => void>();

    get entries(): readonly JournalEntry[] {
        return this.#entries;
    }

    /** The entries that are calls. */
    get calls(): readonly Call[] {
        return this.#entries.filter((entry) => entry.kind === "call");
    }

    clear(): void {
        this.#entries = [];
    }

    /** How many calls, or events, of that operation there were. */
    count(operation: string, filter: (entry: JournalEntry) => boolean = () => true): number {
        return this.#entries.filter((entry) => entry.operation === operation && filter(entry)).length;
    }

    /** The number of calls of each operation; pass a filter to leave some out, such as those of the application. */
    byOperation(filter: (call: Call) => boolean = () => true): Record<string, number> {
        const counts: Record<string, number> = {};
        for (const { operation } of this.calls.filter(filter)) {
            counts[operation] = (counts[operation] ?? 0) + 1;
        }
        return counts;
    }

    /** Calls `listener` with each new entry; the returned function ends that. */
    on(listener: (entry: JournalEntry) => void): () => void {
        this.#listeners.add(listener);
        return () => this.#listeners.delete(listener);
    }

    record(entry: JournalEntry): void {
        this.#entries.push(entry);
        for (const listener of this.#listeners) {
            listener(entry);
        }
    }

    /** Records something that has just happened. */
    note(operation: Occurrence["operation"], target: string, detail?: string): void {
        this.record({ kind: "event", at: Date.now(), operation, target, ...(detail === undefined ? {} : { detail }) });
    }
}
