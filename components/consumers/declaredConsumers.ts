import type { InputsOf } from "../inputsOf";
import type { Consumer, Place } from "./consumer";
import { isKeyVaultSecret, type KeyVaultSecretConsumer } from "./keyVault/keyVaultSecret";
import { isOwn, type OwnConsumer } from "./own/own";

/** A consumer, and the user's path to it. */
export interface Declared<Of extends Consumer = Consumer> {
    /** For messages: `consumers[0]`. */
    readonly argument: string;
    readonly consumer: Of;
}

/** The consumers of a pair, by their writers. */
export interface DeclaredConsumers {
    /** azure-native writes these. */
    readonly secrets: readonly Declared<KeyVaultSecretConsumer>[];
    /** Handlers of this package write these. */
    readonly written: readonly Declared[];
    /** The user's program makes these. */
    readonly own: readonly OwnConsumer[];
}

/** The consumers of a program. */
export function declaredConsumers(consumers: readonly Consumer[] = []): DeclaredConsumers {
    const declared = consumers.map((consumer, index) => ({ argument: `consumers[${index}]`, consumer }));
    return {
        secrets: declared.filter(isSecret),
        written: declared.filter((one) => !isSecret(one) && !isOwn(one.consumer)),
        own: consumers.filter(isOwn),
    };
}

function isSecret(declared: Declared): declared is Declared<KeyVaultSecretConsumer> {
    return isKeyVaultSecret(declared.consumer);
}

/** The inputs of Rotation and Retirement about a consumer. */
export function placeOf({ argument, consumer }: Declared): InputsOf<Place> {
    const { name: _, ...rest } = consumer;
    return { ...rest, argument };
}

/** The inputs of its own handler. The graph decides when a place is written, so another wave is no diff of the place. */
export function ownPlaceOf({ argument, consumer: { wave: _, ...consumer } }: Declared): InputsOf<Place> {
    return placeOf({ argument, consumer });
}
