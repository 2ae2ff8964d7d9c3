import type { TokenStream } from "./kqlTokens";
import { QueryProblem, type Row, type Value } from "./queryProblem";

export type Predicate = (row: Row) => boolean;
export type Operand = (row: Row) => Value;

const UNIT_MS: Readonly<Record<string, number>> = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1_000 };

/** Comparisons of text, without regard to letter case. */
const TEXT_COMPARISONS: Readonly<Record<string, (left: string, right: string) => boolean>> = {
    "=~": (left, right) => left === right,
    "!~": (left, right) => left !== right,
    contains: (left, right) => left.includes(right),
    "!contains": (left, right) => !left.includes(right),
    startswith: (left, right) => left.startsWith(right),
    "!startswith": (left, right) => !left.startsWith(right),
    has: hasTerm,
    "!has": (left, right) => !hasTerm(left, right),
};

const COMPARISONS: Readonly<Record<string, (left: Plain, right: Plain) => boolean>> = {
    "==": (left, right) => left === right,
    "!=": (left, right) => left !== right,
    "<": (left, right) => left < right,
    "<=": (left, right) => left <= right,
    ">": (left, right) => left > right,
    ">=": (left, right) => left >= right,
};

type Plain = string | number;

/** Reads a condition: comparisons, `and`, `or`, parentheses. */
export function readPredicate(tokens: TokenStream, now: Date): Predicate {
    const parts = [readConjunction(tokens, now)];
    while (tokens.takes("or")) {
        parts.push(readConjunction(tokens, now));
    }
    return (row) => parts.some((part) => part(row));
}

function readConjunction(tokens: TokenStream, now: Date): Predicate {
    const parts = [readComparison(tokens, now)];
    while (tokens.takes("and")) {
        parts.push(readComparison(tokens, now));
    }
    return (row) => parts.every((part) => part(row));
}

function readComparison(tokens: TokenStream, now: Date): Predicate {
    if (tokens.takes("(")) {
        const inner = readPredicate(tokens, now);
        tokens.expect(")");
        return inner;
    }
    const left = readOperand(tokens, now);
    const operator = tokens.take().text;
    const right = readOperand(tokens, now);
    const ofTexts = TEXT_COMPARISONS[operator];
    if (ofTexts !== undefined) {
        return (row) => ofTexts(lowered(left(row)), lowered(right(row)));
    }
    const compare = COMPARISONS[operator];
    if (compare === undefined) {
        throw new QueryProblem("SyntaxError", `The local Log Analytics does not know the comparison '${operator}'`);
    }
    return (row) => compare(plain(left(row)), plain(right(row)));
}

/** Reads a column, a text, a number, `datetime(…)`, `ago(…)` or `now()`. */
export function readOperand(tokens: TokenStream, now: Date): Operand {
    const token = tokens.take();
    if (token.kind === "text") {
        return () => token.text;
    }
    if (!tokens.takes("(")) {
        const number = Number(token.text);
        return Number.isNaN(number) ? (row) => row[token.text] ?? null : () => number;
    }
    const argument = tokens.takes(")") ? "" : closed(tokens);
    const moment = momentOf(token.text, argument, now);
    if (moment === undefined || Number.isNaN(moment.getTime())) {
        throw new QueryProblem("SyntaxError", `The local Log Analytics does not know '${token.text}(${argument})'`);
    }
    return () => moment;
}

function closed(tokens: TokenStream): string {
    const { text } = tokens.take();
    tokens.expect(")");
    return text;
}

function momentOf(name: string, argument: string, now: Date): Date | undefined {
    switch (name) {
        case "datetime":
            return new Date(argument);
        case "now":
            return now;
        case "ago": {
            const [, count, unit = ""] = /^(\d+)([dhms])$/.exec(argument) ?? [];
            return new Date(now.getTime() - Number(count) * (UNIT_MS[unit] ?? Number.NaN));
        }
        default:
            return undefined;
    }
}

/** A term is a run of letters and digits. */
function hasTerm(left: string, right: string): boolean {
    return left.split(/[^a-z0-9]+/).includes(right);
}

function lowered(value: Value): string {
    return String(value instanceof Date ? value.toISOString() : (value ?? "")).toLowerCase();
}

function plain(value: Value): Plain {
    return value instanceof Date ? value.getTime() : (value ?? "");
}
