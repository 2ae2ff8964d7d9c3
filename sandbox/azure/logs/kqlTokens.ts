import { QueryProblem } from "./queryProblem";

export interface Token {
    readonly kind: "word" | "text" | "symbol";
    readonly text: string;
}

const TOKEN =
    /\s*(?:"(?<double>[^"\\\n]*)"|'(?<single>[^'\\\n]*)'|(?<symbol>!?[=~<>]=|=~|!~|[|(),=<>])|(?<word>!?[\w.:-]+))/y;

/** The words, texts and symbols of a query. */
export function tokensOf(query: string): readonly Token[] {
    const tokens: Token[] = [];
    const pattern = new RegExp(TOKEN);
    const whole = query.trimEnd();
    while (pattern.lastIndex < whole.length) {
        const at = pattern.lastIndex;
        const groups = pattern.exec(whole)?.groups;
        if (groups === undefined) {
            throw new QueryProblem("SyntaxError", `Query could not be parsed at '${whole.slice(at, at + 20)}'`);
        }
        const { double, single, symbol, word } = groups;
        const text = double ?? single;
        tokens.push(
            text === undefined
                ? { kind: symbol === undefined ? "word" : "symbol", text: symbol ?? word ?? "" }
                : { kind: "text", text },
        );
    }
    return tokens;
}

/** Tokens, read one after the other. */
export class TokenStream {
    #at = 0;

    constructor(private readonly tokens: readonly Token[]) {}

    /** The next one, which stays where it is. */
    get next(): Token | undefined {
        return this.tokens[this.#at];
    }

    /** Whether the next one but one is this symbol. */
    isBefore(symbol: string): boolean {
        return this.tokens[this.#at + 1]?.text === symbol;
    }

    /** Reads the next one. */
    take(): Token {
        const token = this.next;
        if (token === undefined) {
            throw new QueryProblem("SyntaxError", "Query could not be parsed: it ends too early");
        }
        this.#at++;
        return token;
    }

    /** Reads the next one if it is this. */
    takes(text: string): boolean {
        const found = this.next?.text === text && this.next.kind !== "text";
        this.#at += found ? 1 : 0;
        return found;
    }

    expect(text: string): void {
        if (!this.takes(text)) {
            throw new QueryProblem(
                "SyntaxError",
                `Query could not be parsed at '${this.next?.text ?? ""}': expected '${text}'`,
            );
        }
    }

    /** Reads a name or a number. */
    name(): string {
        const token = this.take();
        if (token.kind !== "word") {
            throw new QueryProblem("SyntaxError", `Query could not be parsed at '${token.text}'`);
        }
        return token.text;
    }

    /** Reads a list that is separated by commas. */
    list<Item>(item: () => Item): readonly Item[] {
        const items = [item()];
        while (this.takes(",")) {
            items.push(item());
        }
        return items;
    }

    /** Nothing may be left. */
    end(): void {
        if (this.next !== undefined) {
            throw new QueryProblem("SyntaxError", `Query could not be parsed at '${this.next.text}'`);
        }
    }
}
