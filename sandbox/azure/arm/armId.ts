/** A resource of a resource group by its id. */
export interface ArmId {
    /** As it was written. */
    readonly id: string;
    readonly resourceGroup: string;
    /** Such as `Microsoft.ServiceBus/namespaces/queues`. */
    readonly type: string;
    /** One for each level of the type, outermost first. */
    readonly names: readonly string[];
    /** The resource that it is part of; nothing if it is not part of another. */
    readonly parent: ArmId | undefined;
}

const ID = /^\/subscriptions\/[^/]+\/resourceGroups\/([^/]+)\/providers\/([^/]+)\/(.+)$/i;

/** Reads an id; an error if the text is not an id. */
export function armId(id: string): ArmId {
    const [, resourceGroup = "", namespace = "", rest = ""] = ID.exec(id) ?? [];
    const segments = rest.split("/");
    if (rest === "" || segments.length % 2 !== 0 || segments.includes("")) {
        throw new Error(`'${id}' is not the id of a resource of a resource group.`);
    }
    const types = segments.filter((_, index) => index % 2 === 0);
    const names = segments.filter((_, index) => index % 2 === 1);
    return {
        id,
        resourceGroup,
        type: [namespace, ...types].join("/"),
        names,
        parent: names.length === 1 ? undefined : armId(id.split("/").slice(0, -2).join("/")),
    };
}
