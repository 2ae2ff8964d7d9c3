import type { Operation } from "../../specs/operation";
import type { ArmId } from "../arm/armId";
import type { Body } from "../arm/body";
import type { KeyServiceType } from "./keyServiceType";
import { UNDOCUMENTED } from "./resourceBody";

/** A package's description of the services that it manages. */
export interface Specification {
    readonly operations: readonly Operation[];
    /** Those that show keys, and those that make them anew. */
    readonly lists: ReadonlySet<Operation>;
    readonly regenerates: ReadonlySet<Operation>;
}

const specifications = new Map<string, Promise<Specification>>();

/** The specification, read when it is first asked for: to load a package and the compiler takes a moment. */
export function specificationOf(packageName: string): Promise<Specification> {
    const found = specifications.get(packageName) ?? readSpecification(packageName);
    specifications.set(packageName, found);
    return found;
}

async function readSpecification(packageName: string): Promise<Specification> {
    const { readOperations } = await import("../../specs/readOperations.js");
    const { keyOperationsIn } = await import("../../specs/keyOperations.js");
    const { documentedOperations } = await import("../../specs/documentedOperations.js");
    const read = await readOperations(packageName);
    const namespaces = new Set(read.map(({ path }) => namespaceIn(path)));
    const documented = documentedOperations.filter(({ path }) => namespaces.has(namespaceIn(path)));
    const operations = [...read, ...documented];
    const keyOperations = keyOperationsIn(operations);
    return {
        operations,
        // Policies of devices have a list but no regenerate: they are written.
        lists: new Set([
            ...keyOperations.flatMap(({ lists }) => lists),
            ...operations.filter(({ path }) => /\/listkeys$/i.test(path)),
        ]),
        regenerates: new Set(keyOperations.flatMap(({ regenerates }) => regenerates)),
    };
}

/** The operation that a call is: the one with the fewest parameters where several have such a path. */
export function operationOf({ operations }: Specification, method: string, path: string): Operation | undefined {
    return operations
        .filter((operation) => operation.method === method && isPathOf(operation.path, path))
        .sort((one, other) => parametersIn(one.path) - parametersIn(other.path))[0];
}

/** Refuses, with an error, a type that the specification contradicts: a slot that it does not know or does not show. */
export function checkType(type: KeyServiceType, id: ArmId, { lists, regenerates }: Specification): void {
    const acting = type.actionsOnParent === true ? id.parent : id;
    const path = acting?.id.split("/") ?? [];
    const ofResource = (operation: Operation) =>
        isPathOf(operation.path.split("/").slice(0, path.length).join("/"), path.join("/"));
    const shown = [...lists].filter(ofResource).flatMap(({ response }) => response);
    const taken = [...regenerates]
        .filter(ofResource)
        .flatMap((operation) => slotParameterOf(operation)?.allowedValues ?? []);
    for (const [slot, member] of Object.entries(type.slots)) {
        if (!shown.includes(member)) {
            throw new Error(`No list of ${type.type} answers '${member}', by the specification: ${shown.join(", ")}.`);
        }
        if (taken.length > 0 && !taken.includes(slot)) {
            throw new Error(
                `No regenerate of ${type.type} takes '${slot}', by the specification: ${taken.join(", ")}.`,
            );
        }
    }
}

/** The parameter of a regenerate that says which key; nothing if the path says it. */
export function slotParameterOf({ path, body = [], pathParameters = [] }: Operation) {
    const last = pathParameters.find(({ name }) => path.endsWith(`/{${name}}`));
    return (
        last ??
        body.find(({ allowedValues }) => allowedValues !== undefined) ??
        body.find(({ required }) => required) ??
        body[0]
    );
}

/** Whether the path is one of that pattern, its parameters in braces. */
function isPathOf(pattern: string, path: string): boolean {
    const words = pattern.split("/");
    const segments = path.split("/");
    return (
        words.length === segments.length &&
        words.every((word, index) => word.startsWith("{") || word.toLowerCase() === segments[index]?.toLowerCase())
    );
}

/** Whether the path is that of a list: types and names alternate after the provider. */
export function isList(path: string): boolean {
    return (path.split("/").length - path.toLowerCase().split("/").lastIndexOf("providers")) % 2 !== 0;
}

/**
 * Without the members that the service never has. A type with several forms is known only by the member that tells them apart. A
 * specification may name members of the properties one by one.
 */
export function namedMembers(body: Body, { response }: Operation, prefix = ""): Body {
    const within = response.filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length));
    const names = new Set([...within.map((name) => name.split(/[.[]/)[0]), ...UNDOCUMENTED]);
    const hasForms = within.length === 1 && /Type$/.test(within[0] ?? "");
    return within.length === 0 || hasForms
        ? body
        : Object.fromEntries(Object.entries(body).filter(([name]) => name === "properties" || names.has(name)));
}

function parametersIn(path: string): number {
    return path.split("{").length;
}

function namespaceIn(path: string): string | undefined {
    return /\/providers\/([^/]+)/i.exec(path)?.[1];
}
