import type { Postpone } from "../callPipeline";
import type { Execution } from "../containers/containerJob";
import type { Containers } from "../containers/localContainers";
import type { Body } from "./body";
import { containerHostRoutes } from "./containerHostRoutes";
import type { ResourceGroups } from "./resourceGroups";
import type { Route } from "./router";

/** Container Apps jobs with their executions. */
export function containerJobRoutes({ jobs }: Containers, groups: ResourceGroups, postpone: Postpone): readonly Route[] {
    return containerHostRoutes("jobs", jobs, groups, postpone, (jobIn, route) => [
        {
            ...route,
            path: `${route.path}/executions`,
            method: "GET",
            operation: "jobs/executions/list",
            handle: (request) => ({ status: 200, body: { value: jobIn(request).executions.map(shown) } }),
        },
    ]);
}

function shown({ name, startedAt, endedAt }: Execution): Body {
    return {
        name,
        type: "Microsoft.App/jobs/executions",
        properties: {
            status: endedAt === undefined ? "Running" : "Succeeded",
            startTime: startedAt.toISOString(),
            ...(endedAt === undefined ? {} : { endTime: endedAt.toISOString() }),
        },
    };
}
