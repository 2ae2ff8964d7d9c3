import { setTimeout as delay } from "node:timers/promises";
import type { Journal } from "../journal";
import type { Vaults } from "../vaults/vaults";
import { FrontDoor } from "./frontDoor";
import { Instance, type Program } from "./instance";
import { ReferenceCache, type ReferenceState } from "./referenceCache";

export type Settings = Readonly<Record<string, string>>;

/** What a site needs from around it. */
export interface SiteSurroundings {
    readonly journal: Journal;
    readonly vaults: Vaults;
    /** What every instance finds in its environment besides the settings. */
    readonly environment: NodeJS.ProcessEnv;
    /** How long after a change of the settings the application is restarted; may be changed at any time. */
    restartDelayMs: number;
}

/** One web app, or one deployment slot of one, with the application that runs in it. */
export class Site {
    /** The names of the settings that stay with their slot in a swap. */
    stickyNames: { readonly appSettingNames: readonly string[]; readonly connectionStringNames: readonly string[] } = {
        appSettingNames: [],
        connectionStringNames: [],
    };
    #settings: Settings = {};
    #runningSettings: Settings = {};
    /** Counts the writes; an instance runs with the settings of one of them. */
    #written = 0;
    #running = 0;
    #restarts = 0;
    #recycled: Promise<void> = Promise.resolve();
    #lastAsked: Promise<void> = Promise.resolve();
    #program: Program | undefined;
    #frontDoor: FrontDoor | undefined;
    readonly #references: ReferenceCache;
    readonly #stopping = new AbortController();

    constructor(
        /** `web`, or `web/staging` for a deployment slot. */
        readonly name: string,
        readonly resourceGroup: string,
        private readonly surroundings: SiteSurroundings,
    ) {
        this.#references = new ReferenceCache(surroundings.vaults);
    }

    /** The settings as they were last written. */
    get settings(): Settings {
        return this.#settings;
    }

    /** The settings that the application has in its environment: those of its last start, references resolved. */
    get runningSettings(): Settings {
        return this.#runningSettings;
    }

    /** How often the application has been restarted. */
    get restarts(): number {
        return this.#restarts;
    }

    /** The address of the application; nothing as long as no program runs. */
    get url(): string | undefined {
        return this.#frontDoor?.url;
    }

    /** The state of the settings that are Key Vault references, by setting name. */
    get references(): ReadonlyMap<string, ReferenceState> {
        return this.#references.states(this.#settings, this.#running === this.#written);
    }

    /** Replaces the whole map; the application is restarted `restartDelayMs` later. The same map again changes nothing. */
    writeSettings(settings: Settings): void {
        const names = new Set([...Object.keys(this.#settings), ...Object.keys(settings)]);
        const changed = [...names].filter((name) => this.#settings[name] !== settings[name]);
        if (changed.length === 0) {
            return;
        }
        this.#settings = { ...settings };
        this.#written += 1;
        this.surroundings.journal.note("sites/settingsWritten", this.name, changed.sort().join(", "));
        this.#ask("settings");
    }

    /** Changes one setting by hand, past every stack; `undefined` removes it. */
    editSetting(name: string, value: string | undefined): void {
        const { [name]: _former, ...others } = this.#settings;
        this.writeSettings(value === undefined ? others : { ...others, [name]: value });
    }

    /** Reads the secrets behind versionless references anew, as App Service does once a day, and restarts. */
    refreshReferences(): Promise<void> {
        return this.#ask("settings");
    }

    /**
     * Restarts the application. A soft restart is none where it runs with the settings as they are. Done when it does;
     * an error where the new instance does not start.
     */
    restart(kind: "soft" | "hard"): Promise<void> {
        if (kind === "hard") {
            return this.#ask("restart");
        }
        return this.settled().catch(() => (this.#running === this.#written ? undefined : this.#ask("settings")));
    }

    /** Done when the application runs with the settings as they are now; an error where it did not start with them. */
    settled(): Promise<void> {
        return this.#lastAsked;
    }

    /** Runs the program in this site and returns its address, which stays the same from restart to restart. */
    async run(program: Program): Promise<string> {
        this.#program = program;
        this.#frontDoor ??= await FrontDoor.open();
        await this.settled().catch(() => undefined);
        await this.#inTurn(async () => (await this.#start(this.#runningSettings))?.retire());
        return this.#frontDoor.url;
    }

    /** Ends the application and whatever is still to happen. */
    async stop(): Promise<void> {
        this.#stopping.abort();
        await this.#frontDoor?.close();
        await this.#recycled.catch(() => undefined);
        await this.#frontDoor?.instance?.kill();
    }

    /** Plans a restart for `restartDelayMs` from now, with the settings as they are now. */
    #ask(reason: "settings" | "restart"): Promise<void> {
        const settings = this.#settings;
        const version = this.#written;
        const { signal } = this.#stopping;
        const asked = delay(this.surroundings.restartDelayMs, undefined, { signal }).then(() =>
            this.#inTurn(() => this.#recycle(settings, version, reason)),
        );
        // Nobody may be waiting; the journal has the failure.
        asked.catch(() => undefined);
        this.#lastAsked = asked;
        return asked;
    }

    /** One restart at a time. */
    #inTurn(work: () => Promise<void>): Promise<void> {
        this.#recycled = this.#recycled.catch(() => undefined).then(work);
        return this.#recycled;
    }

    async #recycle(settings: Settings, version: number, reason: "settings" | "restart"): Promise<void> {
        if (this.#stopping.signal.aborted || version < this.#running) {
            return;
        }
        if (reason === "settings") {
            this.#references.forget();
        }
        const resolved = this.#references.resolve(settings);
        const { journal } = this.surroundings;
        try {
            const former = await this.#start(resolved);
            this.#runningSettings = resolved;
            this.#running = version;
            this.#restarts += 1;
            journal.note("sites/restarted", this.name);
            await former?.retire();
        } catch (error) {
            journal.note("sites/restartFailed", this.name);
            throw error;
        }
    }

    /** Starts a new instance, moves the traffic to it and returns the old one: an overlapped recycle, as App Service does it. */
    async #start(settings: Settings): Promise<Instance | undefined> {
        if (this.#program === undefined) {
            return undefined;
        }
        const instance = await Instance.start(this.#program, { ...this.surroundings.environment, ...settings });
        return this.#frontDoor?.direct(instance);
    }
}
