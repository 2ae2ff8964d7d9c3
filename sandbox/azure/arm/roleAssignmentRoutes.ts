import { ArmError } from "./armError";
import { type Body, record } from "./body";
import type { ArmRequest, Route } from "./router";

const TYPE = "Microsoft.Authorization/roleAssignments";

/** Role assignments on any scope. They are kept and shown; nothing is refused for want of one. */
export function roleAssignmentRoutes(): readonly Route[] {
    const assignments = new Map<string, Body>();
    const route = { path: `/*scope/providers/${TYPE}/:name`, target: ["name"] };
    const answered = (status: number, body: Body) => ({ status, body });
    const find = (request: ArmRequest): Body => {
        const found = assignments.get(request.path.toLowerCase());
        if (found === undefined) {
            throw new ArmError(
                404,
                "RoleAssignmentNotFound",
                `The role assignment '${request.params.name}' is not found.`,
            );
        }
        return found;
    };
    return [
        {
            ...route,
            method: "PUT",
            operation: "roleAssignments/put",
            handle(request) {
                const [scope = ""] = request.path.split(new RegExp(`/providers/${TYPE}/`, "i"));
                const properties = { ...record(request.body.properties, "properties"), scope };
                const assignment = { id: request.path, name: request.params.name, type: TYPE, properties };
                assignments.set(request.path.toLowerCase(), assignment);
                return answered(201, assignment);
            },
        },
        {
            ...route,
            method: "GET",
            operation: "roleAssignments/get",
            handle: (request) => answered(200, find(request)),
        },
        {
            ...route,
            method: "DELETE",
            operation: "roleAssignments/delete",
            handle(request) {
                const assignment = find(request);
                assignments.delete(request.path.toLowerCase());
                return answered(200, assignment);
            },
        },
    ];
}
