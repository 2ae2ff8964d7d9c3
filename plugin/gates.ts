import type { Input } from "@pulumi/pulumi";
import {
    acknowledged,
    command,
    type Gate as DeclaredGate,
    grace,
    httpHealthy,
    keyAccepted,
    moduleGate,
    unused,
} from "../components/gates/gate";
import type { LoggedService } from "../components/gates/gateInputs";
import type { Gate } from "./args";
import { given } from "./given";
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
    unused: ({ workspaceId, quietFor, showsUpWithin, beforeRotation, services }, required) =>
        unused({
            workspaceId: required("workspaceId", workspaceId),
            quietFor: required("quietFor", quietFor),
            // What is none of these is refused by the pair's own check.
            ...given({
                showsUpWithin,
                beforeRotation,
                services: services as readonly Input<LoggedService>[] | undefined,
            }),
        }),
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
