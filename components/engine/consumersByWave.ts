import type { CustomResourceOptions, Resource } from "@pulumi/pulumi";
import type { WaveInputs } from "../arguments/rotationInputs";
import { lastWaveOf, waveOf } from "../consumers/consumer";
import type { DeclaredConsumers } from "../consumers/declaredConsumers";
import type { KeyView } from "../consumers/values/keyContent";
import type { InputsOf } from "../inputsOf";
import type { WrittenProof } from "../lifecycle/proof";
import { type SecretResource, secretNames, secretResource } from "./keyVaultSecrets";
import { proofOfConsumer, proofOfSecret, proofsOfOwn } from "./proofs";
import { readersOf } from "./reader/resource";
import { secretRemoval } from "./secretRemoval/resource";
import { keyViewOfWave, type Wave, waveResource } from "./wave/resource";
import { consumerNames, type PairOfConsumer, writtenConsumer } from "./writtenConsumers";

/** The inputs of the waves after the first about a pair. */
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
    /** The proof of each consumer of the key that it was written with. */
    readonly written: readonly InputsOf<WrittenProof>[];
}

/** Registers the consumers, each wave after the one before it: the graph is the sequence. */
export function consumersByWave(
    name: string,
    pair: PairOfConsumer & PairOfWave,
    { secrets, written, own }: DeclaredConsumers,
    active: KeyView,
    opts: CustomResourceOptions,
): Consumers {
    const namesOfSecrets = secretNames(name, secrets);
    const namesOfWritten = consumerNames(name, written);
    const last = lastWaveOf([...secrets, ...written].map(({ consumer }) => consumer));
    const made = {
        secrets: [] as SecretResource[],
        waves: [] as Wave[],
        all: [] as Resource[],
        written: [] as InputsOf<WrittenProof>[],
    };
    let key = active;
    for (let wave = 1; wave <= last; wave += 1) {
        if (wave > 1) {
            const inputs = waveInputs(wave, pair, made, active);
            const next = waveResource(`${name}-wave-${wave}`, inputs, { ...opts, dependsOn: [...made.all] });
            made.waves.push(next);
            key = keyViewOfWave(next, active);
        }
        const ofWave = written
            .map((declared, index) => ({ declared, child: namesOfWritten[index] ?? "" }))
            .filter(({ declared }) => waveOf(declared.consumer) === wave);
        const readers: Resource[] = [];
        for (const [index, declared] of secrets.entries()) {
            if (waveOf(declared.consumer) === wave) {
                const child = namesOfSecrets[index] ?? "";
                const secret = secretResource(child, declared.consumer, key, opts);
                made.secrets.push(secret);
                const readable = { ...opts, dependsOn: [secret.resource] };
                readers.push(...readersOf(child, pair, declared, ofWave, readable));
                if (declared.consumer.onRemove === "delete") {
                    secretRemoval(`${child}-removal`, pair, declared, secret, opts);
                }
                made.all.push(secret.resource);
                made.written.push(proofOfSecret(declared.consumer, secret, made.waves.at(-1)?.givenAt));
            }
        }
        // A reference is of no use to an app that may not read the secret.
        const whenReadable = readers.length === 0 ? opts : { ...opts, dependsOn: [...readers] };
        for (const { declared, child } of ofWave) {
            const resource = writtenConsumer(child, pair, declared, key, made.secrets, whenReadable);
            made.all.push(resource);
            made.written.push(proofOfConsumer(declared, resource));
        }
        made.all.push(...readers);
        if (wave === 1) {
            const resources = own.flatMap((one) => one.resources(active, opts));
            made.all.push(...resources);
            made.written.push(...proofsOfOwn(resources));
        }
    }
    return made;
}

function waveInputs(
    wave: number,
    { pair, owner, source, azureConfig, consumers, emergency, soak, rotation }: PairOfConsumer & PairOfWave,
    { waves, written }: Pick<Consumers, "waves" | "written">,
    active: KeyView,
) {
    const previous = waves.at(-1);
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
        written: [...written],
        endpoints: active.endpoints,
        activeKey: active.value,
        activeConnectionString: active.connectionString,
    };
}
