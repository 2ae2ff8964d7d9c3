import type { VaultPairInputs } from "../services/vaultPair";
import { type ArgumentProblem, unless } from "../shape/problem";

/** Key Vault: names of secrets. */
const SECRET_NAME = /^[0-9a-zA-Z-]{1,127}$/;

/** The members of a consumer that may be a secret of a vault. */
export interface MaybeSecret {
    readonly argument: string;
    readonly vaultName?: string;
    readonly secretName?: string;
}

/** Problems of a pair of secrets. `material` is absent if nobody drew any. */
export function vaultPairProblems(
    { vaultUri, secretNames }: VaultPairInputs,
    consumers: readonly MaybeSecret[],
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

function isSecretOf({ vaultName, secretName }: MaybeSecret, vaultUri: string, slot: string): boolean {
    return (
        vaultName !== undefined &&
        vaultUri.toLowerCase().startsWith(`https://${vaultName.toLowerCase()}.`) &&
        secretName?.toLowerCase() === slot.toLowerCase()
    );
}
