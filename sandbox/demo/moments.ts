import { isOk, isRefused } from "../app/load";
import type { DemoEvent } from "./events";

/** One line about an event. */
export interface Moment {
    /** In milliseconds from the beginning. */
    readonly at: number;
    readonly kind: DemoEvent["kind"] | "begun" | "ended";
    /** The slot in use: `key1`, or `key1 → key2` between the switch of the secret and that of the app. */
    readonly active: string;
    readonly text: string;
    /** The requests that were due since the moment before. */
    readonly ok: number;
    readonly refused: number;
}

type Event = Exclude<DemoEvent, { readonly kind: "updateEnded" | "updateStarted" | "settingsWritten" }>;

/** Tells the events; `events` and `requests` count their time from the beginning, events in their order. */
export function momentsOf(
    events: readonly DemoEvent[],
    requests: readonly { readonly at: number; readonly outcome: number | string }[],
    durationMs: number,
): readonly Moment[] {
    const told: { at: number; kind: Moment["kind"]; active: string; text: string }[] = [];
    const story = new Story();
    for (const event of events) {
        const text = story.tell(event);
        if (text !== undefined) {
            told.push({ at: event.at, kind: event.kind, active: story.active, text });
        }
    }
    const begun = { at: 0, kind: "begun", active: told[0]?.active ?? "", text: "requests begin" } as const;
    const ended = { at: durationMs, kind: "ended", active: story.active, text: "requests end" } as const;
    const all = [begun, ...told, ended];
    return all.map((moment, index) => {
        const since = all[index - 1]?.at ?? 0;
        const isLast = index === all.length - 1;
        const due = requests.filter(({ at }) => at >= since && (at < moment.at || isLast));
        return { ...moment, ok: due.filter(isOk).length, refused: due.filter(isRefused).length };
    });
}

/** Knows, at each event, the events before it. */
class Story {
    #secret = "";
    #app = "";
    #appRuns = new Set<string>();
    #regeneratedAt = new Map<string, number>();

    get active(): string {
        return this.#secret === this.#app ? this.#app : `${this.#app} → ${this.#secret}`;
    }

    /** The meaning of the event; nothing if it only tells the state at the beginning. */
    tell(event: DemoEvent): string | undefined {
        switch (event.kind) {
            case "updateStarted":
                return event.command;
            case "updateEnded":
                return "done";
            case "settingsWritten":
                return "app setting written; the app still runs with what it had";
            case "regenerated":
                return this.#regenerated(event);
            case "accepted": {
                const { slot, value } = event.key;
                const waited = event.at - (this.#regeneratedAt.get(slot) ?? event.at);
                return value === 0 ? undefined : `new ${slot} accepted by the service, ${seconds(waited)} s later`;
            }
            case "refused":
                return `old ${event.key.slot} refused: 403`;
            case "secretSwitched": {
                const isFirst = this.#secret === "";
                this.#secret = event.key.slot;
                return isFirst ? undefined : `Key Vault secret switched: ${named(event.key)}`;
            }
            case "appSwitched": {
                const isFirst = this.#app === "";
                this.#app = event.key.slot;
                this.#appRuns.add(idOf(event.key));
                return isFirst ? undefined : `web app switched: restarted with ${named(event.key)}`;
            }
        }
    }

    #regenerated({ at, key: { slot, value } }: Event): string {
        this.#regeneratedAt.set(slot, at);
        if (slot === this.#app) {
            return `${slot} REGENERATED WHILE IN USE`;
        }
        return this.#appRuns.has(idOf({ slot, value: value - 1 }))
            ? `${slot} regenerated: nobody is on it any more`
            : `${slot} regenerated: nobody is on it yet`;
    }
}

function idOf({ slot, value }: Event["key"]): string {
    return `${slot} ${value}`;
}

function named({ slot, value }: Event["key"]): string {
    return value === 0 ? slot : `new ${slot}`;
}

/** Milliseconds as seconds, with one digit after the point. */
export function seconds(ms: number): string {
    return (ms / 1000).toFixed(1);
}
