import { type ArgumentProblem, unless } from "../arguments/problem";
import { containsUnknown } from "../arguments/unknown";
import type { Place } from "./consumer";
import type { KeyVaultSecretPlace } from "./keyVaultSecret";
import { isSas } from "./sas/sas";
import { sasProblems } from "./sas/sasProblems";
import type { SettingValue } from "./settingValue";

/** What a value may be besides a reference. */
export const CONTENTS: readonly unknown[] = ["key", "connectionString"];

/** The arguments of a place, by name, that must not be empty. */
export function emptyProblems(
    { argument }: Place,
    texts: Readonly<Record<string, string>>,
): readonly ArgumentProblem[] {
    return Object.entries(texts).flatMap(([name, text]) =>
        unless(text !== "", `${argument}.${name}`, "must not be empty", text),
    );
}

/** What is wrong with a map of values that a place is given: their names, what they are, and who else writes them. */
export function settingProblems(
    property: string,
    settings: Readonly<Record<string, SettingValue>>,
    all: readonly Place[],
    twinOf: (name: string) => Place | undefined,
): readonly ArgumentProblem[] {
    const names = Object.keys(settings);
    return [
        ...unless(names.length > 0, property, "must name at least one setting"),
        ...names.flatMap((name) => {
            const twin = twinOf(name);
            return [
                ...unless(/^[\w.:-]+$/.test(name), `${property}.${name}`, "must be letters, digits, and . _ - :"),
                ...unless(twin === undefined, `${property}.${name}`, `is set by ${twin?.argument} already`),
                ...valueProblems(`${property}.${name}`, settings[name], all),
            ];
        }),
    ];
}

/** What is wrong with one value that a place is given. */
export function valueProblems(
    property: string,
    value: SettingValue | undefined,
    all: readonly Place[],
): readonly ArgumentProblem[] {
    if (isSas(value)) {
        return sasProblems(property, value);
    }
    if (typeof value !== "object") {
        const allowed = `must be ${CONTENTS.join(", ")} or a keyVaultReference; for anything else use \`consumers\``;
        return unless(CONTENTS.includes(value), property, allowed, value);
    }
    const { secretName } = value;
    const secrets = placesOf<KeyVaultSecretPlace>(all, "keyVaultSecret");
    const named = secrets.filter((secret) => secret.secretName === secretName);
    return [
        ...unless(named.length > 0, property, `"${secretName}" is none of this pair's keyVaultSecrets`, secrets),
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

/** Whether two names are one to Azure, which tells none apart by letter case; unknown ones are not. */
export function isSameName(one: string | undefined, other: string | undefined): boolean {
    return !containsUnknown([one, other]) && one?.toLowerCase() === other?.toLowerCase();
}
