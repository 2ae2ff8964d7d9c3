import type { GateInputs } from "../gates/gateInputs";
import { type ArgumentProblem, countProblems, durationProblems, unless } from "./problem";

/** What is wrong with one gate. */
export function gateProblems(gate: GateInputs, argument: string, canBeAsked: boolean): readonly ArgumentProblem[] {
    switch (gate.kind) {
        case "grace":
            return durationProblems(`${argument}.duration`, gate.duration);
        case "acknowledged": {
            const { name, generation = 0 } = gate;
            const right = Number.isInteger(generation) && generation >= 0;
            return [
                ...unless(name !== "", `${argument}.name`, "must say who acknowledges", name),
                ...unless(right, `${argument}.generation`, "must be a generation: a whole number", generation),
            ];
        }
        case "keyAccepted":
            return unless(
                canBeAsked,
                argument,
                "no call tells whether this service accepts a key; use `httpHealthy` of an application, or `grace`",
            );
        case "httpHealthy":
            return [
                ...unless(
                    isWebAddress(gate.url),
                    `${argument}.url`,
                    "must be an address that begins with https:// or http://",
                    gate.url,
                ),
                ...countProblems(`${argument}.attempts`, gate.attempts),
                ...durationProblems(`${argument}.interval`, gate.interval),
                ...durationProblems(`${argument}.timeout`, gate.timeout, "positive"),
                ...statusProblems(`${argument}.expect.status`, gate.expect.status ?? 200),
            ];
        case "command":
            return [
                ...unless((gate.command[0] ?? "") !== "", `${argument}.command`, "must name a program", gate.command),
                ...durationProblems(`${argument}.timeout`, gate.timeout, "positive"),
            ];
        case "module":
            return unless(gate.module !== "", `${argument}.module`, "must name a module");
        default:
            return [
                {
                    property: argument,
                    reason: "is no gate; make one with grace, acknowledged, httpHealthy, keyAccepted, command or moduleGate",
                },
            ];
    }
}

function isWebAddress(url: string): boolean {
    return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
}

function statusProblems(property: string, status: number): readonly ArgumentProblem[] {
    const right = Number.isInteger(status) && status >= 100 && status <= 599;
    return unless(right, property, "must be an HTTP status, 100 to 599", status);
}
