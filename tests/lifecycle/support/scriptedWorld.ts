import type { Dependents } from "../../../components/lifecycle/dependent";
import type { AnswerTo, CanAsk, Effect, Fingerprints, Regenerated } from "../../../components/lifecycle/effects";
import type { GateResult } from "../../../components/lifecycle/gateAnswer";
import type { Holding } from "../../../components/lifecycle/state";

type Answers = {
    readonly [Name in Effect["do"]]: (effect: Extract<Effect, { do: Name }>) => AnswerTo<Extract<Effect, { do: Name }>>;
};

/** How one regenerate goes. An error: the service refuses it for its content. */
export type RegenerateWeather =
    | "done"
    | "conflict"
    | "lost before the effect"
    | "lost after the effect"
    /** Lost, and it takes effect half a minute later. */
    | "under way"
    | Error;

/** The weather of a scripted world; fine where nothing is said. */
export interface Weather {
    /** How old a list of keys is, in milliseconds. */
    readonly listLagMs?: number;
    /** The keys that a regenerate answers: as they are now, as they were before, or none. */
    readonly answers?: "new" | "old" | "none";
    /** How each of the regenerates goes, in turn; those after the last are done. */
    readonly regenerates?: readonly RegenerateWeather[];
    /** How long the service goes on to refuse a key after it was made. */
    readonly propagationMs?: number;
    /** Whether the service can be asked; `silent`: it accepts no key at all. */
    readonly asking?: "probe" | "blind" | "silent";
    readonly gates?: readonly GateResult[];
    readonly found?: Dependents;
}

/** A key that was put into a slot. */
interface Made {
    readonly atMs: number;
    readonly slot: string;
    readonly key: string;
}

export const NOW = new Date("2026-11-24T10:00:00.000Z");
export const NOTHING_FOUND: Dependents = { places: [], notLookedAt: [], calls: 0, lookedAt: NOW.toISOString() };
const UNDER_WAY_MS = 30_000;

/**
 * A service with two slots, its consumers and the hands of other people, all of them scripted, with a clock that only pauses move. A key is
 * known by its fingerprint: `key2.1` is the first that was made in key2 after `key2.0`.
 */
export class ScriptedWorld implements Answers {
    readonly effects: Effect[] = [];
    /** The holdings of each consumer; hands may change them. */
    holdings: readonly Holding[] = [];
    #nowMs = NOW.getTime();
    readonly #made: Made[] = [
        { atMs: 0, slot: "key1", key: "key1.0" },
        { atMs: 0, slot: "key2", key: "key2.0" },
    ];
    readonly #regenerates: RegenerateWeather[];
    readonly #hands: { readonly at: string; readonly act: () => void }[] = [];

    constructor(readonly weather: Weather = {}) {
        this.#regenerates = [...(weather.regenerates ?? [])];
    }

    /** The current keys, even if a list shows others. */
    get keys(): Fingerprints {
        return this.#keysAt(this.#nowMs);
    }

    /** Has hands act just before the next effect of this name. */
    before(effect: Effect["do"], act: () => void): void {
        this.#hands.push({ at: effect, act });
    }

    /** Lets time pass. */
    pass(ms: number): void {
        this.#nowMs += ms;
    }

    /** Somebody puts another key into a slot, now or later; without a name, the next one in turn. */
    renew(slot: string, key?: string, afterMs = 0): void {
        const former = this.#made.filter((made) => made.slot === slot).length;
        this.#made.push({ atMs: this.#nowMs + afterMs, slot, key: key ?? `${slot}.${former}` });
    }

    /** Names of the effects that were asked for, in order, with their objects; without the clock, the end of a preview and the messages. */
    get trail(): readonly string[] {
        return this.effects.flatMap((effect) => {
            switch (effect.do) {
                case "begin":
                case "now":
                case "report":
                case "warn":
                    return [];
                case "regenerate":
                    return [`regenerate ${effect.slot}`];
                case "pause":
                    return [`pause ${effect.ms / 1_000} s`];
                case "accepts":
                    return [`accepts ${effect.fingerprint}`];
                default:
                    return [effect.do];
            }
        });
    }

    /** How often an effect was asked for. */
    count(name: Effect["do"]): number {
        return this.effects.filter((effect) => effect.do === name).length;
    }

    /** The texts of the reports or of the warnings. */
    told(kind: "report" | "warn"): readonly string[] {
        return this.effects.flatMap((effect) => (effect.do === kind ? [effect.line] : []));
    }

    /** How many milliseconds have passed. */
    get passedMs(): number {
        return this.#nowMs - NOW.getTime();
    }

    begin = () => undefined;

    now = () => new Date(this.#nowMs);

    prepare = () => undefined;

    list = () => this.#keysAt(this.#nowMs - (this.weather.listLagMs ?? 0));

    look = () => ({ fingerprints: this.list(), holdings: this.holdings });

    search = () => this.weather.found ?? NOTHING_FOUND;

    askGates = () => this.weather.gates ?? [];

    canAsk = ({ oneOf }: { readonly oneOf: readonly string[] }): CanAsk => {
        const accepted = oneOf.find((fingerprint) => this.accepts({ fingerprint }));
        const { asking = "probe" } = this.weather;
        return accepted !== undefined && asking === "probe"
            ? { kind: "probe", accepted }
            : {
                  kind: "blind",
                  reason: "nobody can be asked",
                  waitMs: 5_000,
                  wait: "5s",
                  isSilent: asking !== "blind",
              };
    };

    accepts = ({ fingerprint }: { readonly fingerprint: string }) => {
        const { propagationMs = 0, asking = "probe" } = this.weather;
        const { slot } = this.#made.find(({ key }) => key === fingerprint) ?? { slot: "" };
        const isOld = this.#made.some(({ key, atMs }) => key === fingerprint && this.#nowMs >= atMs + propagationMs);
        return asking === "probe" && this.keys[slot] === fingerprint && isOld;
    };

    regenerate = ({ slot }: { readonly slot: string }): Regenerated => {
        const former = this.keys;
        const { answers = "new" } = this.weather;
        const weather = this.#regenerates.shift() ?? "done";
        const cause = new Error(typeof weather === "string" ? weather : "refused");
        if (weather instanceof Error) {
            throw weather;
        }
        switch (weather) {
            case "conflict":
                return { kind: "conflict", cause, retryAfterMs: 0 };
            case "lost before the effect":
                return { kind: "lost", cause, mayBeUnderWay: false, retryAfterMs: 0 };
            case "lost after the effect":
                this.renew(slot);
                return { kind: "lost", cause, mayBeUnderWay: false, retryAfterMs: 0 };
            case "under way":
                this.renew(slot, undefined, UNDER_WAY_MS);
                return { kind: "lost", cause, mayBeUnderWay: true, retryAfterMs: 0 };
            case "done":
                this.renew(slot);
                return answers === "none"
                    ? { kind: "done" }
                    : { kind: "done", fingerprints: answers === "new" ? this.keys : former };
        }
    };

    pause = ({ ms }: { readonly ms: number }) => {
        this.pass(ms);
        return undefined;
    };

    report = () => undefined;

    warn = () => undefined;

    /** Notes an effect, has hands act before it, and answers it. */
    answer(effect: Effect): unknown {
        this.effects.push(effect);
        const next = this.#hands[0];
        if (next?.at === effect.do) {
            this.#hands.shift();
            next.act();
        }
        const act = this[effect.do] as (effect: Effect) => unknown;
        return act(effect);
    }

    #keysAt(ms: number): Fingerprints {
        const made = this.#made.filter(({ atMs }) => atMs <= ms).sort((one, other) => one.atMs - other.atMs);
        return Object.fromEntries(made.map(({ slot, key }) => [slot, key]));
    }
}
