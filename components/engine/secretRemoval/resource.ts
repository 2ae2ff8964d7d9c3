import type { CustomResource, CustomResourceOptions } from "@pulumi/pulumi";
import type { SecretRemovalInputs } from "../../arguments/rotationInputs";
import type { Declared } from "../../consumers/declaredConsumers";
import type { KeyVaultSecretConsumer } from "../../consumers/keyVault/keyVaultSecret";
import type { InputsOf } from "../../inputsOf";
import { handledResource } from "../handledResource";
import type { SecretResource } from "../keyVaultSecrets";
import type { PairOfConsumer } from "../writtenConsumers";

/**
 * Deletes a secret when its entry is removed. It is a resource of its own, because azure-native would decide by one resource alone: it would
 * also delete a secret that another entry, or the same one under another name, still declares.
 */
export function secretRemoval(
    name: string,
    { pair, owner, azureConfig }: PairOfConsumer,
    { argument, consumer: { resourceGroupName, vaultName, secretName } }: Declared<KeyVaultSecretConsumer>,
    { properties }: SecretResource,
    opts: CustomResourceOptions,
): CustomResource {
    const inputs: { [K in keyof SecretRemovalInputs]: InputsOf<SecretRemovalInputs[K]> } = {
        pair,
        owner,
        azureConfig,
        secret: { kind: "keyVaultSecret", argument, resourceGroupName, vaultName, secretName },
        secretUri: properties.apply(({ secretUri }) => secretUri),
    };
    return handledResource("secretRemoval", "SecretRemoval", name, inputs, opts);
}
