import { formsOf } from "./forms";

/** A shorter secret cannot be told from an ordinary word. */
const SHORTEST = 8;
/** A piece of a secret of so many characters is not shown. */
const TELLING = 10;
/** Every piece that tells has one of the windows that are known of each form: they begin at every fifth character. */
const WINDOW = 6;
const STRIDE = TELLING - WINDOW + 1;
/** Of a longer one the rest is not compared. */
const LONGEST = 4_096;
/** How many secrets are known for sure; after as many more the oldest of them are forgotten. */
const CAPACITY = 5_000;

/** The secrets of this process: those that were noted last. Their forms are made when a text is looked at, and not before. */
export class Secrets {
    #young = new Generation();
    #old = new Generation();

    constructor(private readonly capacity = CAPACITY) {}

    /** Takes note of a secret. */
    note(secret: string): void {
        if (secret.length < SHORTEST) {
            return;
        }
        this.#young.note(secret.slice(0, LONGEST));
        if (this.#young.size >= this.capacity) {
            this.#old = this.#young;
            this.#young = new Generation();
        }
    }

    /** The places of pieces of secrets in a text that is folded as the forms are. */
    piecesIn(text: string): readonly (readonly [start: number, end: number])[] {
        return [...this.#young.piecesIn(text), ...this.#old.piecesIn(text)];
    }
}

class Generation {
    readonly #secrets = new Set<string>();
    /** By a hash of the window: numbers take a third of the time and of the room that texts take. */
    readonly #formsByWindow = new Map<number, string | string[]>();
    #pending: string[] = [];

    get size(): number {
        return this.#secrets.size;
    }

    note(secret: string): void {
        if (!this.#secrets.has(secret)) {
            this.#secrets.add(secret);
            this.#pending.push(secret);
        }
    }

    piecesIn(text: string): readonly (readonly [start: number, end: number])[] {
        for (const secret of this.#pending) {
            this.#learn(secret);
        }
        this.#pending = [];
        if (this.#formsByWindow.size === 0) {
            return [];
        }
        const pieces: [number, number][] = [];
        // The place up to which a form has been followed. Text that repeats itself is not followed again from each of its characters.
        const followed = new Map<string, number>();
        for (let at = 0; at + WINDOW <= text.length; at++) {
            const found = this.#formsByWindow.get(hashOf(text, at)) ?? [];
            for (const form of typeof found === "string" ? [found] : found) {
                const inForm = form.indexOf(text.slice(at, at + WINDOW));
                if (inForm === -1 || at + WINDOW <= (followed.get(form) ?? 0)) {
                    continue;
                }
                const [start, end] = widest(text, at, form, inForm);
                if (end - start >= Math.min(TELLING, form.length - 1)) {
                    followed.set(form, end);
                    pieces.push([start, end]);
                }
            }
        }
        return pieces;
    }

    #learn(secret: string): void {
        for (const form of formsOf(secret)) {
            for (let at = 0; at + WINDOW <= form.length; at += STRIDE) {
                const hash = hashOf(form, at);
                const known = this.#formsByWindow.get(hash);
                if (known === undefined) {
                    this.#formsByWindow.set(hash, form);
                } else if (known !== form) {
                    this.#formsByWindow.set(hash, [...new Set([known, form].flat())]);
                }
            }
        }
    }
}

/** Two windows rarely have the same. */
function hashOf(text: string, at: number): number {
    let hash = 0;
    for (let index = at; index < at + WINDOW; index++) {
        hash = Math.imul(hash, 0x01000193) ^ text.charCodeAt(index);
    }
    return hash >>> 2;
}

/** As much of the form as stands in the text around where both have the same window. */
function widest(text: string, at: number, form: string, inForm: number): readonly [start: number, end: number] {
    let before = 0;
    while (before < at && before < inForm && text[at - before - 1] === form[inForm - before - 1]) {
        before++;
    }
    let after = WINDOW;
    while (at + after < text.length && inForm + after < form.length && text[at + after] === form[inForm + after]) {
        after++;
    }
    return [at - before, at + after];
}
