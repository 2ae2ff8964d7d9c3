import { ArmError } from "./armErrors";
import { type Body, optionalText, record } from "./body";
import type { RoleAssignments } from "./roleAssignments";
import type { ArmRequest, Route } from "./router";

const TYPE = "Microsoft.Authorization/roleAssignments";

/** Role assignments on any scope. Vaults ask for them; nothing else is refused for want of one. */
export function roleAssignmentRoutes(assignments: RoleAssignments): readonly Route[] {
    const route = { path: `/*scope/providers/${TYPE}/:name`, target: ["name"] };
    const answered = (status: number, body: Body) => ({ status, body });
    const find = ({ path, params }: ArmRequest): Body => {
        const found = assignments.find(path);
        if (found === undefined) {
            throw new ArmError(404, "RoleAssignmentNotFound", `The role assignment '${params.name}' is not found.`);
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
                const properties = record(request.body.properties, "properties");
                const principalId = optionalText(properties.principalId, "properties.principalId") ?? "";
                const roleId = optionalText(properties.roleDefinitionId, "properties.roleDefinitionId") ?? "";
                const assignment = { principalId, role: roleId.split("/").at(-1) ?? "", scope };
                const former = assignments.assignmentAt(request.path);
                if (former !== undefined && !isSame(former.principalId, principalId)) {
                    throw new ArmError(
                        400,
                        "RoleAssignmentUpdateNotPermitted",
                        "Tenant ID, application ID, principal ID, and scope are not allowed to be updated.",
                    );
                }
                const twin = assignments.all.some(
                    (other) =>
                        former === undefined &&
                        isSame(other.principalId, principalId) &&
                        isSame(other.role, assignment.role) &&
                        isSame(other.scope, scope),
                );
                if (twin) {
                    throw new ArmError(409, "RoleAssignmentExists", "The role assignment already exists.");
                }
                const { path, params } = request;
                const { id, name } = { id: path, name: params.name, ...assignments.find(path) };
                const document = { id, name, type: TYPE, properties: { ...properties, scope } };
                assignments.put(path, document, assignment);
                return answered(201, document);
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
                assignments.delete(request.path);
                return answered(200, assignment);
            },
        },
    ];
}

/** GUIDs and ids are the same in any case. */
function isSame(one: string, other: string): boolean {
    return one.toLowerCase() === other.toLowerCase();
}
