import { armPackages, documentedOperations, keyOperationsIn, type Operation, readOperations } from "local-azure";
import { type AzureServiceName, azureService, azureServices } from "../../components/services/azureServices";
import { type LeftOut, leftOut } from "../../docs/generator/leftOut";
import { isSamePath, pathAt, rowProblems } from "./rowProblems";

export const serviceNames = Object.keys(azureServices) as readonly AzureServiceName[];

/** The operations that all management packages describe. */
export async function allOperations(): Promise<readonly Operation[]> {
    const read: Operation[] = [];
    for (const name of armPackages()) {
        read.push(...(await readOperations(name)));
    }
    return [...read, ...documentedOperations];
}

/** The problems of each row, by its name. */
export function conformance(operations: readonly Operation[]): ReadonlyMap<AzureServiceName, readonly string[]> {
    return new Map(serviceNames.map((name) => [name, rowProblems(azureService(name), operations)]));
}

/** The types, by the paths of their resources, that have a regenerate and are no row. */
export function notInTable(operations: readonly Operation[]): readonly string[] {
    return keyOperationsIn(operations)
        .map(({ resource }) => resource)
        .filter((resource) => !serviceNames.some((name) => isOfRow(name, resource)))
        .map(typeOf);
}

/** The reason that is given for a type; undefined if no reason is given. */
export function reasonFor(type: string): LeftOut | undefined {
    return leftOut.find(({ resource }) => resource.toLowerCase() === type.toLowerCase());
}

function isOfRow(name: AzureServiceName, resource: string): boolean {
    const { type, names, actionsLevel = names.length } = azureService(name);
    return isSamePath(resource, pathAt(type, actionsLevel));
}

/** `Microsoft.X/a/b` of the path of such a resource. */
function typeOf(resource: string): string {
    const [, after = ""] = resource.split("/providers/");
    return after
        .split("/")
        .filter((word) => word !== "" && !word.startsWith("{"))
        .join("/");
}
