import { durationMs } from "../duration";
import type { GateInputs, UnusedInputs } from "../gates/gateInputs";
import { type ArgumentProblem, countProblems, durationProblems, isGuid, unless } from "./problem";

/** What is wrong with one gate. */
export function gateProblems(
    gate: GateInputs,
    argument: string,
    canBeAsked: boolean,
    service: string,
): readonly ArgumentProblem[] {
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
        case "unused":
            return unusedProblems(gate, argument, service);
        default:
            return [
                {
                    property: argument,
                    reason: "is no gate; make one with grace, acknowledged, httpHealthy, keyAccepted, command, moduleGate or unused",
                },
            ];
    }
}

const LOGGED_SERVICES: readonly string[] = ["blob", "file", "queue", "table"];
/** Less than this is less than it takes until a request is in the logs. */
const SHORTEST_QUIET_MS = 60_000;

function unusedProblems(gate: UnusedInputs, argument: string, service: string): readonly ArgumentProblem[] {
    const { workspaceId, quietFor, showsUpWithin, beforeRotation, services } = gate;
    const quietMs = durationMs(String(quietFor));
    return [
        ...unless(
            service === "storageAccount",
            argument,
            `no log tells which key a call of ${service} was made with, but those of a storageAccount; use \`grace\`, \`acknowledged\` or \`httpHealthy\``,
        ),
        ...unless(
            isGuid(String(workspaceId)),
            `${argument}.workspaceId`,
            `"${workspaceId}" must be the GUID of a Log Analytics workspace (\`customerId\`), and not its ARM id or name`,
            workspaceId,
        ),
        ...durationProblems(`${argument}.quietFor`, quietFor, "positive"),
        ...unless(
            !(quietMs !== undefined && quietMs > 0 && quietMs < SHORTEST_QUIET_MS),
            `${argument}.quietFor`,
            `"${quietFor}" is too short to prove anything: at least 1m, and rather longer than the longest pause of any application`,
        ),
        ...durationProblems(`${argument}.showsUpWithin`, showsUpWithin),
        ...unless(
            typeof beforeRotation === "boolean",
            `${argument}.beforeRotation`,
            "must be true or false",
            beforeRotation,
        ),
        ...unless(
            services === undefined || (services.length > 0 && services.every((one) => LOGGED_SERVICES.includes(one))),
            `${argument}.services`,
            `must name some of ${LOGGED_SERVICES.join(", ")}`,
            services,
        ),
    ];
}

function isWebAddress(url: string): boolean {
    return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
}

function statusProblems(property: string, status: number): readonly ArgumentProblem[] {
    const right = Number.isInteger(status) && status >= 100 && status <= 599;
    return unless(right, property, "must be an HTTP status, 100 to 599", status);
}
