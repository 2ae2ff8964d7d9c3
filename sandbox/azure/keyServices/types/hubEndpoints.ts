import { type Body, record } from "../../arm/body";

/** The text that an IoT hub shows in place of a key. */
const MASK = "****";

/**
 * The properties as the hub shows them: the keys of its endpoints masked. `held` keeps the keys by the id of the hub and the name of the
 * endpoint. An endpoint that comes masked keeps its key.
 */
export function withMaskedEndpoints(hubId: string, properties: Body, held: Map<string, string>): Body {
    const keep = (name: unknown, endpoint: Body): Body => {
        const { connectionString } = endpoint;
        if (typeof connectionString !== "string") {
            return endpoint;
        }
        if (!connectionString.includes(MASK)) {
            held.set(`${hubId}/${name}`.toLowerCase(), connectionString);
        }
        return { ...endpoint, connectionString: connectionString.replace(/(Key=)[^;]*/g, `$1${MASK}`) };
    };
    const { routing, storageEndpoints, ...rest } = properties;
    const { endpoints, ...routes } = record(routing, "routing");
    const lists = Object.entries(record(endpoints, "endpoints")).map(([kind, list]) => [
        kind,
        (Array.isArray(list) ? list : []).map((each) => keep(each?.name, record(each, "endpoint"))),
    ]);
    const uploads = Object.entries(record(storageEndpoints, "storageEndpoints")).map(([name, endpoint]) => [
        name,
        keep(name, record(endpoint, "storageEndpoint")),
    ]);
    return {
        ...rest,
        ...(routing === undefined ? {} : { routing: { ...routes, endpoints: Object.fromEntries(lists) } }),
        ...(storageEndpoints === undefined ? {} : { storageEndpoints: Object.fromEntries(uploads) }),
    };
}
