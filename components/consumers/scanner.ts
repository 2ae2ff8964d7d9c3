import type { ArmAccess } from "./access";

/** A kind of resource that may hold a key. One file contains all of it: its name, its list, its values. */
export interface Scanner {
    /** The name of a finding for people, such as `App Service setting`; if a kind has several, the first. */
    readonly title: string;
    /** Its row in docs/dependents.md. */
    readonly documented: {
        /** All findings, if there are more than the title says. */
        readonly places?: string;
        /** How many calls each resource takes. */
        readonly calls: string;
        /** How a key is known there. */
        readonly known: string;
        /** The parts in there that may hold a key that is not found. */
        readonly notSeen: string;
    };
    /** ARM type; its resources are listed by subscription. */
    readonly type: string;
    readonly apiVersion: string;
    /** The actions of Azure's access control that it takes to list the resources and to look at each. */
    readonly actions: readonly string[];
    /** The same of a data plane; absent if no data plane is asked. */
    readonly dataActions?: readonly string[];
    /** The values of one resource, by as few calls as possible. It reports itself, by `ask`, the parts that it could not look at. */
    look(resource: ListedResource, ask: Ask): Promise<readonly Held[]>;
}

/** A resource as a list names it. */
export interface ListedResource {
    readonly id: string;
    readonly name: string;
    readonly tags: Readonly<Record<string, string>>;
    readonly properties: Readonly<Record<string, unknown>>;
}

/** Azure Resource Manager as scanners ask it: reading alone, and only so often. */
export interface Ask {
    /** The answer; undefined if there is no answer: then a note says that `place` was not looked at, unless it is gone. */
    send(call: ReadCall, place: string): Promise<unknown>;
    /** Every item of a list, page by page; if a page fails, the items of the others. */
    all(call: ReadCall, place: string): Promise<readonly ListedResource[]>;
    /** Every item of a list of a data plane, page by page; if a page fails, the items of the others. */
    items(list: DataPlaneList, place: string): Promise<readonly unknown[]>;
    /** Notes that a reader cannot look at a place. */
    notLookedAt(place: string, reason: string): void;
}

/** A call that changes nothing. A POST is one that shows secrets. */
export interface ReadCall {
    readonly method: "GET" | "POST";
    readonly path: string;
    readonly apiVersion: string;
}

/** A GET of a data plane, with a token of Entra ID. */
export interface DataPlaneCall {
    readonly url: string;
    /** Whom the token is meant for. */
    readonly audience: string;
    /** The media types that are taken. */
    readonly accept: string;
}

/** The first page of a list. */
export interface DataPlaneList extends DataPlaneCall {
    /** The built-in role that allows it, for a refused caller. */
    readonly role: string;
}

/** The means of a look. */
export interface Reading {
    readonly arm: Pick<ArmAccess, "find" | "statusOf" | "isUnregistered">;
    /** The answer; its failures have a status as those of Resource Manager do. */
    readDataPlane(call: DataPlaneCall): Promise<unknown>;
}

/** A value that may hold a key. */
export interface Held {
    readonly kind: string;
    /** ARM id of its holder: the same as that of the consumer that would write it. */
    readonly holder: string;
    /** Name of the value in there; empty if there is a single one. */
    readonly name: string;
    /** Names that differ in case alone are those of different values. */
    readonly isExact?: true;
    /** The place as a user knows it. */
    readonly place: string;
    readonly tags: Readonly<Record<string, string>>;
    readonly content: HeldContent;
}

export type HeldContent =
    /** The value itself. Secret. */
    | { readonly kind: "text"; readonly text: string }
    /** A key, or a connection string with one, that is not shown: all that is shown beside it. */
    | { readonly kind: "masked"; readonly beside: string }
    /** The service keeps the key of this resource by itself. */
    | { readonly kind: "keyOf"; readonly resourceId: string }
    /** A reference to a Key Vault secret, by its URI. */
    | { readonly kind: "reference"; readonly uri: string }
    /** A Key Vault secret without its value: its URI and its tags. */
    | { readonly kind: "secret"; readonly uri: string };
