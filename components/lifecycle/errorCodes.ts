/** An error as on-call reads of it. */
export interface ErrorCode {
    /** Its name in documents and on the command line; never given to another error. */
    readonly id: `TK${string}`;
    readonly happened: string;
    readonly safe: string;
    readonly next: string;
}

/** Why an update of a pair stopped, by names that programs may test on. */
export const errorCodes = {
    "changed-outside": {
        id: "TK001",
        happened: "Somebody outside this stack regenerated a key of the pair, or the state is older than reality.",
        safe: "This update changed no key that a consumer holds. A consumer whose key somebody else regenerated has lost access already.",
        next: "Find out who regenerates keys. Then `pulumi up --refresh` gives consumers the keys as they are now.",
    },
    "late-list": {
        id: "TK002",
        happened:
            "The service's list of keys does not show what has happened: it is late, or its answers contradict each other.",
        safe: "Every consumer has a key that works, and stays on it.",
        next: "`pulumi up` again in a few minutes.",
    },
    "not-accepted": {
        id: "TK003",
        happened: "The service does not accept the key that consumers would be given.",
        safe: "No consumer was touched: all stay on the key that they have.",
        next: "`pulumi up` again. If it repeats, see whether the service is healthy; `propagation` sets the times.",
    },
    "not-switched": {
        id: "TK004",
        happened: "A consumer did not take the new key, or does not use it yet.",
        safe: "The old key is still valid. The consumer goes on with it, or with the new one, which works as well.",
        next: "Mend what the message says, then `pulumi up`. To go back, pin the pair: `pinnedSlot`.",
    },
    "not-retired": {
        id: "TK005",
        happened:
            "Every consumer has switched, and the old key could not be retired: a gate failed, or a key changed outside.",
        safe: "Every consumer is on the new key. The old key is still valid, unless the message says otherwise.",
        next: "Mend what the message says, then `pulumi up` retires it. To go back, pin the pair: `pinnedSlot`.",
    },
    "gate-failed": {
        id: "TK006",
        happened: "A gate that tells whether somebody uses the standby key failed before the rotation.",
        safe: "No key was changed.",
        next: "Mend what the message says, or give the gate `beforeRotation: false`; then `pulumi up`.",
    },
    "held-elsewhere": {
        id: "TK007",
        happened:
            "A place that no consumer of the pair describes holds a key of it, or may hold one. The rotation would take it away.",
        safe: "No key was changed.",
        next: "Make the place a consumer, or say in `dependents.alsoHeldBy` who moves it; then `pulumi up`.",
    },
    pinned: {
        id: "TK008",
        happened: "An emergency asks to replace a key, and `pinnedSlot` keeps the pair on it.",
        safe: "Every consumer has a key that works. The leaked key is still valid.",
        next: "Remove `pinnedSlot`, then `pulumi up`.",
    },
    "no-checkpoints": {
        id: "TK009",
        happened: "PULUMI_SKIP_CHECKPOINTS is set, and the pair has consumers that cannot be looked at.",
        safe: "No key was changed.",
        next: "Unset it, then `pulumi up`.",
    },
    stopped: {
        id: "TK010",
        happened: "The update was stopped: by Ctrl-C, by a signal, or because the engine or the program ended.",
        safe: "No key was regenerated after that. Every consumer has a key that works.",
        next: "`pulumi up` goes on from there. After a kill, `pulumi cancel --yes` first.",
    },
    service: {
        id: "TK011",
        happened: "The service, or the way to it, refused a call or did not answer. The message names the call.",
        safe: "The message says which key every consumer has; that key works.",
        next: 'If the message says "once that is mended", mend the access first. Then `pulumi up`.',
    },
    configuration: {
        id: "TK012",
        happened: "The configuration does not say how to reach the service, or says it wrong.",
        safe: "No key was changed.",
        next: "Mend what the message names, then `pulumi up`.",
    },
    arguments: {
        id: "TK013",
        happened: "The program gives a pair arguments that cannot be right. Each line names the pair and the argument.",
        safe: "No key was changed, and nobody was called.",
        next: "Mend the program, then `pulumi up`.",
    },
    credential: {
        id: "TK014",
        happened:
            "No access token was given, or the service did not take it: the credential is wrong, expired or replaced.",
        safe: "The message says which key every consumer has; that key works.",
        next: "Mend the credential, then `pulumi up`. `pulumi refresh` and `pulumi destroy` use the one of the last `pulumi up`, unless they are given `--run-program`.",
    },
    "not-installed": {
        id: "TK015",
        happened: "The stack has a pair, and the package that serves it is not installed beside the program.",
        safe: "No key was changed.",
        next: "`npm install pulumi-two-key`, then the command again. Remove the package after the update that removes the pair.",
    },
    "initial-slot": {
        id: "TK016",
        happened: "The pair is to be adopted, and what its consumers hold contradicts `initialSlot`.",
        safe: "No key was changed, and no consumer was touched.",
        next: 'Give `initialSlot` the slot that the message names, or `"found"`; then `pulumi up`.',
    },
} as const satisfies Readonly<Record<string, ErrorCode>>;

/** Why an update of a pair stopped. */
export type RotationErrorCode = keyof typeof errorCodes;
