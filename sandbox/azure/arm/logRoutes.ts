import type { LoggedService, LogWorkspaces } from "../logs/keptLogs";
import { ArmError } from "./armErrors";
import { type Body, record } from "./body";
import { Documents, merged, resource } from "./documents";
import type { ResourceGroups } from "./resourceGroups";
import { type ArmRequest, inGroup, param, type Route } from "./router";

const WORKSPACES = "Microsoft.OperationalInsights/workspaces";
const SETTINGS = "Microsoft.Insights/diagnosticSettings";
const SERVICES: readonly LoggedService[] = ["blob", "file", "queue", "table"];

/** Log Analytics workspaces, and the diagnostic settings that send the logs of a storage account's services to one. */
export function logRoutes(logs: LogWorkspaces, groups: ResourceGroups): readonly Route[] {
    const customerIds = new Map<string, string>();
    return [...workspaceRoutes(logs, groups, customerIds), ...settingRoutes(logs, customerIds)];
}

function workspaceRoutes(logs: LogWorkspaces, groups: ResourceGroups, customerIds: Map<string, string>): Route[] {
    const documents = new Documents(WORKSPACES);
    const route = { path: `${inGroup(WORKSPACES)}/:name`, target: ["name"] };
    const properties = (id: string): Body => {
        const customerId = customerIds.get(id.toLowerCase()) ?? logs.create();
        customerIds.set(id.toLowerCase(), customerId);
        return { provisioningState: "Succeeded", customerId };
    };
    return [
        {
            ...route,
            method: "PUT",
            operation: "workspaces/put",
            handle(request) {
                const name = param(request, "name");
                const resourceGroup = groups.check(request);
                const body = merged(documents.find(name, resourceGroup)?.body, request.body);
                const { document, isNew } = documents.put({ id: request.path, name, resourceGroup, body });
                return resource(document, WORKSPACES, properties(document.id), isNew);
            },
        },
        {
            ...route,
            method: "GET",
            operation: "workspaces/get",
            handle(request) {
                const document = documents.get(param(request, "name"), groups.check(request));
                return resource(document, WORKSPACES, properties(document.id));
            },
        },
    ];
}

function settingRoutes(logs: LogWorkspaces, customerIds: ReadonlyMap<string, string>): Route[] {
    const settings = new Map<string, Body>();
    const account = `${inGroup("Microsoft.Storage/storageAccounts")}/:account`;
    return SERVICES.flatMap((service): Route[] => {
        const route = {
            path: `${account}/${service}Services/default/providers/${SETTINGS}/:name`,
            target: ["account", "name"],
        };
        return [
            {
                ...route,
                method: "PUT",
                operation: "diagnosticSettings/put",
                handle(request) {
                    const properties = record(request.body.properties, "properties");
                    const workspaceId = customerIds.get(String(properties.workspaceId).toLowerCase());
                    if (workspaceId === undefined) {
                        throw new ArmError(400, "BadRequest", `'${properties.workspaceId}' is no workspace.`);
                    }
                    logs.send(param(request, "account"), service, isEnabled(properties) ? workspaceId : undefined);
                    const key = request.path.toLowerCase();
                    const made = { id: request.path, name: param(request, "name"), type: SETTINGS };
                    const setting = { ...made, ...settings.get(key), properties };
                    settings.set(key, setting);
                    return { status: 200, body: setting };
                },
            },
            {
                ...route,
                method: "GET",
                operation: "diagnosticSettings/get",
                handle: (request) => ({ status: 200, body: found(settings, request) }),
            },
            {
                ...route,
                method: "DELETE",
                operation: "diagnosticSettings/delete",
                handle(request) {
                    const existed = settings.delete(request.path.toLowerCase());
                    logs.send(param(request, "account"), service, undefined);
                    return { status: existed ? 200 : 204 };
                },
            },
        ];
    });
}

/** Whether anything is logged: the local Azure tells no categories apart. */
function isEnabled({ logs }: Body): boolean {
    return Array.isArray(logs) && logs.some((log: { readonly enabled?: unknown }) => log.enabled === true);
}

function found(settings: ReadonlyMap<string, Body>, { path }: ArmRequest): Body {
    const setting = settings.get(path.toLowerCase());
    if (setting === undefined) {
        throw new ArmError(404, "ResourceNotFound", `The resource '${path}' could not be found.`);
    }
    return setting;
}
