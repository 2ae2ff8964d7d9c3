import type { PolicyConfigSchema } from "@pulumi/policy";
import type { Finding } from "./finding";

/** Leaves one resource out of a policy, until a day. */
export interface Exemption {
    /** Name of the resource, or of the pair. */
    readonly name: string;
    readonly reason: string;
    /** The last day, such as `2027-03-31` (UTC). */
    readonly until: string;
}

/** The schema of `exemptions`, as the engine checks and shows it. */
export const exemptionsSchema: PolicyConfigSchema["properties"][string] = {
    type: "array",
    description: "Resources that this policy leaves alone, each with a reason and a last day.",
    default: [],
    items: {
        type: "object",
        required: ["name", "reason", "until"],
        additionalProperties: false,
        properties: {
            name: { type: "string", minLength: 1, description: "Name of the resource, or of the key pair." },
            reason: { type: "string", minLength: 1, description: "Why it is left alone." },
            until: {
                type: "string",
                pattern: "^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$",
                description: "The last day, such as 2027-03-31 (UTC).",
            },
        },
    },
};

/** The findings that no exemption covers. The message of a finding names an exemption that has ended. */
export function afterExemptions(
    findings: readonly Finding[],
    exemptions: readonly Exemption[],
    now: Date,
): readonly Finding[] {
    return findings.flatMap((finding) => {
        const matching = exemptions.filter(({ name }) => finding.names.includes(name));
        if (matching.some((exemption) => !hasEnded(exemption, now))) {
            return [];
        }
        const [ended] = matching;
        return ended === undefined ? [finding] : [{ ...finding, message: `${finding.message} ${endedText(ended)}` }];
    });
}

/** The exemptions that have ended and concern no finding: they are to be removed. */
export function idleExemptions(
    findings: readonly Finding[],
    exemptions: readonly Exemption[],
    now: Date,
): readonly Exemption[] {
    return exemptions.filter(
        (exemption) => hasEnded(exemption, now) && !findings.some(({ names }) => names.includes(exemption.name)),
    );
}

/** The text about an exemption that has ended. */
export function endedText({ name, reason, until }: Exemption): string {
    return `The exemption of ${name} (${reason}) ended on ${until}: it must be renewed or removed from the configuration.`;
}

function hasEnded({ until }: Exemption, now: Date): boolean {
    const lastMoment = Date.parse(`${until}T23:59:59.999Z`);
    // An invalid date must not exempt for ever.
    return Number.isNaN(lastMoment) || now.getTime() > lastMoment;
}
