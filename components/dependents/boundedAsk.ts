import { nextPage } from "../consumers/lists/nextPage";
import type { Ask, DataPlaneList, ListedResource, ReadCall, Reading } from "../consumers/scanner";

/** Places of one kind that could not be looked at, for one reason; none where the kind could not even be listed. */
export interface Missed {
    readonly kind: string;
    readonly reason: string;
    readonly places: readonly string[];
}

/** Asks Azure Resource Manager and data planes for at most so many answers, and notes what it could not get. */
export class BoundedAsk {
    #calls = 0;
    readonly #missed = new Map<string, { kind: string; reason: string; places: string[] }>();

    constructor(
        private readonly reading: Reading,
        private readonly maxCalls: number,
    ) {}

    /** How many calls were made. */
    get calls(): number {
        return this.#calls;
    }

    /** The places that could not be checked, by kind and reason. */
    get missed(): readonly Missed[] {
        return [...this.#missed.values()];
    }

    /** For one kind of place. */
    about(kind: string): Ask {
        return {
            send: (call, place) => this.#send(kind, call, place),
            all: (call, place) => this.#all(kind, call, place),
            items: (list, place) => this.#items(kind, list, place),
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

    async #items(kind: string, list: DataPlaneList, place: string): Promise<readonly unknown[]> {
        const found: unknown[] = [];
        const seen = new Set<string>();
        for (let url: string | undefined = list.url; url !== undefined; ) {
            const call = { ...list, url };
            const why = (status: number) => reasonOfDataPlane(status, list);
            const page = await this.#answer(kind, () => this.reading.readDataPlane(call), place, why);
            const { items, "@nextLink": link } = (page ?? {}) as DataPlanePage;
            if (page !== undefined && !Array.isArray(items)) {
                this.#note(kind, place, "no usable answer");
            }
            found.push(...(Array.isArray(items) ? items : []));
            url = typeof link === "string" && link !== "" && !seen.has(link) ? pageAt(link, list.url) : undefined;
            seen.add(String(link));
        }
        return found;
    }

    /** A listed resource may be gone a moment later, if the service says so twice. A kind that cannot be listed is not known to be empty. */
    async #send(kind: string, call: NextCall, place: string): Promise<unknown> {
        const find = () => this.#answer(kind, () => this.reading.arm.find(call), place, reasonOf);
        const first = await find();
        const found = first === "absent" ? await find() : first;
        if (found === "absent" && place === "") {
            this.#note(kind, place, reasonOf(404));
        }
        return found === "absent" ? undefined : found;
    }

    async #answer(
        kind: string,
        send: () => Promise<unknown>,
        place: string,
        why: (status: number) => string | undefined,
    ): Promise<unknown> {
        if (this.#calls >= this.maxCalls) {
            this.#note(kind, place, `the limit of ${this.maxCalls} calls was reached`);
            return undefined;
        }
        this.#calls += 1;
        try {
            return await send();
        } catch (error) {
            const status = this.reading.arm.statusOf(error);
            if (status === undefined) {
                throw error;
            }
            const reason = this.reading.arm.isUnregistered(error) ? undefined : why(status);
            if (reason !== undefined) {
                this.#note(kind, place, reason);
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

/** A page of a data plane's list. */
interface DataPlanePage {
    readonly items?: unknown;
    readonly "@nextLink"?: unknown;
}

/** The next page is asked for at the address of the first one, even if the link names another: the request carries a token. */
function pageAt(link: string, first: string): string {
    const next = new URL(first);
    next.search = new URL(link, first).search;
    return next.href;
}

/** A page has its items in `value`. */
function pageIn(answer: unknown): { readonly value?: readonly unknown[]; readonly nextLink?: string } {
    const { value, nextLink, "@odata.nextLink": odata } = (answer ?? {}) as Readonly<Record<string, unknown>>;
    const link = nextLink ?? odata;
    return {
        // Some services answer `null` for an empty list.
        ...(value === null ? { value: [] } : Array.isArray(value) ? { value } : {}),
        ...(typeof link === "string" && link !== "" ? { nextLink: link } : {}),
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

function reasonOfDataPlane(status: number, { role }: DataPlaneList): string {
    switch (status) {
        case 0:
            return "no answer: it may have a private endpoint alone";
        case 401:
        case 403:
            return `${status}: whoever looks needs the role ${role}, and the network must let them in`;
        default:
            return reasonOf(status);
    }
}
