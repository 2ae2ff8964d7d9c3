import { type ArgumentProblem, oneOfProblems } from "../shape/problem";

/** The fate of a value when its entry, its pair or the whole stack is removed. */
export type OnRemove = "keep" | "delete";

/** A place, with its options of removal. */
interface Removable {
    readonly argument: string;
    readonly onRemove?: OnRemove;
}

const WAYS: readonly OnRemove[] = ["keep", "delete"];

/** Problems of a place's options of removal. */
export function onRemoveProblems({ argument, onRemove = "keep" }: Removable): readonly ArgumentProblem[] {
    return oneOfProblems(`${argument}.onRemove`, onRemove, WAYS);
}

/** Whether values of the place are deleted when it is removed (rule 27: by default, leaving takes nothing away). */
export function isDeletedOnRemoval({ onRemove }: Pick<Removable, "onRemove">): boolean {
    return onRemove === "delete";
}
