import type { Access } from "../consumers/access";
import { nextPage } from "../consumers/nextPage";
import type { Ask, ListedResource, ReadCall } from "./scanner";

/** Places of one kind that could not be looked at, for one reason; none where the kind could not even be listed. */
export interface Missed {
    readonly kind: string;
    readonly reason: string;
    readonly places: readonly string[];
}

/** Asks Azure Resource Manager for at most so many answers, and notes what it could not get. */
export class BoundedAsk {
    #calls = 0;
    readonly #missed = new Map<string, { kind: string; reason: string; places: string[] }>();

    constructor(
        private readonly access: Pick<Access, "arm">,
        private readonly maxCalls: number,
    ) {}

    /** How many calls were made. */
    get calls(): number {
        return this.#calls;
    }

    /** What could not be looked at, by kind and reason. */
    get missed(): readonly Missed[] {
        return [...this.#missed.values()];
    }

    /** For one kind of place. */
    about(kind: string): Ask {
        return {
            send: (call, place) => this.#send(kind, call, place),
            all: (call, place) => this.#all(kind, call, place),
            notLookedAt: (place, reason) => this.#note(kind, place, reason),
        };
    }

    async #all(kind: string, first: ReadCall, place: string): Promise<readonly ListedResource[]> {
        const found: ListedResource[] = [];
        const seen = new Set<string>();
        for (let next: NextCall | undefined = first; next !== undefined; ) {
            const page = await this.#send(kind, next, place);
            const { value, nextLink } = pageIn(page);
            if (page !== undefined && value === undefined) {
                this.#note(kind, place, "no usable answer");
            }
            found.push(...(value ?? []).map(resourceIn));
            // A service that names the same page again would be asked for ever.
            next = nextLink && !seen.has(nextLink) ? nextPage(nextLink, first) : undefined;
            seen.add(nextLink ?? "");
        }
        return found;
    }

    async #send(kind: string, call: NextCall, place: string): Promise<unknown> {
        if (this.#calls >= this.maxCalls) {
            this.#note(kind, place, `the limit of ${this.maxCalls} calls was reached`);
            return undefined;
        }
        this.#calls += 1;
        try {
            return await this.access.arm.send(call);
        } catch (error) {
            const status = this.access.arm.statusOf(error);
            if (status === undefined) {
                throw error;
            }
            // What was listed a moment ago may be gone by now; a kind that cannot be listed is not known to be empty.
            if (status !== 404 || place === "") {
                this.#note(kind, place, reasonOf(status));
            }
            return undefined;
        }
    }

    #note(kind: string, place: string, reason: string): void {
        const key = JSON.stringify([kind, reason]);
        const group = this.#missed.get(key) ?? { kind, reason, places: [] };
        this.#missed.set(key, group);
        if (place !== "") {
            group.places.push(place);
        }
    }
}

type NextCall = ReadCall & { readonly query?: Readonly<Record<string, string>> };

/** A page has its items in `value`. */
function pageIn(answer: unknown): { readonly value?: readonly unknown[]; readonly nextLink?: string } {
    const { value, nextLink } = (answer ?? {}) as { readonly value?: unknown; readonly nextLink?: unknown };
    return {
        ...(Array.isArray(value) ? { value } : {}),
        ...(typeof nextLink === "string" && nextLink !== "" ? { nextLink } : {}),
    };
}

function resourceIn(item: unknown): ListedResource {
    const { id = "", name = "", tags, properties } = (item ?? {}) as Partial<ListedResource>;
    return { id, name, tags: tags ?? {}, properties: properties ?? {} };
}

function reasonOf(status: number): string {
    switch (status) {
        case 0:
            return "no answer";
        case 401:
        case 403:
            return `${status}: not allowed`;
        default:
            return `answered ${status}`;
    }
}
