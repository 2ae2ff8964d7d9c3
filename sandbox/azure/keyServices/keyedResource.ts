import type { ArmId } from "../arm/armId";
import type { Body } from "../arm/body";
import type { Journal } from "../journal";
import { KeySlots, type Propagation, type ShownKeys } from "../keys/keySlots";
import { isStale, regenerate } from "../keys/regeneration";
import { fingerprint } from "../storage/storageAccount";
import type { Weather, WeatherMark } from "../weather";
import { Resource } from "./keyServiceResource";
import type { KeyServiceType } from "./keyServiceType";
import type { KeyView } from "./keyView";

/** The content of an answer; nothing if it has no keys. */
export interface Shown<View = KeyView> {
    readonly view: View;
    readonly mark?: WeatherMark;
}

/** A resource that has keys, as a test sees it: in process, past Resource Manager. */
export class KeyedResource extends Resource {
    readonly #slots: KeySlots<string>;

    constructor(
        id: ArmId,
        parent: Resource | undefined,
        readonly type: KeyServiceType,
        properties: Body,
        journal: Journal,
        propagation: Readonly<Propagation>,
    ) {
        super(id, parent, type.packageName, properties);
        this.#slots = new KeySlots(Object.keys(type.slots), type.newKey, propagation, (what, slot, key) => {
            const operation = what === "accepted" ? "keyServices/keyAccepted" : "keyServices/keyRefused";
            journal.note(operation, this.name, `${slot} ${fingerprint(key, type.encoding).slice(0, 8)}`);
        });
    }

    /** The keys by slot, as they are. */
    get keys(): Readonly<Record<string, string>> {
        return this.#slots.keys;
    }

    get keyCreatedAt(): Readonly<Record<string, Date>> {
        return this.#slots.createdAt;
    }

    /** The keys that the data plane takes now. */
    get acceptedKeys(): readonly string[] {
        return this.#slots.accepted;
    }

    /** Whether the data plane takes this key now. */
    accepts(key: string): boolean {
        return this.acceptedKeys.includes(key);
    }

    /** The content of a list of the keys in that weather. */
    listed({ listLagMs }: Readonly<Weather>): Shown {
        const keys = this.#slots.shown(listLagMs);
        return { view: this.#view(keys), ...(isStale(this.#slots, keys) ? { mark: "stale" } : {}) };
    }

    /** Gives these slots new keys as a regenerate does in that weather; `key` where the caller chose it. */
    regenerateIn(weather: Readonly<Weather>, slots: readonly string[], key?: string): Shown<KeyView | undefined> {
        const { keys, mark } = regenerate(this.#slots, slots, weather, key);
        return { view: keys === undefined ? undefined : this.#view(keys), ...(mark === undefined ? {} : { mark }) };
    }

    /** Gives the slot a new key at once; called from a test, it is one outside of every stack. */
    regenerate(slot: string, key?: string): void {
        this.#slots.regenerate(slot, key);
    }

    /** Ends the work that is still to happen. */
    forget(): void {
        this.#slots.forget();
    }

    #view(shown: ShownKeys<string>): KeyView {
        const entries = Object.entries(shown);
        return {
            id: this.id,
            properties: this.properties,
            root: this.root,
            keys: Object.fromEntries(entries.map(([slot, { key }]) => [slot, key])),
            keyCreatedAt: Object.fromEntries(entries.map(([slot, { createdAt }]) => [slot, createdAt])),
        };
    }
}
