import type { Absent } from "../../absent";
import { RotationError } from "../../lifecycle/rotationError";
import type { Access } from "../access";
import { isAmong, type Naming } from "../naming";

/** Something that can only be replaced as a whole: entries that a list of it lacks are gone after the write. */
export interface Whole<List> {
    /** As a user knows it, such as `the app settings of web`. */
    readonly name: string;
    ask(): Promise<List | Absent>;
    namesIn(list: List): readonly string[];
    /** Names that were written there before. A list without them is doubted. */
    readonly known: readonly string[];
    readonly naming?: Naming | undefined;
}

/** The pauses before a list is asked for again, in milliseconds: if it lacks the written values, and if it is merely empty. */
const AFTER_CONTRADICTION_MS = [1_000, 2_000, 4_000];
const AFTER_NOTHING_MS = [1_000, 2_000];

/**
 * The list, once it may be believed. Lists of the real service have been empty for a moment, or have denied that the resource exists: a write
 * from such a list would take away the values of everybody else.
 *
 * @throws a `not-switched` error if the lists go on to contradict the written values, or each other
 */
export async function sureList<List>(
    whole: Whole<List>,
    { pause, warn }: Pick<Access, "pause" | "warn">,
): Promise<List | Absent> {
    const { name, known } = whole;
    let list = await whole.ask();
    let former = list;
    for (const ms of known.length > 0 ? AFTER_CONTRADICTION_MS : AFTER_NOTHING_MS) {
        if (isBelievable(whole, list)) {
            return list;
        }
        await pause(ms);
        former = list;
        list = await whole.ask();
    }
    if (list === "absent" || isBelievable(whole, list)) {
        return list;
    }
    const names = whole.namesIn(list);
    const missing = missingIn(whole, list).join(", ");
    if (names.length === 0 && known.length > 0) {
        throw doubted(name, `the list of it is empty, although this stack has written ${missing}`);
    }
    if (former === "absent" || whole.namesIn(former).length !== names.length) {
        throw doubted(name, "one list of it contradicts the other");
    }
    if (missing !== "") {
        await warn(`${name}: ${missing} was taken away outside this stack`);
    }
    return list;
}

/** The same for a look, which writes nothing: a list without the declared values, or an empty one, is asked for again until the next one agrees. */
export async function lookedList<List>(
    whole: Omit<Whole<List>, "name">,
    { pause }: Pick<Access, "pause">,
): Promise<List | Absent> {
    let list = await whole.ask();
    for (const ms of AFTER_NOTHING_MS) {
        if (list === "absent" || isBelievable(whole, list)) {
            return list;
        }
        await pause(ms);
        const former = list;
        list = await whole.ask();
        if (list !== "absent" && whole.namesIn(list).length > 0 && isSameSize(whole, former, list)) {
            return list;
        }
    }
    return list;
}

function isBelievable<List>(whole: Omit<Whole<List>, "name">, list: List | Absent): boolean {
    return list === "absent"
        ? whole.known.length === 0
        : whole.namesIn(list).length > 0 && missingIn(whole, list).length === 0;
}

function isSameSize<List>({ namesIn }: Pick<Whole<List>, "namesIn">, one: List, other: List): boolean {
    return namesIn(one).length === namesIn(other).length;
}

function missingIn<List>({ known, namesIn, naming }: Omit<Whole<List>, "name">, list: List): readonly string[] {
    const there = namesIn(list);
    return known.filter((name) => !isAmong(name, there, naming));
}

function doubted(name: string, why: string): RotationError {
    return new RotationError(
        "not-switched",
        `${name}: ${why}, so it is not known what else is in it; nothing was written, and the key that it had before still works; ` +
            "look at it in the portal, and run `pulumi up` again (`pulumi up --refresh` if it was changed on purpose)",
    );
}
