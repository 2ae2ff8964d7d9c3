import type { Body } from "../arm/body";
import type { KeyView } from "./keyView";

/** What the specification of a type of resource with keys leaves open: what its keys look like, and which is which. */
export interface KeyServiceType {
    /** The ARM type of what has the keys. */
    readonly type: string;
    /** The package that describes its operations. */
    readonly packageName: string;
    /** The slots in the words of a regenerate, each with the member of a list's answer that shows its key. */
    readonly slots: Readonly<Record<string, string>>;
    readonly newKey: (slot: string) => string;
    /** What the bytes of a key are, as far as its fingerprint goes. */
    readonly encoding: "base64" | "utf8";
    /** What else a list answers, such as connection strings. */
    readonly shown?: (resource: KeyView) => Body;
    /** Everything that a list answers, where the keys do not stand in members of their own. */
    readonly listed?: (resource: KeyView) => Body;
    /** What a regenerate answers, where it is not what a list does. */
    readonly regenerated?: (resource: KeyView, slot: string) => Body;
    /** The value of a regenerate that makes every key anew. */
    readonly everySlot?: string;
    /** The slot that the value of a regenerate means, where it is not the slot itself. */
    readonly slotOf?: (value: string, resource: KeyView) => string | undefined;
    /** Whether a regenerate takes its values in any letter case. */
    readonly anyCase?: true;
    /** Whether the operations on its keys are its parent's. */
    readonly actionsOnParent?: true;
}
