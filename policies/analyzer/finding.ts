/** A problem that a policy found with one resource. */
export interface Finding {
    /** URN of the resource that it is shown at. */
    readonly urn: string;
    /** The names for an exemption in the configuration: of the resource, of its pair. */
    readonly names: readonly string[];
    /** The problem, why it matters, and the command or setting that mends it. Holds no key. */
    readonly message: string;
    /** A finding that is advice, whatever the configuration says of its policy. */
    readonly level?: "advisory";
}
