import { setTimeout as delay } from "node:timers/promises";
import type { Journal } from "../journal";
import type { StorageAccounts } from "../storage/storageAccounts";
import type { Vaults } from "../vaults/vaults";
import { isSameName } from "./foldedNames";
import { FrontDoor } from "./frontDoor";
import { Instance, type Program } from "./instance";
import { ReferenceCache, type ReferenceState } from "./referenceCache";
import { connectionStringVariables, NO_CONFIG, type Settings, type SiteConfig, type StickyNames } from "./siteConfig";

/** The surroundings that a site needs. */
export interface SiteSurroundings {
    readonly journal: Journal;
    readonly vaults: Vaults;
    readonly storage: StorageAccounts;
    /** The environment of every instance besides the settings. */
    readonly environment: NodeJS.ProcessEnv;
    /** How long after a change of the settings the application is restarted; may be changed at any time. */
    restartDelayMs: number;
}

/** The configuration that an application runs with: that of its last start, references resolved. */
interface Running {
    readonly settings: Settings;
    /** The values of the connection strings, by name. */
    readonly connectionStrings: Settings;
    readonly config: SiteConfig;
}

/** One web app, or one deployment slot of one, with the application that runs in it. */
export class Site {
    /** Of the site's own identity, if it has one. */
    principalId: string | undefined;
    /** The names that stay with their slot in a swap. */
    stickyNames: StickyNames = { appSettingNames: [], connectionStringNames: [] };
    #config: SiteConfig = NO_CONFIG;
    #running: Running = { settings: {}, connectionStrings: {}, config: NO_CONFIG };
    /** Counts the writes; an instance runs with the configuration of one of them. */
    #written = 0;
    #runningVersion = 0;
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
        readonly surroundings: SiteSurroundings,
    ) {
        this.#references = new ReferenceCache(surroundings.vaults, () => this.principalId);
    }

    /** The configuration as it was last written. */
    get config(): SiteConfig {
        return this.#config;
    }

    /** The settings as they were last written. */
    get settings(): Settings {
        return this.#config.settings;
    }

    /** The settings that the application has in its environment: those of its last start, references resolved. */
    get runningSettings(): Settings {
        return this.#running.settings;
    }

    /** Everything that the application runs with and that may hold a key: settings, connection strings, keys of mounts. */
    get runningValues(): readonly string[] {
        const { settings, connectionStrings, config } = this.#running;
        const keys = Object.values(config.mounts).map(({ accessKey }) => accessKey);
        return [...Object.values(settings), ...Object.values(connectionStrings), ...keys];
    }

    /** How often the application has been restarted. */
    get restarts(): number {
        return this.#restarts;
    }

    /** The address of the application; nothing as long as no program runs. */
    get url(): string | undefined {
        return this.#frontDoor?.url;
    }

    /** The state of the settings that are Key Vault references, by name. */
    get references(): ReadonlyMap<string, ReferenceState> {
        return this.#references.states(this.settings, this.#runningVersion === this.#written);
    }

    /** The state of the connection strings that are Key Vault references, by name. */
    get connectionStringReferences(): ReadonlyMap<string, ReferenceState> {
        return this.#references.states(valuesOf(this.#config), this.#runningVersion === this.#written);
    }

    /** Replaces whole maps; the application is restarted `restartDelayMs` later. The same maps again change nothing. */
    write(change: Partial<SiteConfig>): void {
        const after = { ...this.#config, ...change };
        const changed = changedNames(this.#config, after);
        if (changed.length === 0) {
            return;
        }
        this.#config = after;
        this.#written += 1;
        this.surroundings.journal.note("sites/settingsWritten", this.name, changed.sort().join(", "));
        this.#ask("settings");
    }

    /** Replaces all settings. */
    writeSettings(settings: Settings): void {
        this.write({ settings });
    }

    /** Changes one setting by hand, past every stack; `undefined` removes it. */
    editSetting(name: string, value: string | undefined): void {
        const others = Object.entries(this.settings).filter(([written]) => !isSameName(written, name));
        this.writeSettings(Object.fromEntries(value === undefined ? others : [...others, [name, value]]));
    }

    /**
     * Reads the secrets behind versionless references anew, `restartDelayMs` later. The application goes on with its values until it is
     * restarted, and a soft restart finds nothing to do.
     */
    async refreshReferences(): Promise<void> {
        await delay(this.surroundings.restartDelayMs, undefined, { signal: this.#stopping.signal });
        this.#references.refresh();
        this.surroundings.journal.note("sites/referencesRefreshed", this.name);
    }

    /**
     * Restarts the application. A soft restart does nothing if it runs with the current settings. Resolves once it does; an error if the
     * new instance does not start.
     */
    restart(kind: "soft" | "hard"): Promise<void> {
        if (kind === "hard") {
            return this.#ask("restart");
        }
        return this.settled().catch(() => (this.#runningVersion === this.#written ? undefined : this.#ask("settings")));
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
        await this.#inTurn(async () => (await this.#start(this.#running))?.retire());
        return this.#frontDoor.url;
    }

    /** Ends the application and the work that is still to happen. */
    async stop(): Promise<void> {
        this.#stopping.abort();
        await this.#frontDoor?.close();
        await this.#recycled.catch(() => undefined);
        await this.#frontDoor?.instance?.kill();
    }

    /** Plans a restart for `restartDelayMs` from now, with the current configuration. */
    #ask(reason: "settings" | "restart"): Promise<void> {
        const config = this.#config;
        const version = this.#written;
        const { signal } = this.#stopping;
        const asked = delay(this.surroundings.restartDelayMs, undefined, { signal }).then(() =>
            this.#inTurn(() => this.#recycle(config, version, reason)),
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

    async #recycle(config: SiteConfig, version: number, reason: "settings" | "restart"): Promise<void> {
        if (this.#stopping.signal.aborted || version < this.#runningVersion) {
            return;
        }
        if (reason === "settings") {
            this.#references.forget();
        }
        const running = {
            settings: this.#references.resolve(config.settings),
            connectionStrings: this.#references.resolve(valuesOf(config)),
            config,
        };
        const { journal } = this.surroundings;
        try {
            const former = await this.#start(running);
            this.#running = running;
            this.#runningVersion = version;
            this.#restarts += 1;
            journal.note("sites/restarted", this.name);
            if (former !== undefined) {
                await former.retire();
                journal.note("sites/formerEnded", this.name);
            }
        } catch (error) {
            journal.note("sites/restartFailed", this.name);
            throw error;
        }
    }

    /** Starts a new instance, moves the traffic to it and returns the old one: an overlapped recycle, as App Service does it. */
    async #start({ settings, connectionStrings, config }: Running): Promise<Instance | undefined> {
        if (this.#program === undefined) {
            return undefined;
        }
        const variables = connectionStringVariables(config.connectionStrings, connectionStrings);
        const environment = { ...this.surroundings.environment, ...settings, ...variables };
        return this.#frontDoor?.direct(await Instance.start(this.#program, environment));
    }
}

/** The values of the connection strings, by name. */
function valuesOf({ connectionStrings }: SiteConfig): Settings {
    return Object.fromEntries(Object.entries(connectionStrings).map(([name, { value }]) => [name, value]));
}

/** The names in any of the maps that are not as they were. */
function changedNames(before: SiteConfig, after: SiteConfig): string[] {
    return (["settings", "connectionStrings", "mounts"] as const).flatMap((map) => {
        const [former, latter] = [before[map], after[map]];
        const names = new Set([...Object.keys(former), ...Object.keys(latter)]);
        return [...names].filter((name) => JSON.stringify(former[name]) !== JSON.stringify(latter[name]));
    });
}
