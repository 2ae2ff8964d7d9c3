// The part of the Kusto query language that is asked of the local Log Analytics, fully evaluated; anything else is refused.
import { type Predicate, readOperand, readPredicate } from "./kqlExpression";
import { type Token, TokenStream, tokensOf } from "./kqlTokens";
import { QueryProblem, type Row, type Value } from "./queryProblem";

/** Carries out a query. A table that is not there is a mistake, but in a fuzzy union that has another. */
export function evaluate(query: string, tables: ReadonlyMap<string, readonly Row[]>, now: Date): readonly Row[] {
    const [source, ...stages] = split(tokensOf(query));
    const rows = sourceRows(new TokenStream(source ?? []), tables);
    return stages.reduce<readonly Row[]>((found, stage) => applied(new TokenStream(stage), found, now), rows);
}

function split(tokens: readonly Token[]): readonly (readonly Token[])[] {
    const parts: Token[][] = [[]];
    for (const token of tokens) {
        if (token.text === "|" && token.kind === "symbol") {
            parts.push([]);
        } else {
            parts.at(-1)?.push(token);
        }
    }
    return parts;
}

function sourceRows(tokens: TokenStream, tables: ReadonlyMap<string, readonly Row[]>): readonly Row[] {
    if (!tokens.takes("union")) {
        const name = tokens.name();
        tokens.end();
        return tableNamed(name, tables);
    }
    const options = new Map<string, string>();
    while (tokens.isBefore("=")) {
        const option = tokens.name();
        tokens.expect("=");
        options.set(option, tokens.name());
    }
    const names = tokens.list(() => tokens.name());
    tokens.end();
    const isFuzzy = options.get("isfuzzy") === "true";
    const known = isFuzzy ? names.filter((name) => tables.has(name)) : names;
    if (known.length === 0) {
        throw new QueryProblem("SemanticError", `'union' operator: Failed to resolve any of '${names.join("', '")}'`);
    }
    const column = options.get("withsource");
    return known.flatMap((name) =>
        tableNamed(name, tables).map((row) => (column === undefined ? row : { ...row, [column]: name })),
    );
}

function tableNamed(name: string, tables: ReadonlyMap<string, readonly Row[]>): readonly Row[] {
    const rows = tables.get(name);
    if (rows === undefined) {
        throw new QueryProblem("SemanticError", `Failed to resolve table or column expression named '${name}'`);
    }
    return rows;
}

function applied(tokens: TokenStream, rows: readonly Row[], now: Date): readonly Row[] {
    const operator = tokens.name();
    switch (operator) {
        case "where": {
            const predicate = readPredicate(tokens, now);
            tokens.end();
            return rows.filter(predicate);
        }
        case "summarize":
            return summarized(tokens, rows, now);
        case "top": {
            const count = Number(tokens.name());
            tokens.expect("by");
            const column = tokens.name();
            const sign = tokens.takes("asc") ? 1 : -1;
            tokens.takes("desc");
            tokens.end();
            return rows
                .toSorted((one, other) => sign * order(one[column] ?? null, other[column] ?? null))
                .slice(0, count);
        }
        default:
            throw new QueryProblem("SyntaxError", `The local Log Analytics does not know the operator '${operator}'`);
    }
}

interface Aggregate {
    readonly name: string;
    readonly of: (rows: readonly Row[]) => Value;
}

function summarized(tokens: TokenStream, rows: readonly Row[], now: Date): readonly Row[] {
    const aggregates = tokens.list(() => aggregateIn(tokens, now));
    const columns = tokens.takes("by") ? tokens.list(() => tokens.name()) : [];
    tokens.end();
    const groups = new Map<string, Row[]>();
    for (const row of rows) {
        const key = JSON.stringify(columns.map((column) => row[column] ?? null));
        groups.set(key, [...(groups.get(key) ?? []), row]);
    }
    return [...groups.values()].map((group) =>
        Object.fromEntries([
            ...columns.map((column) => [column, group[0]?.[column] ?? null]),
            ...aggregates.map(({ name, of }) => [name, of(group)]),
        ]),
    );
}

function aggregateIn(tokens: TokenStream, now: Date): Aggregate {
    const name = tokens.name();
    tokens.expect("=");
    const kind = tokens.name();
    tokens.expect("(");
    const everyRow: Predicate = () => true;
    const operand = kind === "count" ? () => 1 : readOperand(tokens, now);
    const counts = kind.endsWith("if") && tokens.takes(",") ? readPredicate(tokens, now) : everyRow;
    tokens.expect(")");
    const values = (rows: readonly Row[]) =>
        rows
            .filter(counts)
            .map(operand)
            .filter((value) => value !== null);
    switch (kind) {
        case "count":
            return { name, of: (rows) => rows.length };
        case "min":
        case "minif":
            return { name, of: (rows) => values(rows).toSorted(order)[0] ?? null };
        case "max":
        case "maxif":
            return { name, of: (rows) => values(rows).toSorted(order).at(-1) ?? null };
        default:
            throw new QueryProblem("SyntaxError", `The local Log Analytics does not know the function '${kind}'`);
    }
}

function order(one: Value, other: Value): number {
    const [left, right] = [one, other].map((value) => (value instanceof Date ? value.getTime() : value));
    return left === right ? 0 : (left ?? "") < (right ?? "") ? -1 : 1;
}
