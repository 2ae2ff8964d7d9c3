import { type KeyedResource, type Protocol, protocols, type RedisServer, startRedisServer } from "local-azure";
import type { KeySource } from "../../../components/index";
import { type AzureServiceName, azureService } from "../../../components/services/azureServices";
import { exampleOf } from "../../../docs/generator/serviceExamples";
import { GROUP, type Testbed } from "./testbed";

/** A resource of one service of the table, served by the local Azure from the service's own specification. */
export interface KeyedService {
    readonly service: AzureServiceName;
    readonly source: KeySource;
    readonly id: string;
    readonly resource: KeyedResource;
    /** Whether the service's data plane answers here. */
    readonly isServed: boolean;
    readonly stop: () => Promise<void>;
}

/**
 * Makes the resource of the example, under a root of its own, so that no two services and no two tests share one.
 *
 * @param owner begins the name of the root: a few lower-case letters that no other test has.
 */
export async function makeKeyedService(
    { sandbox }: Testbed,
    owner: string,
    service: AzureServiceName,
): Promise<KeyedService> {
    const { azure } = sandbox;
    const example = exampleOf(service);
    const inputs = example.source;
    const [root = "", ...rest] = inputs.name.split("/");
    const own = `${owner}${service.toLowerCase().slice(0, 20)}`;
    const source = { ...inputs, resourceGroupName: GROUP, name: [own, ...rest].join("/") };
    const path = example.id.replace(`/${root}`, `/${own}`);
    const id = `/subscriptions/${azure.subscriptionId}/resourceGroups/${GROUP}/providers/${path}`;
    const resource = await azure.keyServices.create(id);

    const { probe } = azureService(service);
    if (probe === "redis" && service === "redis") {
        const server: RedisServer = await startRedisServer(azure.certificates, () => resource.acceptedKeys);
        const { hostname, port } = new URL(server.endpoint);
        resource.root.properties = { ...resource.root.properties, hostName: hostname, sslPort: Number(port) };
        return { service, source, id, resource, isServed: true, stop: () => server.stop() };
    }
    const isServed = isProtocol(probe) && service !== "maps" && service !== "botSite";
    if (isServed) {
        const served = { protocol: probe, name: own, acceptedKeys: () => resource.acceptedKeys };
        const endpoint = azure.serve(service, served);
        resource.root.properties = { ...resource.root.properties, ...localAddresses(example.resource, endpoint) };
    }
    return { service, source, id, resource, isServed, stop: () => Promise.resolve() };
}

function isProtocol(probe: string | undefined): probe is Protocol {
    return probe !== undefined && Object.hasOwn(protocols, probe);
}

/** The properties of the example that say where its data plane is, as hosts or as addresses, with the local one in them. */
function localAddresses(resource: unknown, endpoint: string): Record<string, unknown> {
    const { properties = {} } = resource as { readonly properties?: Readonly<Record<string, unknown>> };
    const address = endpoint.replace(/\/$/, "");
    const host = address.replace("https://", "");
    return Object.fromEntries(
        Object.entries(properties).map(([name, value]) => [name, String(value).includes("://") ? address : host]),
    );
}
