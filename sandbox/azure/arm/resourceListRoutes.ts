import { ArmError } from "./armErrors";
import { armId } from "./armId";
import { type Body, list, record } from "./body";
import type { ArmRequest, Route } from "./router";

/** The members of each resource in the list of all resources. */
const SHOWN = ["id", "name", "type", "location", "kind", "sku", "tags", "identity", "managedBy"] as const;

/**
 * The list of all resources of the subscription, or of a group: the lists of all types, and all other resources.
 *
 * @param others resources that have no list among the routes.
 */
export function resourceListRoutes(routes: readonly Route[], others: () => readonly Body[]): readonly Route[] {
    const lists = routes.filter(
        ({ method, path }) =>
            method === "GET" && /^\/subscriptions\/:subscription\/providers\/[^/]+\/[^/]+$/.test(path),
    );
    const all = async (request: ArmRequest): Promise<readonly Body[]> => {
        const answers = await Promise.all(lists.map((route) => route.handle(request)));
        const listed = answers.flatMap(({ body }) => list(record(body, "body").value, "value"));
        return [...listed.map((one) => record(one, "value[]")), ...others()];
    };
    const handle = async (request: ArmRequest) => {
        const { group } = request.params;
        const isWanted = filterOf(request.query.get("$filter") ?? "");
        const found = (await all(request)).filter(({ id, name, type }) => {
            const { resourceGroup } = armId(String(id));
            const isIn = group === undefined || isSame(resourceGroup, group);
            return isIn && isWanted({ resourceGroup, name: String(name), resourceType: String(type) });
        });
        const value = found.map((body) =>
            Object.fromEntries(SHOWN.flatMap((member) => (body[member] === undefined ? [] : [[member, body[member]]]))),
        );
        return { status: 200, body: { value } };
    };
    const route = { target: [], method: "GET", operation: "resources/list", handle } as const;
    return [
        { ...route, path: "/subscriptions/:subscription/resources" },
        { ...route, path: "/subscriptions/:subscription/resourceGroups/:group/resources" },
    ];
}

const MEMBERS = ["resourceGroup", "name", "resourceType"] as const;

type Filtered = Readonly<Record<(typeof MEMBERS)[number], string>>;

/** Equality of members, joined by `and`: that much of OData clients are known to send. */
function filterOf(filter: string): (resource: Filtered) => boolean {
    const terms = filter === "" ? [] : filter.split(/ and /i);
    const wanted = terms.map((term) => {
        const [, given = "", value = ""] = /^\s*(\w+) eq '([^']*)'\s*$/i.exec(term) ?? [];
        const member = MEMBERS.find((known) => isSame(known, given));
        if (member === undefined) {
            const message = `Invalid $filter '${filter}' specified in the query string.`;
            throw new ArmError(400, "InvalidFilterInQueryString", message);
        }
        return { member, value };
    });
    return (resource) => wanted.every(({ member, value }) => isSame(resource[member], value));
}

function isSame(one: string, other: string): boolean {
    return one.toLowerCase() === other.toLowerCase();
}
