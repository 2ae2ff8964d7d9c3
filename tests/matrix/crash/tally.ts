import type { CaseResult } from "./caseUnderWay";

/** The sum of all cases. */
export class Tally {
    readonly #counts = {
        cases: 0,
        missed: 0,
        gone: 0,
        failedRequests: 0,
        requests: 0,
        extraRegenerates: 0,
        mostExtra: 0,
        unsettled: 0,
        violations: 0,
        mostRepairs: 0,
    };

    add({ killEnd, isSettled, problems, failedRequests, requests, extraRegenerates, repairs }: CaseResult): void {
        const counts = this.#counts;
        counts.cases += 1;
        counts.missed += killEnd === "missed" ? 1 : 0;
        counts.gone += killEnd === "gone" ? 1 : 0;
        counts.failedRequests += failedRequests;
        counts.requests += requests;
        counts.extraRegenerates += extraRegenerates;
        counts.mostExtra = Math.max(counts.mostExtra, extraRegenerates);
        counts.unsettled += isSettled ? 0 : 1;
        counts.violations += problems.length > 0 ? 1 : 0;
        counts.mostRepairs = Math.max(counts.mostRepairs, repairs);
    }

    /** A case in one line, and its problems. */
    line(count: string, name: string, { problems, repairs, extraRegenerates, killEnd }: CaseResult): string {
        const facts = `${repairs} up, ${extraRegenerates} extra${killEnd === "killed" ? "" : `, ${killEnd}`}`;
        return [`${count} ${problems.length === 0 ? "ok" : "VIOLATION"} ${name} (${facts})`, ...problems].join(
            "\n    ",
        );
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
