import type { HttpMethods } from "@azure/core-rest-pipeline";

/** A call of Azure Resource Manager. */
export interface ArmRequest {
    readonly method: HttpMethods;
    /** ARM id of the resource, and its path below that. */
    readonly path: string;
    readonly apiVersion: string;
    /** Further query parameters. */
    readonly query?: Readonly<Record<string, string>>;
    readonly headers?: Readonly<Record<string, string>>;
    /** Sent as JSON. */
    readonly body?: unknown;
    /** Answers only when its work is done, so it is given ten times as long as other calls. */
    readonly isSlow?: true;
    /**
     * Whether the answer must have a body. Needed only where the method and the path do not tell: a `POST` is taken for a read, which must have
     * one, if its path ends with `/list…`.
     */
    readonly answers?: "body" | "nothing";
}
