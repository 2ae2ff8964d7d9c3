/**
 * An answer of the form that a specification describes: `keys[].value` makes a list with an item for each slot. Every text in an
 * item of a list is the slot, so that the item is found by its name and shows a key; every other text is `shown`.
 */
export function exampleAnswer(members: readonly string[], slots: readonly string[]): unknown {
    const leaves = members.filter((member) => !members.some((other) => isWithin(other, member)));
    return example(leaves, slots, "shown");
}

/** Whether a member is within another one. */
function isWithin(member: string, parent: string): boolean {
    return member.startsWith(`${parent}.`) || member.startsWith(`${parent}[]`);
}

function example(members: readonly string[], slots: readonly string[], text: string): unknown {
    if (members.includes("")) {
        return text;
    }
    if (members.some((member) => member.startsWith("[]"))) {
        const ofItem = members.map((member) => member.replace(/^\[\]\.?/, ""));
        return slots.map((slot) => example(ofItem, slots, slot));
    }
    const names = [...new Set(members.map((member) => /^[^.[]+/.exec(member)?.[0] ?? ""))];
    return Object.fromEntries(
        names.map((name) => {
            const below = members.filter((member) => member === name || isWithin(member, name));
            return [
                name,
                example(
                    below.map((member) => member.slice(name.length).replace(/^\./, "")),
                    slots,
                    text,
                ),
            ];
        }),
    );
}
