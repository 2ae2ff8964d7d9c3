import type { Body } from "../arm/body";
import type { KeyView } from "./keyView";

/** The facts about a type of resource with keys that its specification leaves open: the form of its keys, and which is which. */
export interface KeyServiceType {
    /** The ARM type of what has the keys. */
    readonly type: string;
    /** The package that describes its operations. */
    readonly packageName: string;
    /** The slots in the words of a regenerate, each with the member of a list's answer that shows its key. */
    readonly slots: Readonly<Record<string, string>>;
    readonly newKey: (slot: string) => string;
    /** The bytes of a key that its fingerprint is taken of. */
    readonly encoding: "base64" | "utf8";
    /** Further members of a list, such as connection strings. */
    readonly shown?: (resource: KeyView) => Body;
    /** Everything that a list answers, where the keys do not stand in members of their own. */
    readonly listed?: (resource: KeyView) => Body;
    /** The answer of a regenerate if it differs from that of a list. */
    readonly regenerated?: (resource: KeyView, slot: string) => Body;
    /** The value of a regenerate that makes every key anew. */
    readonly everySlot?: string;
    /** The slot that the value of a regenerate means, if it is not the slot itself. */
    readonly slotOf?: (value: string, resource: KeyView) => string | undefined;
    /** Whether a regenerate takes its values in any letter case. */
    readonly anyCase?: true;
    /** Whether the operations on its keys are its parent's. */
    readonly actionsOnParent?: true;
}
