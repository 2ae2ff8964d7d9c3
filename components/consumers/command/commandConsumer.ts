import type { Input } from "@pulumi/pulumi";
import type { Absent } from "../../absent";
import { durationMs } from "../../duration";
import { RotationError } from "../../lifecycle/rotationError";
import { noteValue } from "../../redaction/redacted";
import { list, membersOf } from "../../shape/containers";
import { type ArgumentProblem, durationProblems, unless } from "../../shape/problem";
import { optional } from "../../shape/shape";
import { programArgument, text } from "../../shape/values";
import type { Consumer, ConsumerArgs, PlaceOf, WrittenKind } from "../consumer";
import type { ConsumerDeclaration } from "../declaration";
import { isSameName } from "../naming";
import { emptyProblems, keyContentProblems, placesBefore } from "../placeProblems";
import { aConsumer, content, duration } from "../shapes";
import type { KeyContent } from "../values/keyContent";
import type { Seen } from "../values/seenValue";

/** Arguments of `commandConsumer`. */
export interface CommandConsumerArgs extends ConsumerArgs {
    /** The holder of the key, such as `ci/STORAGE_KEY`: names it in messages and in the state. Another label is another place. */
    readonly label: Input<string>;
    /**
     * The program and its arguments, run in the folder of the user's own program after each switch. It reads the value from its standard input,
     * without a line break at the end, and never finds it among its arguments or in a file. Exit code 0 means that the application uses the
     * value. With any other the update stops, and the old key stays valid. It may be run again for the same key. It finds `TWO_KEY_PAIR`,
     * `TWO_KEY_GENERATION`, `TWO_KEY_ACTIVE_SLOT` and `TWO_KEY_FINGERPRINT`.
     */
    readonly command: readonly Input<string>[];
    /**
     * The program and its arguments that print the value that is held now, or the key's fingerprint (64 digits in hex), or nothing if nothing
     * is held. Its output is never shown. With it the place is checked before a key is regenerated, and `pulumi up --refresh` finds changes by
     * hand.
     */
    readonly look?: readonly Input<string>[];
    /** The value; default `key`. */
    readonly content?: KeyContent;
    /** How long each of the two programs may take; default `60s`. */
    readonly timeout?: Input<string>;
    /** How long readers may use a copy, such as `24h`; the old key is retired after that. Default: not at all. */
    readonly cachedFor?: Input<string>;
}

/** A place that such a program writes to, as a consumer. */
export interface CommandConsumer extends CommandConsumerArgs, Consumer {
    /** The kind of the consumer; set by `commandConsumer`. */
    readonly kind: "commandConsumer";
}

/** The same as plain values. */
export type CommandConsumerPlace = PlaceOf<CommandConsumer>;

/**
 * A holder of the key outside of Azure Resource Manager: the secret of a pipeline, the backend of another tool. A program of yours receives the
 * new key. (The gate `command` is another thing: it answers whether the old key may go, and never receives a key.) Its removal from the program
 * runs nothing.
 */
export function commandConsumer(args: CommandConsumerArgs): CommandConsumer {
    return { kind: "commandConsumer", ...args };
}

/** SHA-256 in hex. */
const FINGERPRINT = /^[0-9a-f]{64}$/i;

/** Places that programs of the user's own write. */
export const commandConsumerKind: WrittenKind<CommandConsumerPlace> = {
    role: "command",
    isOutsideAzure: true,
    names: ({ label }) => [label],
    id: ({ label }) => `command:${label}`,
    actions: () => [],
    contents: ({ content = "key" }) => ({ "": content }),
    readerLag: ({ cachedFor }) => cachedFor,
    isVisible: ({ look }) => look !== undefined,

    problems(place, all) {
        const { argument, label, command, look, content = "key", timeout = "60s", cachedFor } = place;
        const twin = placesBefore(place, all).find((other) => isSameName(other.label, label));
        return [
            ...emptyProblems(place, { label }),
            ...programProblems(`${argument}.command`, command),
            ...(look === undefined ? [] : programProblems(`${argument}.look`, look)),
            ...keyContentProblems(`${argument}.content`, content),
            ...durationProblems(`${argument}.timeout`, timeout, "timer"),
            ...(cachedFor === undefined ? [] : durationProblems(`${argument}.cachedFor`, cachedFor)),
            ...unless(twin === undefined, `${argument}.label`, `"${label}" is that of ${twin?.argument} already`),
        ];
    },

    async look({ label, look: command = [], timeout = "60s" }, { run }): Promise<Seen | Absent> {
        const { ending, stdout } = await run({ command, env: {}, timeoutMs: durationMs(timeout) ?? 0 });
        if (ending !== 0) {
            // Its output may be a key. Nobody knows the form of such a key.
            const how = endingIn(ending, timeout, "what it printed is not shown, because it may be a key");
            throw new RotationError("service", `the look at ${label} failed: ${how}`);
        }
        const printed = stdout.trim();
        if (printed === "") {
            return "absent";
        }
        if (FINGERPRINT.test(printed)) {
            return { "": { fingerprint: printed.toLowerCase() } };
        }
        noteValue(printed);
        return { "": { value: printed } };
    },

    async switchOver({ place, values, origin }, { run, report }) {
        const { label, command, timeout = "60s" } = place;
        await report(`giving the new key to ${label}`);
        const env = {
            TWO_KEY_GENERATION: String(origin.generation),
            TWO_KEY_ACTIVE_SLOT: origin.slot,
            TWO_KEY_FINGERPRINT: origin.fingerprint,
        };
        const timeoutMs = durationMs(timeout) ?? 0;
        const { ending, lastLine } = await run({ command, env, timeoutMs, stdin: values[""] ?? "" });
        if (ending !== 0) {
            throw new RotationError(
                "not-switched",
                `${label} did not take the new key: ${endingIn(ending, timeout, lastLine)}; the old key still works; ` +
                    "mend what it says, then run `pulumi up` again",
            );
        }
        return {};
    },

    remove: () => Promise.resolve(),
};

function endingIn(ending: number | "timeout" | "failure", timeout: string, said: string): string {
    switch (ending) {
        case "timeout":
            return `the program did not end within ${timeout}`;
        case "failure":
            return `the program could not be run (${said})`;
        default:
            return `the program ended with exit code ${ending} (${said})`;
    }
}

function programProblems(property: string, command: readonly string[]): readonly ArgumentProblem[] {
    return unless((command[0] ?? "") !== "", property, "must name a program", command);
}

/** Places that a program of the user's own writes to. */
export const commandConsumerDeclaration: ConsumerDeclaration<CommandConsumer> = {
    example: commandConsumer({
        label: "ci/KEY",
        command: ["./set"],
        look: ["./look"],
        timeout: "60s",
        cachedFor: "1h",
    }),
    shape: membersOf<CommandConsumer>({
        ...aConsumer,
        label: text(),
        command: list(programArgument),
        look: optional(list(programArgument)),
        content,
        timeout: optional(duration),
        cachedFor: optional(duration),
    }),
    place: commandConsumerKind,
};
