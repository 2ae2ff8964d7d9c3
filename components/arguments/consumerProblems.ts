import type { AppSettingsPlace, ConsumerPlace, KeyVaultSecretPlace, SettingValue } from "../consumers/consumer";
import { type ArgumentProblem, durationProblems, unless } from "./problem";
import { containsUnknown } from "./unknown";

const CONTENTS: readonly unknown[] = ["key", "connectionString"];

/** Key Vault: names of secrets and of vaults. */
const SECRET_NAME = /^[0-9a-zA-Z-]{1,127}$/;
const VAULT_NAME = /^[a-zA-Z](?!.*--)[0-9a-zA-Z-]{1,22}[0-9a-zA-Z]$/;

/** What is wrong with one consumer, also beside the others. */
export function consumerProblems(place: ConsumerPlace, all: readonly ConsumerPlace[]): readonly ArgumentProblem[] {
    const group = `${place.argument}.resourceGroupName`;
    return [
        ...unless(place.resourceGroupName !== "", group, "must not be empty"),
        ...(place.kind === "keyVaultSecret" ? secretProblems(place, all) : settingsProblems(place, all)),
    ];
}

function secretProblems(place: KeyVaultSecretPlace, all: readonly ConsumerPlace[]): readonly ArgumentProblem[] {
    const { argument, vaultName, secretName, content, expiresAfter, cachedFor } = place;
    const twin = all.find(
        (other) => other.kind === place.kind && isBefore(other, place, all) && sameSecret(other, place),
    );
    return [
        ...unless(
            VAULT_NAME.test(vaultName),
            `${argument}.vaultName`,
            `"${vaultName}" must be 3 to 24 letters, digits and single hyphens, beginning with a letter`,
            vaultName,
        ),
        ...unless(
            SECRET_NAME.test(secretName),
            `${argument}.secretName`,
            `"${secretName}" must be 1 to 127 letters, digits and hyphens`,
            secretName,
        ),
        ...unless(CONTENTS.includes(content), `${argument}.content`, `must be ${CONTENTS.join(" or ")}`),
        ...(expiresAfter === undefined ? [] : durationProblems(`${argument}.expiresAfter`, expiresAfter)),
        ...(cachedFor === undefined ? [] : durationProblems(`${argument}.cachedFor`, cachedFor)),
        ...unless(
            twin === undefined,
            `${argument}.secretName`,
            `"${secretName}" is written by ${twin?.argument} already`,
        ),
    ];
}

function settingsProblems(place: AppSettingsPlace, all: readonly ConsumerPlace[]): readonly ArgumentProblem[] {
    const { argument, site, settings } = place;
    const names = Object.keys(settings);
    return [
        ...unless(site !== "", `${argument}.site`, "must not be empty"),
        ...unless(names.length > 0, `${argument}.settings`, "must name at least one setting"),
        ...names.flatMap((name) => {
            const property = `${argument}.settings.${name}`;
            const twin = all.find((other) => isBefore(other, place, all) && hasSetting(other, place, name));
            return [
                ...unless(/^[\w.:-]+$/.test(name), property, "must be letters, digits, and . _ - :"),
                ...unless(twin === undefined, property, `is set by ${twin?.argument} already`),
                ...valueProblems(property, settings[name], all),
            ];
        }),
    ];
}

function valueProblems(
    property: string,
    value: SettingValue | undefined,
    all: readonly ConsumerPlace[],
): readonly ArgumentProblem[] {
    if (typeof value !== "object") {
        const allowed = `must be ${CONTENTS.join(", ")} or a keyVaultReference; for anything else use \`consumers\``;
        return unless(CONTENTS.includes(value), property, allowed, value);
    }
    const { secretName } = value;
    const secrets = all.filter((place) => place.kind === "keyVaultSecret");
    const named = secrets.filter((secret) => secret.secretName === secretName);
    return [
        ...unless(named.length > 0, property, `"${secretName}" is none of this pair's keyVaultSecrets`, secrets),
        ...unless(named.length < 2, property, `"${secretName}" is in several vaults; name the secrets differently`),
    ];
}

function isBefore(one: ConsumerPlace, other: ConsumerPlace, all: readonly ConsumerPlace[]): boolean {
    return all.indexOf(one) < all.indexOf(other);
}

function sameSecret(one: ConsumerPlace, other: KeyVaultSecretPlace): boolean {
    return (
        one.kind === "keyVaultSecret" &&
        !containsUnknown([one.vaultName, one.secretName]) &&
        one.vaultName.toLowerCase() === other.vaultName.toLowerCase() &&
        one.secretName.toLowerCase() === other.secretName.toLowerCase()
    );
}

function hasSetting(one: ConsumerPlace, other: AppSettingsPlace, setting: string): boolean {
    return (
        one.kind === "appSettings" &&
        !containsUnknown(one.site) &&
        one.site.toLowerCase() === other.site.toLowerCase() &&
        one.slot?.toLowerCase() === other.slot?.toLowerCase() &&
        Object.keys(one.settings).some((name) => name.toLowerCase() === setting.toLowerCase())
    );
}
