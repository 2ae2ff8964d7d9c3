import { type Inputs, Output } from "@pulumi/pulumi";
import type { RotatingKeyPairArgs } from "../components/arguments/rotatingKeyPairArgs";
import * as twoKey from "../components/index";
import { functions, type PropertySpec, schema } from "./declared";
import { propertyProblem } from "./propertyProblem";

/** The configuration namespace of the plugin: the only one that the engine gives it. */
const NAMESPACE = "two-key";

const COMPONENT = "two-key:index:RotatingKeyPair";

type Members = Readonly<Record<string, unknown>>;
type Make = (...args: readonly unknown[]) => unknown;

/**
 * The arguments of the component, from those of a program in another language: TypeScript calls a function where they write an object, and
 * its one member has the name of the function. The pair itself finds all other problems.
 *
 * @throws InputPropertyError for a value that no function takes.
 */
export function pairArgs(inputs: Inputs): RotatingKeyPairArgs {
    const properties = schema.resources[COMPONENT]?.inputProperties ?? {};
    const args = membersOf(inputs, properties, "");
    return { ...(args as unknown as RotatingKeyPairArgs), azureConfig: NAMESPACE };
}

/** Members that no declaration has stay as they are, for the pair to refuse. */
function membersOf(members: Members, properties: Readonly<Record<string, PropertySpec>>, at: string): Members {
    return Object.fromEntries(
        givenIn(members).map(([name, value]) => [
            name,
            converted(value, properties[name], at === "" ? name : `${at}.${name}`),
        ]),
    );
}

function converted(value: unknown, spec: PropertySpec = {}, at: string): unknown {
    const { items, additionalProperties, $ref = "" } = spec;
    if (Array.isArray(value)) {
        return items === undefined ? value : value.map((item, index) => converted(item, items, `${at}[${index}]`));
    }
    const token = $ref.replace("#/types/", "");
    const type = schema.types[token];
    const made = functions[token.split(":").at(-1) ?? ""];
    if (made !== undefined && type !== undefined) {
        return madeOf(value, made, type.properties, at);
    }
    if (!isObject(value)) {
        return value;
    }
    if (additionalProperties !== undefined) {
        const entries = Object.entries(value);
        return Object.fromEntries(
            entries.map(([name, item]) => [name, converted(item, additionalProperties, `${at}.${name}`)]),
        );
    }
    return type === undefined ? value : membersOf(value, type.properties, at);
}

/** Calls the function that the one member of the object names. */
function madeOf(
    value: unknown,
    made: Readonly<Record<string, readonly string[]>>,
    properties: Readonly<Record<string, PropertySpec>>,
    at: string,
): unknown {
    if (Output.isInstance(value)) {
        throw propertyProblem(at, "must not be an output as a whole: write it out, with outputs as its values");
    }
    const names = Object.keys(properties);
    const [given, ...others] = givenIn(isObject(value) ? value : {});
    if (given === undefined || others.length > 0 || !names.includes(given[0])) {
        throw propertyProblem(at, `must be an object with exactly one of ${names.join(", ")}`);
    }
    const [name, member] = given;
    const parameters = Object.hasOwn(made, name) ? made[name] : undefined;
    const args = converted(member, properties[name], `${at}.${name}`);
    if (parameters === undefined) {
        return args;
    }
    if (!isObject(args)) {
        throw propertyProblem(`${at}.${name}`, "must be an object with its arguments");
    }
    const own = parameters.filter((parameter) => parameter !== "*");
    const rest = Object.fromEntries(Object.entries(args).filter(([argument]) => !own.includes(argument)));
    const make = (twoKey as unknown as Readonly<Record<string, Make>>)[name];
    return make?.(...parameters.map((parameter) => (parameter === "*" ? rest : args[parameter])));
}

/** Other languages send a member that is left out as null. */
function givenIn(members: Members): readonly (readonly [string, unknown])[] {
    return Object.entries(members).filter(([, value]) => value !== undefined && value !== null);
}

function isObject(value: unknown): value is Members {
    return typeof value === "object" && value !== null && !Output.isInstance(value);
}
