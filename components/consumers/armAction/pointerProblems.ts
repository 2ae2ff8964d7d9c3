import { get, set } from "jsonpointer";
import { type ArgumentProblem, unless } from "../../shape/problem";
import { containsUnknown } from "../../shape/unknown";

/** Problems of a JSON Pointer. */
export function pointerProblems(property: string, pointer: string | undefined): readonly ArgumentProblem[] {
    const right = pointer === undefined || /^(\/([^/~]|~[01])+)+$/.test(pointer);
    return unless(right, property, `"${pointer}" must be a JSON Pointer such as /properties/value`, pointer);
}

/** The same of the one that leads to the value in a body. A value that cannot be put there would be left out without a word. */
export function contentProblems(
    property: string,
    pointer: string | undefined,
    body: unknown,
): readonly ArgumentProblem[] {
    const problems = pointerProblems(property, pointer);
    if (problems.length > 0 || pointer === undefined || containsUnknown([pointer, body])) {
        return problems;
    }
    const tried = structuredClone(body ?? {}) as object;
    set(tried, pointer, property);
    return unless(get(tried, pointer) === property, property, `"${pointer}" leads into no object of the body`);
}
