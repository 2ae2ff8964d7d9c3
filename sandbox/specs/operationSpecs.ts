import { type ArmPackage, type ClientFunction, firstAnswer } from "./armPackage";
import type { Member } from "./declarations";
import { MAX_DEPTH, prefixed } from "./memberNames";
import type { Operation, Parameter } from "./operation";

/** The part of `OperationSpec` of `@azure/core-client`, and of its forerunner `@azure/ms-rest-js`, that is read here. */
interface OperationSpec {
    readonly httpMethod: string;
    readonly path?: string;
    readonly urlParameters?: readonly SpecParameter[];
    readonly queryParameters?: readonly SpecParameter[];
    readonly headerParameters?: readonly SpecParameter[];
    readonly requestBody?: SpecParameter;
    readonly responses: Readonly<Record<string, { readonly bodyMapper?: Mapper }>>;
    readonly serializer: { readonly modelMappers: Readonly<Record<string, Mapper>> };
}

interface SpecParameter {
    readonly mapper: Mapper;
}

interface Mapper {
    readonly serializedName?: string;
    readonly required?: boolean;
    readonly isConstant?: boolean;
    readonly defaultValue?: unknown;
    readonly type: {
        readonly name: string;
        readonly className?: string;
        readonly allowedValues?: readonly unknown[];
        readonly modelProperties?: Readonly<Record<string, Mapper>>;
        readonly element?: Mapper;
    };
}

/** The headers that every operation takes. */
const STANDARD_HEADERS = ["accept", "content-type", "accept-language"];

/** Whether the package's client hands a specification of each operation to its core. */
export function hasOperationSpecs({ client }: Pick<ArmPackage, "client">): boolean {
    return typeof client.sendOperationRequest === "function";
}

/** The operation as its specification describes it: the function is called, and it hands out the specification. */
export async function readOperationSpec(arm: ArmPackage, called: ClientFunction): Promise<Operation | undefined> {
    const spec = await specOf(arm, called);
    const apiVersion = spec === undefined ? undefined : apiVersionOf(arm, spec);
    if (spec?.path === undefined || apiVersion === undefined) {
        return undefined;
    }
    const { requestBody, urlParameters = [], headerParameters = [] } = spec;
    const pathParameters = urlParameters
        .filter(({ mapper }) => mapper.type.allowedValues !== undefined)
        .map(({ mapper }) => parameterOf(mapper, undefined, arm));
    const headers = headerParameters
        .map(({ mapper }) => mapper.serializedName ?? "")
        .filter((header) => !STANDARD_HEADERS.includes(header.toLowerCase()));
    const answers = Object.entries(spec.responses).filter(([status]) => status !== "default");
    const answer = answers.find(([, { bodyMapper }]) => bodyMapper !== undefined)?.[1].bodyMapper;
    return {
        package: arm.id,
        name: `${called.group}.${called.declared.name}`,
        method: spec.httpMethod,
        path: `/${spec.path.replace(/^\//, "")}`,
        apiVersion,
        ...(pathParameters.length === 0 ? {} : { pathParameters }),
        ...(headers.length === 0 ? {} : { headers }),
        ...(requestBody === undefined ? {} : { body: bodyOf(arm, spec, requestBody.mapper) }),
        response: answer === undefined ? [] : namesIn(spec, answer),
        statuses: answers.map(([status]) => Number(status)),
        isLongRunning: called.declared.name.startsWith("begin"),
    };
}

/** The specification that the function hands to the client's core; nothing if it hands it none. */
async function specOf({ client }: ArmPackage, called: ClientFunction): Promise<OperationSpec | undefined> {
    let found: OperationSpec | undefined;
    client.sendOperationRequest = async (_: unknown, spec: OperationSpec) => {
        found ??= spec;
        throw new Error("Nothing is sent.");
    };
    try {
        await firstAnswer(called.call(called.declared.parameters.map(() => ({}))));
    } catch {
        // The function ends with the refusal above, or, before it asks, with a mistake of its own about the empty arguments.
    }
    return found;
}

/** As the core of the client resolves it: a constant, or the client's version, or the default. Few operations have none. */
function apiVersionOf({ client }: ArmPackage, { queryParameters = [] }: OperationSpec): string | undefined {
    const mapper = queryParameters.find(({ mapper }) => mapper.serializedName === "api-version")?.mapper;
    const chosen = mapper?.isConstant === true ? mapper.defaultValue : (client.apiVersion ?? mapper?.defaultValue);
    return typeof chosen === "string" ? chosen : undefined;
}

function bodyOf(arm: ArmPackage, spec: OperationSpec, mapper: Mapper): readonly Parameter[] {
    const declared = arm.declarations.members(mapper.type.className ?? "");
    return Object.entries(propertiesOf(spec, mapper)).map(([name, property]) =>
        parameterOf(
            property,
            declared.find((member) => member.name === name),
            arm,
        ),
    );
}

function parameterOf(
    { serializedName = "", required = false, type }: Mapper,
    declared: Member | undefined,
    { declarations }: ArmPackage,
): Parameter {
    const allowedValues = type.allowedValues?.map(String) ?? declarations.values(declared?.type);
    const documentation = declared?.documentation;
    return {
        name: serializedName,
        required,
        ...(allowedValues === undefined ? {} : { allowedValues }),
        ...(documentation === undefined || allowedValues !== undefined ? {} : { documentation }),
    };
}

function namesIn(spec: OperationSpec, mapper: Mapper, depth = 0): readonly string[] {
    if (mapper.type.name === "Sequence") {
        return mapper.type.element === undefined ? [] : prefixed("[]", namesIn(spec, mapper.type.element, depth));
    }
    if (depth === MAX_DEPTH) {
        return [];
    }
    return Object.values(propertiesOf(spec, mapper)).flatMap((property) => {
        const name = property.serializedName ?? "";
        return [...(name === "" ? [] : [name]), ...prefixed(name, namesIn(spec, property, depth + 1))];
    });
}

function propertiesOf({ serializer }: OperationSpec, mapper: Mapper): Readonly<Record<string, Mapper>> {
    const { className, modelProperties } = mapper.type;
    return modelProperties ?? serializer.modelMappers[className ?? ""]?.type.modelProperties ?? {};
}
