import { type ArmId, armId } from "../arm/armId";
import type { Body } from "../arm/body";
import type { Journal } from "../journal";
import type { Propagation } from "../keys/keySlots";
import type { ShownValue } from "./keyCall";
import { KeyedResource } from "./keyedResource";
import { Resource } from "./keyServiceResource";
import { defaultProperties } from "./resourceProperties";
import { checkType, type Specification, specificationOf } from "./specification";
import { findKeyServiceType } from "./types/keyServiceTypes";

/** The options of a new resource. */
export interface KeyServiceOptions {
    /** The properties that its GET shows, over those that its type has. */
    readonly properties?: Body;
    /** The same of the account, namespace or hub that it is part of: where the data plane is. */
    readonly rootProperties?: Body;
}

/** The resources with keys of the local Azure, storage accounts aside, as tests see them: in process, past Resource Manager. */
export class KeyServices {
    readonly #resources = new Map<string, Resource>();
    readonly #specifications = new Map<string, Specification>();
    /** The keys of others that resources hold, by the lower-case id of what holds them; of an IoT hub, with the endpoint's name behind it. */
    readonly held = new Map<string, string>();
    /** How resources that were given a value are shown, by their type, if the local Azure was given that. */
    readonly #shown = new Map<string, ShownValue>();

    constructor(
        private readonly journal: Journal,
        private readonly suffix: string,
        /** May be changed at any time; the next regenerate takes it. */
        readonly propagation: Propagation,
    ) {}

    /** The packages' specifications of the services that have resources here. */
    get specifications(): readonly Specification[] {
        return [...this.#specifications.values()];
    }

    /** Makes the service of a package known before there is a resource of it, so that programs may make some. This takes a moment. */
    async serve(packageName: string): Promise<void> {
        this.#specifications.set(packageName, await specificationOf(packageName));
    }

    /** Makes the resource of that id, with keys of its own, and whatever it is part of. The first one of a service takes a moment. */
    async create(id: string, { properties, rootProperties }: KeyServiceOptions = {}): Promise<KeyedResource> {
        const read = armId(id);
        const type = findKeyServiceType(read.type);
        if (type === undefined) {
            throw new Error(`The local Azure has no keys for ${read.type}.`);
        }
        const specification = await specificationOf(type.packageName);
        checkType(type, read, specification);
        this.#specifications.set(type.packageName, specification);
        const resource = this.make(read, type.packageName);
        resource.properties = { ...resource.properties, ...properties };
        resource.root.properties = { ...resource.root.properties, ...rootProperties };
        return this.get(id);
    }

    /** Says how resources of a type are shown that were given a value, which no package says. */
    show(type: string, shown: ShownValue): void {
        this.#shown.set(type.toLowerCase(), shown);
    }

    /** How resources of this type are shown; undefined if the local Azure was not told. */
    shownOf(type: string): ShownValue | undefined {
        return this.#shown.get(type.toLowerCase());
    }

    /** Makes a resource that has no keys of its own, such as a service that holds a key of another one. */
    async place(id: string, packageName: string, properties: Body = {}): Promise<Resource> {
        this.#specifications.set(packageName, await specificationOf(packageName));
        const resource = this.make(armId(id), packageName);
        resource.properties = { ...resource.properties, ...properties };
        return resource;
    }

    /** Makes the resource if it does not exist yet; with keys if its type has some. */
    make(id: ArmId, packageName: string): Resource {
        const found = this.find(id.id);
        if (found !== undefined) {
            return found;
        }
        const parent = id.parent === undefined ? undefined : this.make(id.parent, packageName);
        const type = findKeyServiceType(id.type);
        const properties = defaultProperties(id, this.suffix);
        const made =
            type === undefined
                ? new Resource(id, parent, packageName, properties)
                : new KeyedResource(id, parent, type, properties, this.journal, this.propagation);
        this.#resources.set(keyOf(id.id), made);
        return made;
    }

    /** The resource, with or without keys; nothing if it does not exist. */
    find(id: string): Resource | undefined {
        return this.#resources.get(keyOf(id));
    }

    /** The resource with keys of that id; an error if it does not exist. */
    get(id: string): KeyedResource {
        const found = this.find(id);
        if (!(found instanceof KeyedResource)) {
            throw new Error(`The local Azure has no resource with keys '${id}'.`);
        }
        return found;
    }

    /** The resources within the resource, one level down. */
    childrenOf(parent: Resource): readonly Resource[] {
        return [...this.#resources.values()].filter((resource) => resource.parent === parent);
    }

    /** Those that are part of no other. */
    get topLevel(): readonly Resource[] {
        return [...this.#resources.values()].filter(({ parent }) => parent === undefined);
    }

    /** The resources in the list of that path: of a subscription, of a group, or of the resource that they are part of. */
    listed(path: string): readonly Resource[] {
        const [scope, type] = keyOf(path).split("/providers/");
        return [...this.#resources.values()].filter(({ id, parent }) =>
            parent === undefined
                ? keyOf(id.type) === type && keyOf(id.id).startsWith(`${scope}/`)
                : keyOf(id.id).split("/").slice(0, -1).join("/") === keyOf(path),
        );
    }

    /** Deletes the resource and everything in it. */
    delete(id: string): void {
        const prefix = `${keyOf(id)}/`;
        for (const [key, resource] of this.#resources) {
            if (`${key}/`.startsWith(prefix)) {
                this.#resources.delete(key);
                forget(resource);
            }
        }
    }

    deleteGroup(group: string): void {
        for (const { id } of this.#resources.values()) {
            if (id.resourceGroup.toLowerCase() === group.toLowerCase()) {
                this.delete(id.id);
            }
        }
    }

    /** Ends the work that is still to happen, such as a new key that is not accepted yet. */
    stop(): void {
        for (const resource of this.#resources.values()) {
            forget(resource);
        }
    }
}

function forget(resource: Resource): void {
    if (resource instanceof KeyedResource) {
        resource.forget();
    }
}

/** Azure tells ids apart by their letters only, not by their case. */
function keyOf(id: string): string {
    return id.toLowerCase();
}
