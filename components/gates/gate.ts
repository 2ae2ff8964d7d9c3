import type { Input } from "@pulumi/pulumi";
import type { InputsOf } from "../inputsOf";
import type { GateAnswer } from "../lifecycle/gate";
import type { GateInputs, LoggedService } from "./gateInputs";

/** A check between the switch and the retirement of a pair. Made by a function such as `grace`. */
export type Gate = InputsOf<GateInputs>;

/** What a healthy application answers. */
export interface ExpectedAnswer {
    /** HTTP status; default 200. */
    readonly status?: Input<number>;
    /** Text that the body contains; default: any body. */
    readonly body?: Input<string>;
}

/** Keeps the old key valid for a while, such as `48h`, counted from the moment when every consumer has switched. */
export function grace(duration: Input<string>): Gate {
    return { kind: "grace", duration };
}

/**
 * Waits until somebody, such as a team, a pipeline or another stack, says that it has taken the new key: `generation` is the
 * last one that it has taken, for instance an output of its stack (`StackReference`) or a configuration value; undefined where
 * there is none yet. The outgoing key is retired when all have acknowledged the pair's `generation`.
 */
export function acknowledged(name: Input<string>, generation: Input<number | undefined>): Gate {
    return { kind: "acknowledged", name, generation };
}

/**
 * Asks an application whether it is well: tries until one answer is as expected, and fails after so many attempts.
 * Defaults: 3 attempts, `5s` between two of them, `10s` for each, status 200.
 */
export function httpHealthy(
    url: Input<string>,
    options: {
        readonly attempts?: Input<number>;
        readonly interval?: Input<string>;
        readonly timeout?: Input<string>;
        readonly expect?: ExpectedAnswer;
    } = {},
): Gate {
    return { kind: "httpHealthy", url, attempts: 3, interval: "5s", timeout: "10s", expect: {}, ...options };
}

/** Asks the service's data plane whether it accepts the new key. */
export function keyAccepted(): Gate {
    return { kind: "keyAccepted" };
}

/**
 * Runs a command: exit code 0 opens the gate, 75 ("try again later") keeps it waiting, any other fails it; the last line it
 * prints is the reason. It finds the pair in `TWO_KEY_PAIR`, `TWO_KEY_GENERATION`, `TWO_KEY_ACTIVE_SLOT` and
 * `TWO_KEY_OUTGOING_SLOT`, and never a key. Default timeout: `60s`.
 */
export function command(argv: readonly Input<string>[], options: { readonly timeout?: Input<string> } = {}): Gate {
    return { kind: "command", command: argv, timeout: "60s", ...options };
}

/**
 * A gate of one's own: a module of your project that exports `check`, as `GateModule` says. It is loaded from the folder of the
 * program when the gate is asked.
 */
export function moduleGate(module: Input<string>, config: Readonly<Record<string, Input<unknown>>> = {}): Gate {
    return { kind: "module", module, config };
}

/** What `unused` looks for, and where. Durations are text such as `10m` or `7d`. */
export interface UnusedArgs {
    /** The Log Analytics workspace that the account's logs are sent to: its GUID, which azure-native calls `customerId`. */
    readonly workspaceId: Input<string>;
    /** For so long nobody has used the key, such as `7d`; at least `1m`. Longer than the longest pause of any application. */
    readonly quietFor: Input<string>;
    /** How long one update waits until a call of its own shows up in the logs; default `5m`. A later update looks again. */
    readonly showsUpWithin?: Input<string>;
    /** Whether a rotation looks for the standby key as well, before it regenerates that; default true. */
    readonly beforeRotation?: Input<boolean>;
    /** The services whose logs count; default: all that the account has. */
    readonly services?: readonly Input<LoggedService>[];
}

/**
 * Waits until the logs of a storage account show that nobody has used the key for a while, be it by requests signed with it or by SAS
 * tokens. Needs diagnostic settings that send `StorageRead`, `StorageWrite` and `StorageDelete` of each service of the account to the
 * workspace, and the right to query it. That the logs are alive is proven first: a call of this gate's own, signed with the key in use, has to
 * show up in the log of each service. Who still uses the key is named by address, user agent and operation. An emergency does not ask.
 *
 * The same is asked before a rotation: a standby key that somebody uses is not regenerated, and the trigger waits.
 *
 * Not every use is in the logs: a mounted SMB share that is idle writes nothing until it connects again, and a job that runs once a month
 * is not seen in a week. Make `quietFor` longer than the longest pause, or let such users acknowledge (`acknowledged`).
 */
export function unused({ services, ...args }: UnusedArgs): Gate {
    const chosen = services === undefined ? {} : { services };
    return { kind: "unused", showsUpWithin: "5m", beforeRotation: true, ...args, ...chosen };
}

/** What a gate of one's own is told. No key is in it. */
export interface GateContext {
    /** Name of the pair. */
    readonly pair: string;
    /** Number of switches so far, this one included. */
    readonly generation: number;
    /** The slot whose key consumers have now, by the service's own name. */
    readonly activeSlot: string;
    /** The slot whose key consumers left: the one that an open gate lets Retirement regenerate. */
    readonly outgoingSlot: string;
    /** When every consumer had switched, in ISO 8601. */
    readonly switchedAt: string;
    /** What the program gave to `moduleGate`. */
    readonly config: Readonly<Record<string, unknown>>;
}

/** A module for `moduleGate`. */
export interface GateModule {
    /** Answers open, waiting or failed. What it throws fails the gate, with that message. */
    check(context: GateContext): GateAnswer | Promise<GateAnswer>;
}
