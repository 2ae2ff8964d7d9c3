import { setMaxListeners } from "node:events";
import { RotationError } from "../lifecycle/rotationError";

/** The signs that an update is running. */
export interface SignsOfLife {
    /** The processes that carry the update on. */
    processes(): readonly number[];
    isRunning(process: number): boolean;
    /** Whether the engine still listens. Asked only before something that cannot be undone. */
    engineListens(): Promise<boolean>;
}

/**
 * Knows whether an update is being stopped (rule 32): because it got the signal, or because one of the processes that carry the update on has
 * ended. A stop is for good.
 */
export class UpdateWatch {
    private readonly stopping = new AbortController();

    constructor(private readonly signs: SignsOfLife) {
        // Every wait and every gate listens, however many pairs there are.
        setMaxListeners(0, this.stopping.signal);
    }

    /** Aborted, with the error to throw as its reason, as soon as a stop is noticed. */
    get signal(): AbortSignal {
        return this.stopping.signal;
    }

    /** The update is being stopped. */
    stop(): void {
        if (!this.signal.aborted) {
            const message = "the update was stopped, and no key was regenerated after that";
            this.stopping.abort(new RotationError("stopped", message));
        }
    }

    /** Looks whether everybody is still there; takes microseconds, so it can be done all the time. */
    look(): void {
        if (!this.signs.processes().every((process) => this.signs.isRunning(process))) {
            this.stop();
        }
    }

    async isStopped(): Promise<boolean> {
        this.look();
        if (!this.signal.aborted && !(await this.signs.engineListens())) {
            this.stop();
        }
        return this.signal.aborted;
    }

    /** @throws RotationError `stopped` */
    async throwIfStopped(): Promise<void> {
        await this.isStopped();
        this.signal.throwIfAborted();
    }

    /** The result of the work, or, as soon as the update is stopped, an error. The later effects of the work are ignored. */
    unlessStopped<Result>(work: Promise<Result>): Promise<Result> {
        const { signal } = this;
        return new Promise((resolve, reject) => {
            const stopped = () => reject(signal.reason);
            signal.addEventListener("abort", stopped, { once: true });
            work.then(resolve, reject).finally(() => signal.removeEventListener("abort", stopped));
            if (signal.aborted) {
                stopped();
            }
        });
    }
}
