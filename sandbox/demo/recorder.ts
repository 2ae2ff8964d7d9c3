import { type Load, startLoad } from "../app/load";
import { type KeyProbe, watchKey } from "../app/watchKey";
import type { JournalEntry } from "../azure/journal";
import type { LocalAzure } from "../azure/localAzure";
import type { Site } from "../azure/sites/webSite";
import { STORAGE_SLOTS, type StorageAccount, type StorageSlot } from "../azure/storage/storageAccount";
import type { DemoEvent, KeyValue, Recording } from "./events";

/** How often a key is tried. The account answers everybody in this one process, so a demo is not greedy. */
const PROBE_EVERY_MS = 200;
/** A busy machine may be slow to answer. The demo looks for requests that are refused or lost. */
const REQUEST_TIMEOUT_MS = 30_000;

/** The senders of the requests: each waits for its answer, so that a busy machine does not become busier. */
const CLIENTS = 5;

/** The subjects of a recorder. */
export interface Scene {
    readonly azure: LocalAzure;
    readonly account: StorageAccount;
    readonly site: Site;
    /** The setting of the site that holds the connection string. */
    readonly setting: string;
    /** The site's address. */
    readonly url: string;
    readonly requestsPerSecond: number;
}

/** Keeps the web app under load, tries every key that was ever valid, and notes the events. Keys stay in here. */
export class Recorder {
    readonly #events: DemoEvent[] = [];
    readonly #probes: KeyProbe[] = [];
    /** Every key that the account has had. */
    readonly #known = new Map<string, KeyValue>();
    readonly #startedAt = Date.now();
    readonly #load: Load;
    readonly #endListening: () => void;

    constructor(private readonly scene: Scene) {
        const { azure, site, url, requestsPerSecond } = scene;
        for (const slot of STORAGE_SLOTS) {
            this.#watch(slot);
        }
        this.#noteApp(this.#startedAt);
        // The app begins with the value of the secret.
        this.#noteSecret(this.#startedAt, site.runningSettings[scene.setting]);
        this.#endListening = azure.journal.on((entry) => this.#see(entry));
        this.#load = startLoad({
            url,
            perSecond: requestsPerSecond,
            clients: CLIENTS,
            timeoutMs: REQUEST_TIMEOUT_MS,
        });
    }

    /** Runs a command and notes when it began and ended. */
    async during(command: string, work: () => Promise<void>): Promise<void> {
        this.#note({ at: Date.now(), kind: "updateStarted", command });
        await work();
        this.#note({ at: Date.now(), kind: "updateEnded" });
    }

    /** Notes a regenerate that no call made. */
    regeneratedByHand(slot: StorageSlot): void {
        this.#regenerated(slot);
    }

    /** Notes a new version of the secret that no call made. */
    secretWrittenByHand(value: string): void {
        this.#noteSecret(Date.now(), value);
    }

    /** Records until the play is over. Then, also if it failed, the load and every probe end. */
    async record(play: () => Promise<void>): Promise<Recording> {
        let endedAt: number;
        try {
            await play();
        } finally {
            endedAt = Date.now();
            await Promise.all([this.#load.stop(), ...this.#probes.map((probe) => probe.stop())]);
            this.#endListening();
        }
        return { startedAt: this.#startedAt, endedAt, events: this.#events, requests: this.#load.samples };
    }

    #see(entry: JournalEntry): void {
        const { azure, account, site } = this.scene;
        if (entry.kind === "call") {
            const slot = STORAGE_SLOTS.find((known) => known === entry.detail?.toLowerCase());
            if (entry.operation === "storageAccounts/regenerateKey" && isTarget(entry, account) && slot !== undefined) {
                this.#regenerated(slot);
            }
            if (entry.operation === "vaults/secrets/put" && entry.status < 300) {
                const [vault = "", secret = ""] = entry.target.split("/");
                this.#noteSecret(Date.now(), azure.vaults.get(vault).get(secret).current.value);
            }
        } else if (isTarget(entry, site)) {
            if (entry.operation === "sites/settingsWritten") {
                this.#note({ at: entry.at, kind: "settingsWritten" });
            }
            if (entry.operation === "sites/restarted") {
                this.#noteApp(entry.at);
            }
        }
    }

    #regenerated(slot: StorageSlot): void {
        // A regenerate that failed, or was noted already, left the key unchanged.
        if (!this.#known.has(this.scene.account.keys[slot])) {
            this.#note({ at: Date.now(), kind: "regenerated", key: this.#watch(slot) });
        }
    }

    /** Tries the slot's key, as a client would that has it, until the end. */
    #watch(slot: StorageSlot): KeyValue {
        const { account, azure } = this.scene;
        const value = [...this.#known.values()].filter((known) => known.slot === slot).length;
        const key: KeyValue = { slot, value };
        this.#known.set(account.keys[slot], key);
        let wasAccepted = false;
        const probe = watchKey({
            endpoint: account.endpoints.blob,
            account: account.name,
            key: account.keys[slot],
            authority: azure.authority,
            everyMs: PROBE_EVERY_MS,
            onChange: (accepted, at) => {
                if (accepted || wasAccepted) {
                    this.#note({ at, kind: accepted ? "accepted" : "refused", key });
                }
                wasAccepted = accepted;
            },
        });
        this.#probes.push(probe);
        return key;
    }

    #noteApp(at: number): void {
        const key = this.#keyIn(this.scene.site.runningSettings[this.scene.setting]);
        if (key !== undefined) {
            this.#note({ at, kind: "appSwitched", key });
        }
    }

    #noteSecret(at: number, value: string | undefined): void {
        const key = this.#keyIn(value);
        if (key !== undefined) {
            this.#note({ at, kind: "secretSwitched", key });
        }
    }

    #keyIn(connectionString = ""): KeyValue | undefined {
        return this.#known.get(/(?:^|;)AccountKey=([^;]+)/.exec(connectionString)?.[1] ?? "");
    }

    #note(event: DemoEvent): void {
        this.#events.push(event);
    }
}

function isTarget({ target }: JournalEntry, { name }: { readonly name: string }): boolean {
    return target.toLowerCase() === name.toLowerCase();
}
