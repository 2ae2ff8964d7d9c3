import type { Answer } from "../answer";
import type { Postpone } from "../callPipeline";
import type { ContainerApp } from "../containers/containerApp";
import type { ContainerJob } from "../containers/containerJob";
import type { Named } from "../containers/localContainers";
import { type Body, optionalText, record } from "./body";
import { Documents, listRoutes, merged, resource } from "./documents";
import type { ResourceGroups } from "./resourceGroups";
import { type ArmRequest, inGroup, param, type Route } from "./router";

/** The common part of container apps and jobs: the resource, whose secrets no GET shows, and the list that shows them. */
export function containerHostRoutes<Host extends ContainerApp | ContainerJob>(
    kind: "containerApps" | "jobs",
    hosts: Named<Host>,
    groups: ResourceGroups,
    postpone: Postpone,
    further: (hostIn: (request: ArmRequest) => Host, route: Pick<Route, "path" | "target">) => readonly Route[],
): readonly Route[] {
    const type = `Microsoft.App/${kind}`;
    const documents = new Documents(type);
    const remove = (name: string, group: string): boolean => {
        const existed = documents.delete(name, group);
        if (existed) {
            hosts.delete(name);
        }
        return existed;
    };
    groups.onDelete((group) => {
        for (const name of documents.namesIn(group)) {
            remove(name, group);
        }
    });
    const hostIn = (request: ArmRequest): Host => {
        const name = param(request, "name");
        documents.get(name, groups.check(request));
        return hosts.get(name);
    };
    const shown = (host: Host, group: string, isNew = false): Answer => {
        const document = documents.get(host.name, group);
        const configuration = record(record(document.body.properties, "properties").configuration, "configuration");
        const properties = {
            provisioningState: "Succeeded",
            configuration: { ...configuration, secrets: host.secrets.names },
        };
        return resource(document, type, properties, isNew);
    };
    const write = (request: ArmRequest): Answer => {
        const name = param(request, "name");
        const resourceGroup = groups.check(request);
        const former = documents.find(name, resourceGroup);
        const body = mergePatched(former?.body, request.body);
        const host = hosts.find(name) ?? hosts.create(name);
        host.secrets.principalId = optionalText(record(body.identity, "identity").principalId, "identity.principalId");
        host.write(record(request.body.properties, "properties"));
        const { isNew } = documents.put({ id: request.path, name, resourceGroup, body });
        return shown(host, resourceGroup, isNew);
    };
    const route = { path: `${inGroup(type)}/:name`, target: ["name"] };
    return [
        { ...route, method: "PUT", operation: `${kind}/put`, handle: write },
        {
            ...route,
            method: "PATCH",
            operation: `${kind}/patch`,
            handle(request) {
                hostIn(request);
                // Invalid input is refused at once. A client has to ask whether the write is done.
                const answer = write(request);
                return postpone(async () => answer, 0);
            },
        },
        {
            ...route,
            method: "GET",
            operation: `${kind}/get`,
            handle: (request) => shown(hostIn(request), groups.check(request)),
        },
        {
            ...route,
            method: "DELETE",
            operation: `${kind}/delete`,
            handle: (request) => ({ status: remove(param(request, "name"), groups.check(request)) ? 200 : 204 }),
        },
        {
            ...route,
            path: `${route.path}/listSecrets`,
            method: "POST",
            operation: `${kind}/listSecrets`,
            handle: (request) => ({ status: 200, body: { value: hostIn(request).secrets.listed } }),
        },
        ...listRoutes(
            documents,
            kind,
            groups.check,
            (document) => shown(hosts.get(document.name), document.resourceGroup).body,
        ),
        ...further(hostIn, route),
    ];
}

/** JSON Merge Patch: the parts that the documents here need. The configuration keeps members that the patch does not name, and lists are replaced. */
function mergePatched(former: Body | undefined, request: Body): Body {
    const before = record(record(former?.properties, "properties").configuration, "configuration");
    const { secrets: _, ...given } = record(
        record(request.properties, "properties").configuration,
        "properties.configuration",
    );
    const properties = { ...record(request.properties, "properties"), configuration: { ...before, ...given } };
    return merged(former, { ...request, properties });
}
