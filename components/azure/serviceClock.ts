import type { HttpClient, PipelineResponse } from "@azure/core-rest-pipeline";

/** A `Date` header has whole seconds, and an answer takes time. A smaller difference does not count. */
const TOLERANCE_MS = 5_000;

/** The time as Azure has it (rule 29): ours, corrected by what its answers say where the two differ. */
export class ServiceClock {
    #aheadMs = 0;

    constructor(private readonly ours: () => number = Date.now) {}

    now(): Date {
        return new Date(this.ours() + this.#aheadMs);
    }

    /** An HTTP client whose answers set the clock. */
    setBy(http: HttpClient): HttpClient {
        return {
            sendRequest: async (request) => {
                const sentAt = this.ours();
                const response = await http.sendRequest(request);
                this.#note(response, sentAt, this.ours());
                return response;
            },
        };
    }

    /** An answer that took long says little of the moment at which it was given, and somebody in between has a clock of its own. */
    #note({ status, headers }: PipelineResponse, sentAt: number, receivedAt: number): void {
        const said = Date.parse(headers.get("Date") ?? "");
        const isForeign = (status >= 300 && status < 400) || headers.get("Content-Type")?.includes("html");
        if (Number.isNaN(said) || isForeign || receivedAt - sentAt > TOLERANCE_MS) {
            return;
        }
        const aheadMs = said + 500 - (sentAt + receivedAt) / 2;
        this.#aheadMs = Math.abs(aheadMs) > TOLERANCE_MS ? aheadMs : 0;
    }
}
