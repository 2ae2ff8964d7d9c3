import type { PendingCall } from "local-azure";
import type { PairChange } from "../../integration/support/photos";
import type { Stack } from "../../integration/support/stack";
import type { Moment } from "../crash/moment";
import type { Victim } from "../crash/victim";
import type { MatrixPair } from "./matrixPair";

export interface UpOptions {
    /** As `up --refresh`. */
    readonly isRefreshed?: boolean;
    /** Variables of the processes. */
    readonly environment?: Readonly<Record<string, string>>;
}

/** How an update ended. */
export interface Up {
    readonly output: string;
    readonly hasFailed: boolean;
}

/** `missed`: the moment did not come. `gone`: when it came, the process had already ended by itself. */
export type KillEnd = "killed" | "gone" | "missed";

/** A stack with one pair, on the engine or in this process. */
export interface MatrixStack extends Pick<Stack, "outputs"> {
    readonly pair: MatrixPair;
    /** Sets the description of the pair from now on. */
    configure(change: PairChange): Promise<void>;
    up(options?: UpOptions): Promise<Up>;
    /** An update that ends at that moment. */
    upKilled(victim: Victim, moment: Moment, options: UpOptions): Promise<Up & { readonly killEnd: KillEnd }>;
    /** The saved state, as a text. */
    readState(): Promise<string>;
    /** Puts back what was saved earlier. */
    restore(state: string): Promise<void>;
    /** Whether a call is one of this stack's updates: of the pair's handlers or of its consumers. */
    isOwnCall(call: Pick<PendingCall, "client" | "operation">): boolean;
}
