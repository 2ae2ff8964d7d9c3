import type { CaseResult } from "./faultedPair";

/** The sum of all cases. */
export class Tally {
    readonly #counts = {
        cases: 0,
        missed: 0,
        stopped: 0,
        failedRequests: 0,
        requests: 0,
        extraRegenerates: 0,
        mostExtra: 0,
        unsettled: 0,
        unclear: 0,
        violations: 0,
    };

    add({ hits, stopped, failedRequests, requests, extraRegenerates, settled, unclear, problems }: CaseResult): void {
        const counts = this.#counts;
        counts.cases += 1;
        counts.missed += hits > 0 ? 0 : 1;
        counts.stopped += stopped === undefined ? 0 : 1;
        counts.failedRequests += failedRequests;
        counts.requests += requests;
        counts.extraRegenerates += extraRegenerates;
        counts.mostExtra = Math.max(counts.mostExtra, extraRegenerates);
        counts.unsettled += settled ? 0 : 1;
        counts.unclear += unclear ? 1 : 0;
        counts.violations += problems.length > 0 ? 1 : 0;
    }

    /** A case in one line, its message at the stop, and its problems. */
    line(count: string, name: string, { problems, hits, stopped, extraRegenerates }: CaseResult): string {
        const met = hits === 0 ? "not met" : `met ${hits} times`;
        const facts = [met, stopped === undefined ? "went on" : "stopped", `${extraRegenerates} extra`];
        const head = `${count} ${problems.length === 0 ? "ok" : "VIOLATION"} ${name} (${facts.join(", ")})`;
        return [head, ...(stopped === undefined ? [] : [stopped]), ...problems].join("\n    ");
    }

    get cases(): number {
        return this.#counts.cases;
    }

    get counts(): Readonly<Record<string, number>> {
        return this.#counts;
    }

    /** Whether there were cases, and nothing was wrong with any. */
    get isGood(): boolean {
        return this.#counts.cases > 0 && this.#counts.violations === 0;
    }
}
