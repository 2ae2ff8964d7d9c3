import { closest, didYouMean } from "./closest";
import { type Findings, isLater, memberAt, NOT_WRITTEN_OUT, type Shape } from "./shape";
import { shown, shownText } from "./shown";

/** A value of an object: its name may be one that every object has, and reading it may fail. */
type Read = { readonly value: unknown } | "unreadable";

/** The members of an object, with the shape of each. One that may be left out has an optional shape. */
export type Members = Readonly<Record<string, Shape>>;

/**
 * An object with these members and no others.
 *
 * @param namedByUser the user's word for a member, if it has another name
 */
export function object(members: Members, namedByUser: Readonly<Record<string, string>> = {}): Shape {
    return (value, at, findings) => {
        if (isLater(value)) {
            return value;
        }
        const names = namesIn(value);
        if (names === undefined) {
            return notA("an object", value, at, findings);
        }
        const known = Object.keys(members).map((member) => [member, namedByUser[member] ?? member] as const);
        refuseUnknown(value, names, new Map(known), at, findings);
        const entries = Object.entries(members).flatMap(([name, shape]) => {
            const read = names.includes(name) ? readMember(value, name) : { value: undefined };
            const member = memberAt(at, namedByUser[name] ?? name);
            const right =
                read === "unreadable" ? findings.addShapeless(member, UNREADABLE) : shape(read.value, member, findings);
            return right === undefined ? [] : [[name, right]];
        });
        return Object.fromEntries(entries);
    };
}

/** An object of this type. A member without a shape does not compile. */
export function membersOf<Type>(
    members: { readonly [Name in keyof Required<Type>]: Shape },
    namedByUser?: Readonly<Record<string, string>>,
): Shape {
    return object(members, namedByUser);
}

/** An object whose member `by` selects its shape. */
export function oneOfKinds(
    by: string,
    kinds: Readonly<Record<string, Shape>>,
    advice: string,
    kindIs: "writtenOut" | "perhapsLater" = "perhapsLater",
): Shape {
    return (value, at, findings) => {
        if (isLater(value)) {
            return value;
        }
        const read = hasMember(value, by) ? readMember(value, by) : { value: undefined };
        if (read === "unreadable") {
            return findings.addShapeless(memberAt(at, by), UNREADABLE);
        }
        if (isLater(read.value)) {
            return kindIs === "writtenOut" ? findings.addShapeless(memberAt(at, by), NOT_WRITTEN_OUT) : value;
        }
        const { value: kind } = read;
        const shape = typeof kind === "string" && Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
        if (shape === undefined) {
            const is = kind === undefined ? shown(value) : shown(kind);
            return findings.addShapeless(at, `${is} ${advice}${didYouMean(kind, Object.keys(kinds))}`);
        }
        return shape(value, at, findings);
    };
}

/** A list of these. */
export function list(entry: Shape): Shape {
    return (value, at, findings) => {
        if (isLater(value)) {
            return value;
        }
        if (!Array.isArray(value)) {
            return notA("a list", value, at, findings);
        }
        // A hole is not visited by `map`.
        return Array.from({ length: value.length }, (_, index) => {
            const read = readMember(value, String(index));
            const entryAt = `${at}[${index}]`;
            if (read === "unreadable") {
                return findings.addShapeless(entryAt, UNREADABLE);
            }
            return read.value === undefined
                ? findings.addShapeless(entryAt, "is missing: the list has a hole")
                : entry(read.value, entryAt, findings);
        });
    };
}

/** An object whose names are the user's own. */
export function record(entry: Shape): Shape {
    return (value, at, findings) => {
        if (isLater(value)) {
            return value;
        }
        const names = namesIn(value);
        if (names === undefined) {
            return notA("an object", value, at, findings);
        }
        const entries = names.map((name) => {
            const read = readMember(value, name);
            const entryAt = memberAt(at, shownText(name));
            if (name in Object.prototype) {
                return [
                    name,
                    findings.addShapeless(entryAt, "has a name that every object of JavaScript has; use another"),
                ];
            }
            return [
                name,
                read === "unreadable"
                    ? findings.addShapeless(entryAt, UNREADABLE)
                    : entry(read.value, entryAt, findings),
            ];
        });
        return Object.fromEntries(entries);
    };
}

const UNREADABLE = "cannot be read: its getter throws";

function notA(what: string, value: unknown, at: string, findings: Findings): undefined {
    return findings.addShapeless(
        at,
        value === undefined ? `is missing: must be ${what}` : `must be ${what}, and is ${shown(value)}`,
    );
}

function refuseUnknown(
    value: unknown,
    names: readonly string[],
    known: ReadonlyMap<string, string>,
    at: string,
    findings: Findings,
): void {
    for (const name of names.filter((one) => !known.has(one))) {
        const read = readMember(value, name);
        if (read === "unreadable" || read.value !== undefined) {
            const there = [...known.values()];
            const meant = closest(name, there);
            const advice = meant === undefined ? `there is ${there.join(", ")}` : `did you mean \`${meant}\`?`;
            findings.add(memberAt(at, shownText(name)), `is no argument; ${advice}`, undefined);
        }
    }
}

/** Whether a value is a plain object with such a member. */
export function hasMember(value: unknown, name: string): boolean {
    return namesIn(value)?.includes(name) === true;
}

/** The names of a plain object; undefined if it is something else, or does not show them. */
function namesIn(value: unknown): readonly string[] | undefined {
    try {
        if (typeof value !== "object" || value === null || Array.isArray(value)) {
            return undefined;
        }
        const prototype: unknown = Object.getPrototypeOf(value);
        return prototype === null || Object.getPrototypeOf(prototype) === null ? Object.keys(value) : undefined;
    } catch {
        return undefined;
    }
}

function readMember(value: unknown, name: string): Read {
    try {
        return { value: Reflect.get(Object(value), name) };
    } catch {
        return "unreadable";
    }
}
