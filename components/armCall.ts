/** A call of Azure Resource Manager. */
export interface ArmCall {
    readonly method: "GET" | "PUT" | "PATCH" | "POST" | "DELETE";
    /** ARM id of the resource, and its path below that. */
    readonly path: string;
    readonly apiVersion: string;
    /** Further query parameters. */
    readonly query?: Readonly<Record<string, string>>;
    /** Further headers, such as `If-Match`. */
    readonly headers?: Readonly<Record<string, string>>;
    /** Sent as JSON. */
    readonly body?: unknown;
    /** Answers only when its work is done, so it is given ten times as long as other calls. */
    readonly isSlow?: true;
    /**
     * Whether the answer must have a body. Needed only if the method and the path do not tell: a `POST` is taken for a read, which must have
     * one, if its path ends with `/list…`.
     */
    readonly answers?: "body" | "nothing";
}
