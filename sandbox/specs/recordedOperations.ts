import type { PipelineRequest } from "@azure/core-rest-pipeline";
import ts from "typescript";
import { type ArmPackage, type ClientFunction, firstAnswer, ORIGIN } from "./armPackage";
import { type Declarations, nameOf } from "./declarations";
import { MAX_DEPTH, prefixed } from "./memberNames";
import type { Operation, Parameter } from "./operation";

/** The statuses that an operation may take for a success. */
const SUCCESSES = [200, 201, 202, 204];

/**
 * The operation as the client sends it: the function is called, and the request that it makes is read. Only the declarations have the
 * members of the answer and the allowed values.
 */
export async function recordOperation(arm: ArmPackage, called: ClientFunction): Promise<Operation | undefined> {
    const { declarations } = arm;
    const { name, parameters, type } = called.declared;
    const args = parameters.map((parameter) => sampleArgument(declarations, parameter));
    const sent: PipelineRequest[] = [];
    const statuses: number[] = [];
    let isLongRunning = false;
    for (const status of SUCCESSES) {
        const { requests, taken } = await replied(arm, called, args, status);
        sent.push(...requests.slice(0, 1));
        isLongRunning ||= requests.length > 1;
        statuses.push(...(taken ? [status] : []));
    }
    const [request] = sent;
    if (request === undefined) {
        return undefined;
    }
    const url = new URL(request.url);
    const pathParameters = parameters.flatMap((parameter) => {
        const allowedValues = declarations.values(parameter.type);
        return allowedValues === undefined ? [] : [{ name: parameter.name.getText(), required: true, allowedValues }];
    });
    const body = bodyOf(declarations, parameters, request.body);
    return {
        package: arm.id,
        name: `${called.group}.${name}`,
        method: request.method,
        path: decodeURIComponent(url.pathname),
        apiVersion: url.searchParams.get("api-version") ?? "",
        ...(pathParameters.length === 0 ? {} : { pathParameters }),
        ...(body === undefined ? {} : { body }),
        response: answerNames(declarations, type),
        statuses,
        isLongRunning,
    };
}

/** Calls the function, whose first request gets that status and whose next ones, those of a poller, a refusal. */
async function replied(arm: ArmPackage, called: ClientFunction, args: readonly unknown[], status: number) {
    const requests: PipelineRequest[] = [];
    arm.reply((request) => {
        requests.push(request);
        const operation = { location: `${ORIGIN}/operation` };
        return requests.length === 1 ? { status, headers: operation, body: { value: [] } } : { status: 400, body: {} };
    });
    try {
        await firstAnswer(called.call(args));
        return { requests, taken: requests.length > 0 };
    } catch (error) {
        // Any other error comes from reading an answer without members, which the client took for a success.
        const refused = error instanceof Error && "statusCode" in error;
        return { requests, taken: requests.length > 1 || (requests.length === 1 && !refused) };
    }
}

/** An argument that can be told from any other where it is sent: its own name in braces. */
function sampleArgument(declarations: Declarations, { name, type, questionToken }: ts.ParameterDeclaration): unknown {
    return questionToken === undefined ? sample(declarations, name.getText(), type, 0) : { updateIntervalInMs: 1 };
}

function sample(declarations: Declarations, name: string, type: ts.TypeNode | undefined, depth: number): unknown {
    const members = declarations.members(nameOf(type) ?? "");
    if (members.length > 0) {
        return Object.fromEntries(
            depth === MAX_DEPTH
                ? []
                : members.map((member) => [member.name, sample(declarations, member.name, member.type, depth + 1)]),
        );
    }
    if (type?.kind === ts.SyntaxKind.StringKeyword || declarations.values(type) !== undefined) {
        return `{${name}}`;
    }
    return undefined;
}

/** The members of the body as they were sent; a declared one is known by its name in braces. */
function bodyOf(
    declarations: Declarations,
    parameters: readonly ts.ParameterDeclaration[],
    sent: PipelineRequest["body"],
): readonly Parameter[] | undefined {
    if (typeof sent !== "string") {
        return undefined;
    }
    const declared = parameters
        .filter(({ questionToken }) => questionToken === undefined)
        .flatMap(({ type }) => declarations.members(nameOf(type) ?? ""));
    return Object.entries(JSON.parse(sent)).map(([name, value]) => {
        const member = declared.find((one) => value === `{${one.name}}` || one.name === name);
        const allowedValues = declarations.values(member?.type);
        const documentation = member?.documentation;
        return {
            name,
            required: member?.required === true,
            ...(allowedValues === undefined ? {} : { allowedValues }),
            ...(documentation === undefined || allowedValues !== undefined ? {} : { documentation }),
        };
    });
}

/** The members of the final value of a promise, a poller or a list of pages. */
function answerNames(declarations: Declarations, type: ts.TypeNode | undefined): readonly string[] {
    const held = type !== undefined && ts.isTypeReferenceNode(type) ? type.typeArguments?.at(-1) : undefined;
    const names = namesIn(declarations, held);
    return nameOf(type) === "PagedAsyncIterableIterator" ? ["value", ...prefixed("value[]", names), "nextLink"] : names;
}

function namesIn(declarations: Declarations, type: ts.TypeNode | undefined, depth = 0): readonly string[] {
    if (type === undefined || depth === MAX_DEPTH) {
        return [];
    }
    if (ts.isArrayTypeNode(type)) {
        return prefixed("[]", namesIn(declarations, type.elementType, depth));
    }
    return declarations
        .members(nameOf(type) ?? "")
        .filter(({ parameters }) => parameters === undefined)
        .flatMap(({ name, type: inner }) => [name, ...prefixed(name, namesIn(declarations, inner, depth + 1))]);
}
