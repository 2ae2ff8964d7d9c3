/** A value that a caller names: a property of a body or a segment of a path. */
export interface Parameter {
    readonly name: string;
    readonly required: boolean;
    /** The values that the specification allows; absent if it leaves them open. */
    readonly allowedValues?: readonly string[];
    /** Its description in words, if the specification leaves the values open. */
    readonly documentation?: string;
}

/** One operation of a service, as its own management package sends it. */
export interface Operation {
    /** Name and version of the package, such as `@azure/arm-storage@20.0.0`. */
    readonly package: string;
    /** The client's property and method, such as `storageAccounts.regenerateKey`. */
    readonly name: string;
    readonly method: string;
    /** With its parameters in braces. */
    readonly path: string;
    /** The value that the client sends by default. */
    readonly apiVersion: string;
    /** The parameters of the path that allow some values only. */
    readonly pathParameters?: readonly Parameter[];
    /** The names of the headers that the operation takes, such as `If-Match`. */
    readonly headers?: readonly string[];
    /** The members of the JSON body; absent if there is no body. */
    readonly body?: readonly Parameter[];
    /** The members of the JSON answer, nested ones with a dot and those of list items with `[]`: `passwords[].value`. */
    readonly response: readonly string[];
    /** The statuses that the client takes for a success. */
    readonly statuses: readonly number[];
    /** Whether the client goes on to poll where the operation answers 202. */
    readonly isLongRunning: boolean;
}
