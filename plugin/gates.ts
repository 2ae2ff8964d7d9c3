import {
    acknowledged,
    command,
    type Gate as DeclaredGate,
    grace,
    httpHealthy,
    keyAccepted,
    moduleGate,
} from "../components/gates/gate";
import type { Gate } from "./args";
import { propertyProblem, type Required, requiredBy } from "./propertyProblem";

/** The gates by their kind, with what each needs. */
const GATES: Readonly<Record<string, (gate: Gate, required: Required) => DeclaredGate>> = {
    grace: ({ duration }, required) => grace(required("duration", duration)),
    acknowledged: ({ name, generation }, required) => acknowledged(required("name", name), generation),
    httpHealthy: ({ url, attempts, interval, timeout, status, body }, required) =>
        httpHealthy(required("url", url), {
            ...given({ attempts, interval, timeout }),
            expect: given({ status, body }),
        }),
    keyAccepted: () => keyAccepted(),
    command: (gate, required) => command(required("command", gate.command), given({ timeout: gate.timeout })),
    module: ({ module, config }, required) => moduleGate(required("module", module), config),
};

/** @param argument where the user wrote it, for messages: `gates[0]`. */
export function gateOf(gate: Gate, argument: string): DeclaredGate {
    const { kind } = gate;
    const make = Object.hasOwn(GATES, kind) ? GATES[kind] : undefined;
    if (make === undefined) {
        throw propertyProblem(`${argument}.kind`, `"${kind}" is none of ${Object.keys(GATES).join(", ")}`);
    }
    return make(gate, requiredBy(kind, argument));
}

/** Those of the options that are given. */
export function given<Options extends object>(
    options: Options,
): { [Key in keyof Options]?: Exclude<Options[Key], undefined> } {
    const entries = Object.entries(options).filter(([, value]) => value !== undefined);
    return Object.fromEntries(entries) as { [Key in keyof Options]?: Exclude<Options[Key], undefined> };
}
