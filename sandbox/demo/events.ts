/** One of the values that a slot's key has had: 0 is the one of the beginning, 1 that of its first regenerate. */
export interface KeyValue {
    readonly slot: string;
    readonly value: number;
}

/** Something that was seen while the demo ran. `at` is in milliseconds since the epoch. Never a key. */
export type DemoEvent =
    | { readonly at: number; readonly kind: "updateStarted"; readonly command: string }
    | { readonly at: number; readonly kind: "updateEnded" }
    /** A regenerate gave the slot this value. */
    | { readonly at: number; readonly kind: "regenerated"; readonly key: KeyValue }
    /** A client that has this value is let in by the storage account from now on. */
    | { readonly at: number; readonly kind: "accepted"; readonly key: KeyValue }
    /** A client that has this value, and was let in before, gets a 403 from now on. */
    | { readonly at: number; readonly kind: "refused"; readonly key: KeyValue }
    /** The Key Vault secret holds this value from now on. */
    | { readonly at: number; readonly kind: "secretSwitched"; readonly key: KeyValue }
    /** The settings of the web app were written; the app still runs with those it had. */
    | { readonly at: number; readonly kind: "settingsWritten" }
    /** The web app runs with this value from now on. */
    | { readonly at: number; readonly kind: "appSwitched"; readonly key: KeyValue };

/** All that was seen between two moments. */
export interface Recording {
    readonly startedAt: number;
    readonly endedAt: number;
    readonly events: readonly DemoEvent[];
    /** Every request of the load. */
    readonly requests: readonly {
        readonly at: number;
        readonly latencyMs: number;
        readonly outcome: number | string;
    }[];
}
