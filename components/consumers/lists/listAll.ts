import type { Absent } from "../../absent";
import type { ArmCall } from "../../armCall";
import { RotationError } from "../../lifecycle/rotationError";
import type { Access, ArmAccess } from "../access";
import { nextPage } from "./nextPage";

/** The pauses before a list of an existing resource is asked for again if its answer denies that, in milliseconds. */
const AFTER_ABSENCE_MS = [1_000, 2_000];

/** Every item of a list that Azure Resource Manager may answer in pages; `absent` if there is no such resource. */
export async function findAll<Item>(call: ArmCall, arm: ArmAccess): Promise<readonly Item[] | Absent> {
    const answer = await arm.find(call);
    if (answer === "absent") {
        return answer;
    }
    const items = itemsIn<Item>(answer, call);
    const { nextLink } = answer as { readonly nextLink?: string | null };
    if (!nextLink) {
        return items;
    }
    const more = await findAll<Item>(nextPage(nextLink, call), arm);
    return more === "absent" ? more : [...items, ...more];
}

/**
 * The same for a resource that has just been found to exist: an answer that it does not exist is believed if it is repeated, and then the list
 * is empty.
 */
export async function listAll<Item>(
    call: ArmCall,
    { arm, pause }: Pick<Access, "arm" | "pause">,
): Promise<readonly Item[]> {
    for (const ms of AFTER_ABSENCE_MS) {
        const items = await findAll<Item>(call, arm);
        if (items !== "absent") {
            return items;
        }
        await pause(ms);
    }
    const items = await findAll<Item>(call, arm);
    return items === "absent" ? [] : items;
}

/**
 * The items of a list. Some services answer `null` for an empty one.
 *
 * @throws a `service` error if the answer has no list: it does not say that there is nothing
 */
export function itemsIn<Item>(answer: unknown, { method, path }: Pick<ArmCall, "method" | "path">): readonly Item[] {
    const { value } = (answer ?? {}) as { readonly value?: readonly Item[] | null };
    if (value !== null && !Array.isArray(value)) {
        throw new RotationError("service", `${method} ${path}: no usable answer (it has no list)`);
    }
    return value ?? [];
}
