import type {
    EnforcementLevel,
    PolicyConfigSchema,
    ReportViolation,
    ResourceRemediation,
    ResourceValidationPolicy,
    StackValidationPolicy,
} from "@pulumi/policy";
import { withoutKeys } from "../keys/patterns";
import type { Stack } from "../stack/stack";
import { afterExemptions, type Exemption, endedText, exemptionsSchema, idleExemptions } from "./exemptions";
import type { Finding } from "./finding";
import { noteInputs, type ResourceAsked, resourceOf, stackOf } from "./request";

/** One rule: its judgement, and its options in the configuration. */
export interface Rule<Settings extends object> {
    readonly name: string;
    /** The rule, in one sentence. */
    readonly description: string;
    readonly enforcementLevel: EnforcementLevel;
    /** The defaults of the rule's settings. */
    readonly defaults: Settings;
    /** The schema of each setting, without its default. */
    readonly schema: { readonly [Name in keyof Settings]: PolicyConfigSchema["properties"][string] };
    /** Judges the stack as it will be, at the end of a preview or an update. */
    readonly judge: (stack: Stack, settings: Settings, now: Date) => readonly Finding[];
    /** Judges a resource before it is made, where that can be done without the others. */
    readonly judgeAhead?: (resource: ResourceAsked, settings: Settings) => readonly Finding[];
    /** Mends a resource before it is made, where the configuration says `remediate`. */
    readonly remediate?: (
        asked: Parameters<ResourceRemediation>[0],
        settings: Settings,
        now: Date,
    ) => ReturnType<ResourceRemediation>;
}

/** A policy as the pack serves it: at once one of resources, to see the inputs of the program, and one of the stack. */
export type KeyPolicy = ResourceValidationPolicy & StackValidationPolicy;

/** A policy from a rule: configuration, exemptions, and the way findings are reported. */
export function keyPolicy<Settings extends object>(rule: Rule<Settings>): KeyPolicy {
    const { name, description, enforcementLevel, defaults, judge, judgeAhead, remediate } = rule;
    const settingsOf = (configuration: object): Settings & { readonly exemptions: readonly Exemption[] } => ({
        exemptions: [],
        ...defaults,
        ...configuration,
    });
    return {
        name,
        description,
        enforcementLevel,
        configSchema: { properties: { ...withDefaults(rule), exemptions: exemptionsSchema } },
        validateResource: (args, report) => {
            noteInputs(args);
            if (judgeAhead !== undefined) {
                const { exemptions, ...settings } = settingsOf(args.getConfig<object>());
                const findings = judgeAhead(resourceOf(args), settings as Settings);
                reportAll(afterExemptions(findings, exemptions, new Date()), description, report);
            }
        },
        validateStack: (args, report) => {
            const { exemptions, ...settings } = settingsOf(args.getConfig<object>());
            const now = new Date();
            const findings = judge(stackOf(args.resources), settings as Settings, now);
            reportAll(afterExemptions(findings, exemptions, now), description, report);
            for (const exemption of idleExemptions(findings, exemptions, now)) {
                reportAll(
                    [{ urn: "", names: [], message: endedText(exemption), level: "advisory" }],
                    description,
                    report,
                );
            }
        },
        ...(remediate === undefined
            ? {}
            : {
                  remediateResource: (args) => {
                      const { exemptions, ...settings } = settingsOf(args.getConfig<object>());
                      const now = new Date();
                      const finding = { urn: args.urn, names: [args.name], message: "" };
                      return afterExemptions([finding], exemptions, now).length === 0
                          ? undefined
                          : remediate(args, settings as Settings, now);
                  },
              }),
    };
}

function withDefaults<Settings extends object>({ schema, defaults }: Rule<Settings>): PolicyConfigSchema["properties"] {
    const names = Object.keys(schema) as (keyof Settings & string)[];
    return Object.fromEntries(names.map((name) => [name, { ...schema[name], default: defaults[name] as object }]));
}

function reportAll(findings: readonly Finding[], description: string, report: ReportViolation): void {
    for (const { urn, message: told, level } of findings) {
        // Names and reasons come from the stack, and a key may stand in these as well.
        const message = withoutKeys(told);
        if (level === undefined) {
            report(message, urn);
        } else {
            // The types of `report` do not show its second form: a violation with a level of its own.
            const violation = { message: `${description}\n${message}`, urn, enforcementLevel: level };
            report(violation as unknown as string);
        }
    }
}
