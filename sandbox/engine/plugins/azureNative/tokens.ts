import type { Send } from "./send";
/** Tokens of the machine's managed identity, one for each audience. */
export class Tokens {
    readonly #tokens = new Map<string, { readonly token: Promise<Token>; until: number }>();

    constructor(
        private readonly endpoint: () => string,
        private readonly send: Send,
    ) {}

    /** Calls that run at once share one token, also while it is being fetched. */
    get(audience: string): Promise<Token> {
        const known = this.#tokens.get(audience);
        if (known !== undefined && Date.now() <= known.until) {
            return known.token;
        }
        const fetched = { token: this.#fetch(audience), until: Number.POSITIVE_INFINITY };
        this.#tokens.set(audience, fetched);
        fetched.token.then(
            (token) => {
                fetched.until = Number(token.expires_on) * 1000 - 60_000;
            },
            () => this.#tokens.delete(audience),
        );
        return fetched.token;
    }

    forget(): void {
        this.#tokens.clear();
    }

    async #fetch(audience: string): Promise<Token> {
        const url = new URL(this.endpoint());
        url.searchParams.set("api-version", "2019-08-01");
        url.searchParams.set("resource", audience);
        const response = await this.send(url, { headers: { "x-identity-header": process.env.IDENTITY_HEADER ?? "" } });
        if (!response.ok) {
            throw new Error(`The managed identity endpoint answers ${response.status}`);
        }
        return JSON.parse(await response.text());
    }
}

export interface Token {
    readonly access_token: string;
    readonly expires_on: string | number;
}
