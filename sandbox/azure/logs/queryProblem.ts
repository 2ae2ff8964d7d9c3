/** A cell of a log. */
export type Value = string | number | Date | null;

/** A row of a log, by column. */
export type Row = Readonly<Record<string, Value>>;

/** A query that cannot be carried out, as Log Analytics words it. */
export class QueryProblem extends Error {
    constructor(
        readonly code: "SyntaxError" | "SemanticError",
        message: string,
    ) {
        super(message);
    }
}
