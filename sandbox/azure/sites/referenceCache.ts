import {
    isReference,
    parseReference,
    type Reference,
    type Resolution,
    resolveReference,
} from "../vaults/vaultReferences";
import type { Vaults } from "../vaults/vaults";

/** A setting that is a Key Vault reference, as App Service reports it. */
export interface ReferenceState {
    readonly setting: string;
    /** Nothing if the syntax is wrong. */
    readonly reference: Reference | undefined;
    /** `Initialized` until the application has been restarted with the setting. */
    readonly status: Resolution["status"] | "Initialized";
    /** The version whose value the application has. */
    readonly activeVersion: string | undefined;
}

/** The values that a site has read from the vaults. It keeps them until its settings change, even if the secret changes. */
export class ReferenceCache {
    readonly #read = new Map<string, Resolution>();

    constructor(
        private readonly vaults: Vaults,
        /** The principal that the site reads secrets as, if it has one. */
        private readonly reader: () => string | undefined,
    ) {}

    /** Lets the next look-up read the vaults anew. */
    forget(): void {
        this.#read.clear();
    }

    /** Reads everything again from the vaults, in their current state. */
    refresh(): void {
        for (const setting of this.#read.keys()) {
            this.#read.set(setting, resolveReference(setting, this.vaults, this.reader()));
        }
    }

    /** The settings as the application sees them; a reference that leads nowhere keeps its text. */
    resolve(settings: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
        return Object.fromEntries(
            Object.entries(settings).map(([name, setting]) => {
                const resolution = isReference(setting) ? this.#lookUp(setting) : undefined;
                return [name, resolution?.status === "Resolved" ? resolution.value : setting];
            }),
        );
    }

    /** The state of each reference; `applied` says whether the application runs with these settings. */
    states(settings: Readonly<Record<string, string>>, applied: boolean): ReadonlyMap<string, ReferenceState> {
        const states = new Map<string, ReferenceState>();
        for (const [name, setting] of Object.entries(settings).filter(([, value]) => isReference(value))) {
            const resolution = this.#read.get(setting);
            const known = applied || resolution !== undefined;
            states.set(name, {
                setting,
                reference: parseReference(setting, this.vaults),
                status: known ? (resolution ?? this.#lookUp(setting)).status : "Initialized",
                activeVersion: resolution?.status === "Resolved" ? resolution.version : undefined,
            });
        }
        return states;
    }

    #lookUp(setting: string): Resolution {
        const resolution = this.#read.get(setting) ?? resolveReference(setting, this.vaults, this.reader());
        this.#read.set(setting, resolution);
        return resolution;
    }
}
