import type { Operation } from "local-azure";
import type { AzureService, RegenerateAction, RegeneratePolicy } from "../../components/services/azureService";
import { exampleAnswer } from "./exampleAnswer";

const NAMES = ["one", "two", "three"];

/** The differences between a row and the service's own package; empty if it conforms. */
export function rowProblems(row: AzureService, operations: readonly Operation[]): readonly string[] {
    const { list, regenerate, endpoints } = row;
    const level = endpoints?.level ?? 0;
    return [
        ...listProblems(row, operationAt(operations, list.method, `${actionsPath(row)}/${list.action}`)),
        ...(regenerate.kind === "action"
            ? row.slots.flatMap((slot) => regenerateProblems(row, regenerate, slot, operations))
            : policyProblems(row, regenerate, operations)),
        ...(endpoints === undefined || level === 0
            ? []
            : endpointProblems(row, operationAt(operations, "GET", pathAt(row.type, level)))),
    ];
}

function listProblems(row: AzureService, operation: Operation | undefined): readonly string[] {
    if (operation === undefined) {
        return [`there is no ${row.list.method} …/${row.list.action} of ${row.type}`];
    }
    return [...versionProblems(row.apiVersion, operation), ...answerProblems(row, row.list.keysIn, operation)];
}

function regenerateProblems(
    row: AzureService,
    { action, body, keysIn, isLongRunning }: RegenerateAction,
    slot: string,
    operations: readonly Operation[],
): readonly string[] {
    const operation = operationAt(operations, "POST", `${actionsPath(row)}/${action(slot)}`);
    if (operation === undefined) {
        return [`there is no POST …/${action(slot)} of ${row.type}`];
    }
    const listed = exampleAnswer(
        operationAt(operations, row.list.method, `${actionsPath(row)}/${row.list.action}`)?.response ?? [],
        row.slots,
    );
    return [
        ...versionProblems(row.apiVersion, operation),
        ...bodyProblems(operation, body === undefined ? undefined : body(slot, listed, NAMES)),
        ...pathValueProblems(operation, action(slot)),
        ...(keysIn === undefined ? [] : answerProblems(row, keysIn, operation)),
        ...((isLongRunning === true) === operation.isLongRunning
            ? []
            : [`${operation.name} is${operation.isLongRunning ? "" : " not"} long-running`]),
    ];
}

function policyProblems(
    row: AzureService,
    { listPolicies, policies, policyName, field }: RegeneratePolicy,
    operations: readonly Operation[],
): readonly string[] {
    const parent = pathAt(row.type, row.names.length - 1);
    const get = operationAt(operations, "GET", parent);
    const put = operationAt(operations, "PUT", parent);
    const listAll = operationAt(operations, "POST", `${parent}/${listPolicies}`);
    if (get === undefined || put === undefined || listAll === undefined) {
        return [`${parent} cannot be read, listed and written`];
    }
    const members = [policyName, ...row.slots.map(field)].map((name) => `value[].${name}`);
    return [
        ...[get, put, listAll].flatMap((operation) => versionProblems(row.apiVersion, operation)),
        ...(takesEtag(put) ? [] : [`${put.name} takes no etag`]),
        ...(get.response.includes("etag") ? [] : [`${get.name} answers no etag`]),
        ...(get.response.includes(`properties.${policies}`) ? [] : [`${get.name} answers no properties.${policies}`]),
        ...members
            .filter((name) => !listAll.response.includes(name))
            .map((name) => `${listAll.name} answers no ${name}`),
    ];
}

/** In a header, or, where the service's own package has no such header, in the body. */
function takesEtag({ headers = [], body = [] }: Operation): boolean {
    return headers.includes("If-Match") || body.some(({ name }) => name === "etag");
}

function endpointProblems(
    { endpoints, apiVersion }: AzureService,
    operation: Operation | undefined,
): readonly string[] {
    if (operation === undefined) {
        return ["there is no GET of the resource that names the endpoints"];
    }
    const resource = exampleAnswer(operation.response, []) as { readonly properties?: object };
    // Newer packages lift the members of `properties` to the top.
    const unlifted = { ...resource, properties: { ...resource, ...resource.properties } };
    const found = endpoints?.endpointsIn(NAMES, unlifted, "suffix") ?? {};
    return [
        ...versionProblems(endpoints?.apiVersion ?? apiVersion, operation),
        ...(Object.values(found).some((endpoint) => endpoint.includes("shown"))
            ? []
            : [`${operation.name} answers nothing that the endpoints are read from: ${operation.response.join(", ")}`]),
    ];
}

function versionProblems(apiVersion: string, operation: Operation): readonly string[] {
    return apiVersion === operation.apiVersion
        ? []
        : [`${operation.name} is of ${operation.apiVersion}, not ${apiVersion}`];
}

function answerProblems(
    { slots }: AzureService,
    keysIn: AzureService["list"]["keysIn"],
    { name, response }: Operation,
): readonly string[] {
    const missing = (): readonly string[] => {
        try {
            const answer = exampleAnswer(response, slots);
            return slots.filter((slot) => !keysIn(answer, [slot, slot, slot])[slot]);
        } catch {
            return slots;
        }
    };
    return missing().map((slot) => `${name} shows no key of ${slot}: ${response.join(", ")}`);
}

function bodyProblems({ name, body = [] }: Operation, sent: unknown): readonly string[] {
    const given = (sent ?? {}) as Readonly<Record<string, unknown>>;
    return [
        ...Object.keys(given)
            .filter((member) => !body.some((parameter) => parameter.name === member))
            .map((member) => `${name} takes no ${member}`),
        ...body
            .filter((parameter) => parameter.required && given[parameter.name] === undefined)
            .map((parameter) => `${name} needs ${parameter.name}`),
        ...body.flatMap(({ name: member, allowedValues }) => {
            const value = given[member];
            return value === undefined || allowedValues === undefined || allowedValues.includes(String(value))
                ? []
                : [`${name} takes as ${member} ${allowedValues.join(", ")}, not ${value}`];
        }),
    ];
}

function pathValueProblems({ name, path, pathParameters = [] }: Operation, action: string): readonly string[] {
    const value = action.split("/").at(-1) ?? "";
    return pathParameters
        .filter((parameter) => path.endsWith(`/{${parameter.name}}`))
        .flatMap(({ allowedValues = [] }) =>
            allowedValues.includes(value) ? [] : [`${name} takes ${allowedValues.join(", ")}, not ${value}`],
        );
}

function actionsPath({ type, names, actionsLevel = names.length }: AzureService): string {
    return pathAt(type, actionsLevel);
}

/** The path of a resource, or of one of its parents, with its names in braces. */
export function pathAt(type: string, level: number): string {
    const [namespace = "", ...levels] = type.split("/");
    const path = levels.slice(0, level).map((word) => `${word}/{}`);
    return ["/subscriptions/{}/resourceGroups/{}/providers", namespace, ...path].join("/");
}

/** The operation with that path: names in braces stand for any, letters in any case. */
function operationAt(operations: readonly Operation[], method: string, path: string): Operation | undefined {
    return operations.find((operation) => operation.method === method && isSamePath(operation.path, path));
}

/** Whether the second path is one of the first, whose names are in braces. */
export function isSamePath(pattern: string, path: string): boolean {
    const words = pattern.toLowerCase().split("/");
    const segments = path.toLowerCase().split("/");
    return (
        words.length === segments.length &&
        words.every((word, index) => word.startsWith("{") || word === segments[index])
    );
}
