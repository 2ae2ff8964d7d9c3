import type { RotationInputs } from "../arguments/rotationInputs";
import { isKeyVaultSecret, type KeyVaultSecretPlace, secretId } from "../consumers/keyVault/keyVaultSecret";
import { containsUnknown } from "../shape/unknown";
import { defaultSubscriptionId } from "./azureAccess";
import { declare, notDeclared } from "./declaredPlaces";

/** A secret has one value, which has no name. */
const VALUE = "";

/** Notes the secrets that a pair declares, for every value of `onRemove`. The engine checks all pairs of the program before it deletes anything. */
export async function declareSecrets({
    consumers,
    azureConfig,
}: Pick<RotationInputs, "consumers" | "azureConfig">): Promise<void> {
    const secrets = consumers.filter(
        (place): place is KeyVaultSecretPlace => isKeyVaultSecret(place) && !containsUnknown(place),
    );
    // Without a subscription nothing can be reached, and so nothing can be deleted: the code that reaches for it says so.
    const subscriptionId =
        secrets.length === 0 ? undefined : await defaultSubscriptionId(azureConfig).catch(() => undefined);
    if (subscriptionId !== undefined) {
        for (const place of secrets) {
            declare(secretId(place, subscriptionId), [VALUE]);
        }
    }
}

/** Whether a pair of this program declares the secret with this ARM id. */
export function isDeclaredSecret(id: string): boolean {
    return notDeclared(id, [VALUE]).length === 0;
}
