/** A rule of the lifecycle that a history broke. */
export class Violation extends Error {
    override readonly name = "Violation";

    constructor(
        /** The rule, by its number in the design, or what every history owes. */
        readonly rule: string,
        readonly detail: string,
    ) {
        super(`rule ${rule}: ${detail}`);
    }
}
