import type { ClientFunction } from "./armPackage";
import type { Operation } from "./operation";

const operationsRead = new Map<string, Promise<readonly Operation[]>>();

/** The operations of a management package, such as `@azure/arm-storage`, in the order of its client. Each is read once. */
export function readOperations(packageName: string): Promise<readonly Operation[]> {
    const found = operationsRead.get(packageName) ?? readAnew(packageName);
    operationsRead.set(packageName, found);
    return found;
}

/**
 * Packages come in two forms: older ones hand a specification of each operation to their core, newer ones send it straight away. Their
 * readers need the compiler, and are loaded when they are first used.
 */
async function readAnew(packageName: string): Promise<readonly Operation[]> {
    const { loadArmPackage } = await import("./armPackage.js");
    const { hasOperationSpecs, readOperationSpec } = await import("./operationSpecs.js");
    const { recordOperation } = await import("./recordedOperations.js");
    const arm = loadArmPackage(packageName);
    const read = hasOperationSpecs(arm) ? readOperationSpec : recordOperation;
    const operations: Operation[] = [];
    for (const called of arm.functions.filter(isOfItsOwn)) {
        const operation = await read(arm, called);
        operations.push(...(operation === undefined ? [] : [operation]));
    }
    return operations;
}

/** Not one that only waits for another, nor the former name of another. */
function isOfItsOwn(one: ClientFunction, _: number, all: readonly ClientFunction[]): boolean {
    const { name } = one.declared;
    const plain = name.replace(/^begin(.)/, (_begin, first: string) => first.toLowerCase());
    const isFormer = all.some((other) => other.group === one.group && other.declared.name === plain && other !== one);
    return !name.endsWith("AndWait") && !isFormer;
}
