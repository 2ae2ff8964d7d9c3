import type { Postpone } from "../callPipeline";
import type { ContainerApp, Replica, Revision } from "../containers/containerApp";
import type { Containers } from "../containers/localContainers";
import { resourceNotFound } from "./armErrors";
import type { Body } from "./body";
import { containerHostRoutes } from "./containerHostRoutes";
import type { ResourceGroups } from "./resourceGroups";
import { type ArmRequest, param, type Route } from "./router";

const TYPE = "Microsoft.App/containerApps/revisions";

/** Container apps with their revisions and replicas. */
export function containerAppRoutes({ apps }: Containers, groups: ResourceGroups, postpone: Postpone): readonly Route[] {
    return containerHostRoutes("containerApps", apps, groups, postpone, (appIn, route) => {
        const revisionIn = (request: ArmRequest): { readonly app: ContainerApp; readonly revision: Revision } => {
            const app = appIn(request);
            const name = param(request, "revision");
            const revision = app.find(name);
            if (revision === undefined) {
                throw resourceNotFound(TYPE, `${app.name}/${name}`, groups.check(request));
            }
            return { app, revision };
        };
        const ofRevision = { path: `${route.path}/revisions/:revision`, target: ["name", "revision"] };
        return [
            {
                ...route,
                path: `${route.path}/revisions`,
                method: "GET",
                operation: "containerApps/revisions/list",
                handle: (request) => ({ status: 200, body: { value: appIn(request).revisions.map(shown) } }),
            },
            {
                ...ofRevision,
                method: "GET",
                operation: "containerApps/revisions/get",
                handle: (request) => ({ status: 200, body: shown(revisionIn(request).revision) }),
            },
            {
                ...ofRevision,
                path: `${ofRevision.path}/restart`,
                method: "POST",
                operation: "containerApps/revisions/restart",
                handle(request) {
                    const { app, revision } = revisionIn(request);
                    app.restart(revision);
                    return { status: 200 };
                },
            },
            {
                ...ofRevision,
                path: `${ofRevision.path}/replicas`,
                method: "GET",
                operation: "containerApps/revisions/replicas/list",
                handle: (request) => ({
                    status: 200,
                    body: { value: revisionIn(request).revision.replicas.map(shownReplica) },
                }),
            },
        ];
    });
}

function shown({ name, createdAt, template, active, replicas }: Revision): Body {
    const isRunning = replicas.every(({ ready }) => ready);
    return {
        name,
        type: TYPE,
        properties: {
            createdTime: createdAt.toISOString(),
            template,
            active,
            replicas: replicas.length,
            healthState: active ? "Healthy" : "None",
            provisioningState: active ? "Provisioned" : "Deprovisioned",
            runningState: active ? (isRunning ? "Running" : "Processing") : "Stopped",
        },
    };
}

function shownReplica({ name, createdAt, ready }: Replica): Body {
    const container = { name: "main", containerId: `containerd://${name}`, ready, started: ready, restartCount: 0 };
    return {
        name,
        type: `${TYPE}/replicas`,
        properties: {
            createdTime: createdAt.toISOString(),
            runningState: ready ? "Running" : "NotRunning",
            containers: [{ ...container, runningState: ready ? "Running" : "Waiting" }],
        },
    };
}
