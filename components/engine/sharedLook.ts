const ONE_MINUTE = 60_000;

/** A look that takes many calls, and that all pairs of an update want: they share it. */
export class SharedLook<Seen> {
    #last: { readonly seen: Seen; readonly at: number } | undefined;
    #underWay: Promise<Seen> | undefined;
    /** The look after that. Callers that come meanwhile wait for it. */
    #next: Promise<Seen> | undefined;

    constructor(
        private readonly look: () => Promise<Seen>,
        private readonly clock: () => number = Date.now,
    ) {}

    /** The result of a look that is a minute old at most, or still running: the engine asks for an update soon after its diff. */
    async lately(): Promise<Seen> {
        const isRecent = this.#last !== undefined && this.clock() - this.#last.at < ONE_MINUTE;
        return this.#last !== undefined && isRecent ? this.#last.seen : (this.#underWay ?? this.now());
    }

    /** A look that begins now, or with the end of the running one: nothing in it is older than this call. */
    now(): Promise<Seen> {
        if (this.#underWay !== undefined) {
            this.#next ??= this.#underWay.then(
                () => this.now(),
                () => this.now(),
            );
            return this.#next;
        }
        this.#next = undefined;
        this.#underWay = this.#lookOnce();
        return this.#underWay;
    }

    async #lookOnce(): Promise<Seen> {
        try {
            const seen = await this.look();
            this.#last = { seen, at: this.clock() };
            return seen;
        } finally {
            this.#underWay = undefined;
        }
    }
}
