import type { Surroundings } from "./foundKey";
import { FORMS, type Form } from "./randomForms";
import { nameIn, sectionOf, settingsIn } from "./sections";
import { subjectOf } from "./tellingNames";

/** Random bytes in a text. */
export interface Candidate {
    readonly text: string;
    readonly form: Form;
    readonly surroundings: Surroundings;
    /** The text before and after it. */
    readonly around: string;
    /** Whether its name stands beside it, or is the name of the text that it was decoded from. */
    readonly isNamed: boolean;
}

/** How far around a key its name and its service are looked for. */
const AROUND = 400;
/** SHA-512 in base64 has the length of an account key: subresource integrity, lock files, images. */
const DIGEST_BEFORE = /sha-?\d{3}[-:= ]$/i;

/** The random bytes in a text, each with its name and its surroundings. */
export function candidatesIn(text: string, surroundings: Surroundings, isOuter: boolean): readonly Candidate[] {
    return FORMS.flatMap((form) =>
        [...text.matchAll(form.pattern)].flatMap(({ 0: key, index }) => {
            const before = text.slice(Math.max(0, index - AROUND), index);
            const after = text.slice(index + key.length, index + key.length + AROUND);
            if (!form.isRandom(key) || DIGEST_BEFORE.test(before)) {
                return [];
            }
            return before.trim() === "" && after.trim() === ""
                ? [{ text: key, form, surroundings, around: "", isNamed: isOuter }]
                : [{ text: key, form, isNamed: true, ...placeIn(before, after, surroundings) }];
        }),
    );
}

function placeIn(
    before: string,
    after: string,
    { beside, name: textName, outerName }: Surroundings,
): Pick<Candidate, "surroundings" | "around"> {
    const name = nameIn(before, after);
    const section = sectionOf(before, after);
    const around = section?.text ?? before + after;
    return {
        around,
        surroundings: {
            name,
            outerName: section?.name ?? (subjectOf(textName) === "" ? outerName : textName),
            beside: [...settingsIn(around), ...(section === undefined ? beside : [])],
            // A person who writes names in capital letters writes many settings, one below the other.
            oneOfMany: /^[A-Z\d_]+$/.test(name),
        },
    };
}
