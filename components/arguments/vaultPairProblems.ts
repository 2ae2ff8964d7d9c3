import type { ConsumerPlace } from "../consumers/consumer";
import type { VaultPairInputs } from "../keySources/vaultPair";
import { SECRET_NAME } from "./consumerProblems";
import { type ArgumentProblem, unless } from "./problem";

/** What is wrong with a pair of secrets. `material` is absent where nobody drew any. */
export function vaultPairProblems(
    { vaultUri, secretNames }: VaultPairInputs,
    consumers: readonly ConsumerPlace[],
    material: string | undefined,
): readonly ArgumentProblem[] {
    const [one, other] = secretNames;
    return [
        ...unless(
            isVaultAddress(vaultUri),
            "source.vaultUri",
            `"${vaultUri}" must be the address of a vault, such as https://NAME.vault.azure.net/`,
            vaultUri,
        ),
        ...secretNames.flatMap((name, index) => [
            ...unless(
                SECRET_NAME.test(name),
                `source.secretNames[${index}]`,
                `"${name}" must be 1 to 127 letters, digits and hyphens`,
                name,
            ),
            ...consumers
                .filter((place) => isSecretOf(place, vaultUri, name))
                .flatMap(({ argument }) => unless(false, argument, `"${name}" is a slot of this pair`, vaultUri)),
        ]),
        ...unless(
            secretNames.length === 2 && one.toLowerCase() !== other.toLowerCase(),
            "source.secretNames",
            "must be two different names",
            secretNames,
        ),
        ...unless(material !== undefined, "source", "must be what `vaultPair` returned, and not an output"),
    ];
}

function isVaultAddress(uri: string): boolean {
    return URL.canParse(uri) && new URL(uri).protocol === "https:" && new URL(uri).pathname === "/";
}

function isSecretOf(place: ConsumerPlace, vaultUri: string, secretName: string): boolean {
    return (
        place.kind === "keyVaultSecret" &&
        vaultUri.toLowerCase().startsWith(`https://${place.vaultName.toLowerCase()}.`) &&
        place.secretName.toLowerCase() === secretName.toLowerCase()
    );
}
