/** One resource of a program, as a policy sees it before it is made. */
export interface CorpusResource {
    readonly type: string;
    readonly name: string;
    readonly inputs: Readonly<Record<string, unknown>>;
    /** URNs by the input that depends on them. */
    readonly propertyDependencies?: Readonly<Record<string, readonly string[]>>;
}

/** A key in a program. */
export interface HiddenKey {
    /** The name of its resource. */
    readonly resource: string;
    /** The setting or the property that a finding must name to have found it. */
    readonly at: string;
    /** The service and the encoding, for the table. */
    readonly form: string;
}

/** Resources with inputs, and where they hide keys: nowhere in an innocent program. */
export interface CorpusProgram {
    readonly name: string;
    readonly resources: readonly CorpusResource[];
    readonly keys: readonly HiddenKey[];
}

/** A program of one resource. */
export function program(
    name: string,
    type: string,
    inputs: Readonly<Record<string, unknown>>,
    ...keys: readonly (readonly [at: string, form: string])[]
): CorpusProgram {
    const resource = name.replaceAll(" ", "-");
    return {
        name,
        resources: [{ type, name: resource, inputs }],
        keys: keys.map(([at, form]) => ({ resource, at, form })),
    };
}
