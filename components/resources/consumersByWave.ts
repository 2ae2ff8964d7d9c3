import type { CustomResourceOptions, Resource } from "@pulumi/pulumi";
import type { WaveInputs } from "../arguments/rotationInputs";
import { lastWaveOf, waveOf } from "../consumers/consumer";
import type { Declared } from "../consumers/declaredPlaces";
import type { KeyView } from "../consumers/keyContent";
import type { KeyVaultSecretArgs } from "../consumers/keyVaultSecret";
import type { InputsOf } from "../inputsOf";
import { holderNames, holderResource, type PairOfHolder } from "./holders";
import { type SecretResource, secretNames, secretResource } from "./keyVaultSecrets";
import { readersOf } from "./readers";
import { keyViewOfWave, type Wave, waveResource } from "./wave";

/** What is declared to hold the key. */
export interface DeclaredConsumers {
    readonly secrets: readonly KeyVaultSecretArgs[];
    readonly holders: readonly Declared[];
    /** Resources of the user's own: they are of the first wave. */
    readonly custom: (key: KeyView, options: CustomResourceOptions) => readonly Resource[];
}

/** What the waves after the first are told of a pair. */
type PairOfWave = {
    readonly [K in "source" | "consumers" | "emergency" | "soak" | "rotation"]: InputsOf<WaveInputs[K]>;
};

/** The resources of all consumers. */
export interface Consumers {
    readonly secrets: readonly SecretResource[];
    /** Those after the first. */
    readonly waves: readonly Wave[];
    /** Everything that Retirement waits for. */
    readonly all: readonly Resource[];
}

/** Registers the consumers, each wave after the one before it: the graph is the sequence. */
export function consumersByWave(
    name: string,
    pair: PairOfHolder & PairOfWave,
    { secrets, holders, custom }: DeclaredConsumers,
    active: KeyView,
    opts: CustomResourceOptions,
): Consumers {
    const namesOfSecrets = secretNames(name, secrets);
    const namesOfHolders = holderNames(name, holders);
    const last = lastWaveOf([...secrets, ...holders.map(({ holder }) => holder)]);
    const made = { secrets: [] as SecretResource[], waves: [] as Wave[], all: [] as Resource[] };
    let key = active;
    for (let wave = 1; wave <= last; wave += 1) {
        if (wave > 1) {
            const inputs = waveInputs(wave, pair, made.waves.at(-1), active);
            const next = waveResource(`${name}-wave-${wave}`, inputs, { ...opts, dependsOn: [...made.all] });
            made.waves.push(next);
            key = keyViewOfWave(next, active);
        }
        const ofWave = holders
            .map((declared, index) => ({ declared, child: namesOfHolders[index] ?? "" }))
            .filter(({ declared }) => waveOf(declared.holder) === wave);
        const readers: Resource[] = [];
        for (const [index, entry] of secrets.entries()) {
            if (waveOf(entry) === wave) {
                const child = namesOfSecrets[index] ?? "";
                const secret = secretResource(child, entry, key, opts);
                made.secrets.push(secret);
                const readable = { ...opts, dependsOn: [secret.resource] };
                readers.push(...readersOf(child, pair, entry, `keyVaultSecrets[${index}]`, ofWave, readable));
                made.all.push(secret.resource);
            }
        }
        // A reference is of no use to an app that may not read the secret.
        const whenReadable = readers.length === 0 ? opts : { ...opts, dependsOn: [...readers] };
        for (const { declared, child } of ofWave) {
            made.all.push(holderResource(child, pair, declared, key, made.secrets, whenReadable));
        }
        made.all.push(...readers);
        if (wave === 1) {
            made.all.push(...custom(active, opts));
        }
    }
    return made;
}

function waveInputs(
    wave: number,
    { pair, owner, source, azureConfig, consumers, emergency, soak, rotation }: PairOfHolder & PairOfWave,
    previous: Wave | undefined,
    active: KeyView,
) {
    return {
        pair,
        owner,
        source,
        azureConfig,
        consumers,
        emergency,
        soak,
        rotation,
        wave,
        ...(previous && { previous: previous.state }),
        activeKey: active.value,
        activeConnectionString: active.connectionString,
    };
}
