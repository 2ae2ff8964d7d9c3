import type { Resource } from "./keyServiceResource";

/** A resource with its keys, as they are or as an answer shows them. */
export interface KeyView extends Pick<Resource, "id" | "properties" | "root"> {
    readonly keys: Readonly<Record<string, string>>;
    readonly keyCreatedAt: Readonly<Record<string, Date>>;
}
