import { didYouMean } from "../shape/closest";
import { type ArgumentProblem, unless } from "../shape/problem";
import { shown } from "../shape/shown";
import type { Place } from "./consumer";
import { isSameName } from "./naming";
import { isSas } from "./values/sas";
import { sasProblems } from "./values/sasProblems";
import type { SettingValue } from "./values/settingValue";
import { isTemplate, templateProblems } from "./values/template";

/** The allowed kinds of a value besides a reference. */
const CONTENTS: readonly string[] = ["key", "connectionString"];

/** Problems of the content that a place takes of the key. */
export function keyContentProblems(property: string, content: unknown): readonly ArgumentProblem[] {
    return unless(isContent(content), property, `must be ${CONTENTS.join(" or ")}${insteadOf(content)}`, content);
}

function isContent(value: unknown): boolean {
    return CONTENTS.some((known) => known === value);
}

function insteadOf(value: unknown): string {
    return `, and is ${shown(value)}${didYouMean(value, CONTENTS)}`;
}

/** The arguments of a place, by name, that must not be empty. */
export function emptyProblems(
    { argument }: Place,
    texts: Readonly<Record<string, string>>,
): readonly ArgumentProblem[] {
    return Object.entries(texts).flatMap(([name, text]) =>
        unless(text !== "", `${argument}.${name}`, "must not be empty", text),
    );
}

/** Problems of a map of values for a place: their names, their contents, and other writers of them. */
export function settingProblems(
    property: string,
    settings: Readonly<Record<string, SettingValue>>,
    all: readonly Place[],
    twinOf: (name: string) => Place | undefined,
): readonly ArgumentProblem[] {
    const names = Object.keys(settings);
    return [
        ...unless(names.length > 0, property, "must name at least one setting"),
        ...names.flatMap((name, index) => {
            const twin = twinOf(name);
            const other = names.slice(0, index).find((before) => isSameName(before, name));
            return [
                ...unless(other === undefined, `${property}.${name}`, `is the same name as ${other}`),
                ...unless(/^[\w.:-]+$/.test(name), `${property}.${name}`, "must be letters, digits, and . _ - :"),
                ...unless(twin === undefined, `${property}.${name}`, `is set by ${twin?.argument} already`),
                ...valueProblems(`${property}.${name}`, settings[name], all),
            ];
        }),
    ];
}

/** Problems of one value for a place. */
export function valueProblems(
    property: string,
    value: SettingValue | undefined,
    all: readonly Place[],
): readonly ArgumentProblem[] {
    if (isSas(value)) {
        return sasProblems(property, value);
    }
    if (isTemplate(value)) {
        return templateProblems(property, value);
    }
    if (typeof value !== "object") {
        const allowed = `must be ${CONTENTS.join(", ")}, a template or a keyVaultReference; for anything else use \`own\``;
        return unless(isContent(value), property, `${allowed}${insteadOf(value)}`, value);
    }
    const { secretName } = value;
    const secrets = placesOf<Place & { readonly secretName: string }>(all, "keyVaultSecret");
    const named = secrets.filter((secret) => isSameName(secret.secretName, secretName));
    return [
        ...unless(named.length > 0, property, `"${secretName}" is no keyVaultSecret of this pair`, secrets),
        ...unless(named.length < 2, property, `"${secretName}" is in several vaults; name the secrets differently`),
    ];
}

/** The places of one kind. */
export function placesOf<P extends Place>(all: readonly Place[], kind: P["kind"]): readonly P[] {
    return all.filter((place): place is P => place.kind === kind);
}

/** The places of the same kind that come before this one. */
export function placesBefore<P extends Place>(place: P, all: readonly Place[]): readonly P[] {
    return placesOf<P>(all.slice(0, all.indexOf(place)), place.kind);
}
