import type { ArmId } from "../arm/armId";
import type { Body } from "../arm/body";
import type { Journal } from "../journal";
import { KeySlots, type Propagation } from "../keys/keySlots";
import { fingerprint } from "../storage/storageAccount";
import type { KeyServiceType } from "./keyServiceType";
import { Resource } from "./resource";

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

    /** The keys by slot, as they are shown to a client. */
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

    /** Gives the slot a new key, as a regenerate does; called from a test, it is one outside of every stack. */
    regenerate(slot: string, key?: string): void {
        this.#slots.regenerate(slot, key);
    }

    /** Ends what is still to happen. */
    forget(): void {
        this.#slots.forget();
    }
}
