import type { dynamic } from "@pulumi/pulumi";
import type { SecretRemovalInputs } from "../../arguments/rotationInputs";
import { placeName } from "../../consumers/consumers";
import { secretId } from "../../consumers/keyVault/keyVaultSecret";
import { containsUnknown } from "../../shape/unknown";
import { connectionFor, defaultSubscriptionId } from "../azureAccess";
import { isDeclaredSecret } from "../declaredSecrets";
import { explained } from "../explained";
import { safeHandler } from "../safeHandler";

export { configure } from "../azureAccess";

/** The record in the stack's state: everything that is necessary to delete the secret. */
export interface SecretRemovalOutputs extends SecretRemovalInputs {
    readonly version: 1;
}

/** Takes note of the secret, and calls no service. */
export const create = safeHandler(
    async (inputs: SecretRemovalInputs): Promise<dynamic.CreateResult<SecretRemovalOutputs>> => {
        return { id: await idOf(inputs), outs: { ...inputs, version: 1 } };
    },
);

/** Another secret is another resource: the one before is deleted. */
export const diff = safeHandler(
    async (id: string, olds: SecretRemovalOutputs, news: SecretRemovalInputs): Promise<dynamic.DiffResult> => {
        if (containsUnknown(news)) {
            return { changes: true };
        }
        return (await idOf(news)).toLowerCase() === id.toLowerCase()
            ? { changes: olds.secretUri !== news.secretUri }
            : { changes: true, replaces: ["secret"] };
    },
);

/** Takes note of the secret's present place. */
export const update = safeHandler(
    (
        _id: string,
        _olds: SecretRemovalOutputs,
        news: SecretRemovalInputs,
    ): Promise<dynamic.UpdateResult<SecretRemovalOutputs>> => {
        return Promise.resolve({ outs: { ...news, version: 1 } });
    },
);

/** Deletes the secret, unless a pair of this program still declares it (rule 27). */
export const remove = safeHandler((id: string, olds: SecretRemovalOutputs): Promise<void> => {
    const { pair, azureConfig, secret, secretUri } = olds;
    const about = { pair, failed: `${placeName(secret)} was not deleted`, safe: "the key in it still works" };
    return explained({ ...about, withoutProgram: true }, async () => {
        if (!isDeclaredSecret(id)) {
            const { deleteSecret } = await import("../../azure/vaultSecrets.js");
            await deleteSecret(secretUri, await connectionFor(azureConfig));
        }
    });
});

export { remove as delete };

async function idOf({ azureConfig, secret }: SecretRemovalInputs): Promise<string> {
    return secretId(secret, await defaultSubscriptionId(azureConfig));
}
