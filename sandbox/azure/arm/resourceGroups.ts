import { ArmError } from "./armErrors";
import { type Document, Documents, merged, resource } from "./documents";
import { type ArmRequest, param, type Route } from "./router";

const TYPE = "Microsoft.Resources/resourceGroups";

/** The resource groups; a resource can be made in an existing one only. */
export class ResourceGroups {
    readonly #groups = new Documents(TYPE);
    readonly #contents: ((resourceGroup: string) => void)[] = [];

    /** The request's group, which has to exist. */
    readonly check = (request: ArmRequest): string => {
        const group = param(request, "group");
        this.#get(group);
        return group;
    };

    /** Says what to delete with a group. */
    onDelete(deleteContents: (resourceGroup: string) => void): void {
        this.#contents.push(deleteContents);
    }

    routes(): readonly Route[] {
        const route = { path: "/subscriptions/:subscription/resourceGroups/:group", target: ["group"] };
        const properties = { provisioningState: "Succeeded" };
        return [
            {
                path: "/subscriptions/:subscription/resourceGroups",
                target: [],
                method: "GET",
                operation: "resourceGroups/list",
                handle: () => {
                    const value = this.#groups.all.map((group) => resource(group, TYPE, properties).body);
                    return { status: 200, body: { value } };
                },
            },
            {
                ...route,
                method: "PUT",
                operation: "resourceGroups/put",
                handle: (request) => {
                    const name = param(request, "group");
                    const body = merged(this.#groups.find(name, name)?.body, request.body);
                    const group = { id: request.path, name, resourceGroup: name, body };
                    const { document, isNew } = this.#groups.put(group);
                    return resource(document, TYPE, properties, isNew);
                },
            },
            {
                ...route,
                method: "GET",
                operation: "resourceGroups/get",
                handle: (request) => resource(this.#get(param(request, "group")), TYPE, properties),
            },
            {
                ...route,
                method: "DELETE",
                operation: "resourceGroups/delete",
                handle: (request) => {
                    const name = this.check(request);
                    for (const deleteContents of this.#contents) {
                        deleteContents(name);
                    }
                    this.#groups.delete(name, name);
                    return { status: 200 };
                },
            },
        ];
    }

    #get(name: string): Document {
        const group = this.#groups.find(name, name);
        if (group === undefined) {
            throw new ArmError(404, "ResourceGroupNotFound", `Resource group '${name}' could not be found.`);
        }
        return group;
    }
}
