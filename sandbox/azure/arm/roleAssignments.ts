import type { Body } from "./body";

/** An assignment: the parts that something here depends on. */
export interface RoleAssignment {
    readonly principalId: string;
    /** The last part of the role definition's id. */
    readonly role: string;
    readonly scope: string;
}

/** The role assignments of the local Azure, as tests see them. */
export class RoleAssignments {
    readonly #byPath = new Map<string, { readonly document: Body; readonly assignment: RoleAssignment }>();

    get all(): readonly RoleAssignment[] {
        return [...this.#byPath.values()].map(({ assignment }) => assignment);
    }

    /** The ids of all assignments, in lower case. */
    get paths(): readonly string[] {
        return [...this.#byPath.keys()];
    }

    find(path: string): Body | undefined {
        return this.#byPath.get(path.toLowerCase())?.document;
    }

    assignmentAt(path: string): RoleAssignment | undefined {
        return this.#byPath.get(path.toLowerCase())?.assignment;
    }

    put(path: string, document: Body, assignment: RoleAssignment): void {
        this.#byPath.set(path.toLowerCase(), { document, assignment });
    }

    delete(path: string): void {
        this.#byPath.delete(path.toLowerCase());
    }

    /** Whether the principal has one of the roles on this resource, or on one around it. */
    allow(principalId: string | undefined, roles: readonly string[], id: string): boolean {
        return this.all.some(
            (assignment) =>
                assignment.principalId.toLowerCase() === principalId?.toLowerCase() &&
                roles.includes(assignment.role.toLowerCase()) &&
                `${id}/`.toLowerCase().startsWith(`${assignment.scope}/`.toLowerCase()),
        );
    }
}
