import type { Operation } from "../../specs/operation";
import type { Answer } from "../answer";
import type { Body } from "../arm/body";
import type { ArmRequest } from "../arm/router";
import type { Resource } from "./keyServiceResource";

/** The visible part of the properties of a resource that holds a value. */
export type ShownValue = (properties: Body) => Body;

/** A call of an operation on a resource that is there. */
export interface KeyCall {
    readonly operation: Operation;
    /** Whether the operation shows keys or makes them anew. */
    readonly role: "list" | "regenerate" | "other";
    readonly resource: Resource;
    /** Whether the call makes the resource that its path names. */
    readonly isNew: boolean;
    readonly request: ArmRequest;
    /** The resources within the resource, one level down. */
    readonly children: readonly Resource[];
    /** Lets the effect happen: at once or, where the operation is long-running or the weather has it so, after its answer. */
    finish(effect: () => Answer, written?: Resource): Promise<Answer>;
    /** The keys of others that resources hold, as JSON, by the lower-case id of what holds them. */
    readonly held: Map<string, string>;
    /** How resources of this type are shown that were given a value; undefined if that is not known. */
    shownOf(type: string): ShownValue | undefined;
    /** The keys of a storage account, by its id, and when each was made. */
    keysOf(accountId: string): readonly { readonly slot: string; readonly key: string; readonly at: Date }[];
    /** Deletes a resource. */
    remove(resource: Resource): void;
    /** Makes a resource. */
    make(id: string): Resource;
}

/** The answers of a type of resource; nothing if it does not serve the operation. */
export type Behaviour = (call: KeyCall) => Promise<Answer> | undefined;
