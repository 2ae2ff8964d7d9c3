import { lastWaveOf, type Place, waveOf } from "../consumers/consumer";
import { secretsReferredToBy } from "../consumers/consumers";
import type { KeyVaultSecretPlace } from "../consumers/keyVault/keyVaultSecret";
import { isSameName } from "../consumers/naming";
import { placesOf } from "../consumers/placeProblems";
import { durationMs } from "../duration";
import { type ArgumentProblem, durationProblems, unless } from "../shape/problem";
import type { RotationInputs } from "./rotationInputs";

type Waves = Pick<RotationInputs, "consumers" | "soak" | "rotateEvery">;

/** Problems of the waves of consumers. */
export function waveProblems(inputs: Waves): readonly ArgumentProblem[] {
    const { consumers, soak } = inputs;
    return [
        ...consumers.flatMap((place) => [...numberProblems(place, consumers), ...referenceProblems(place, consumers)]),
        ...durationProblems("soak", soak),
        ...soakProblems(inputs),
    ];
}

function numberProblems(place: Place, all: readonly Place[]): readonly ArgumentProblem[] {
    const wave = waveOf(place);
    const property = `${place.argument}.wave`;
    if (!Number.isInteger(wave) || wave < 1) {
        return [{ property, reason: `must be a whole number above 0, and is ${wave}` }];
    }
    const hasOneBefore = wave === 1 || all.some((other) => waveOf(other) === wave - 1);
    return unless(hasOneBefore, property, `there is a wave ${wave} and no wave ${wave - 1}; number them without a gap`);
}

/** A reference leads to the value of the secret, so its reader changes keys with the secret. */
function referenceProblems(place: Place, all: readonly Place[]): readonly ArgumentProblem[] {
    const secrets = placesOf<KeyVaultSecretPlace>(all, "keyVaultSecret");
    return secretsReferredToBy(place).flatMap((secretName) => {
        const secret = secrets.find((other) => isSameName(other.secretName, secretName));
        const wave = secret === undefined ? waveOf(place) : waveOf(secret);
        return unless(
            wave === waveOf(place),
            `${place.argument}.wave`,
            `it refers to the secret "${secretName}", which takes a new key in wave ${wave}; give both the same wave`,
        );
    });
}

function soakProblems({ consumers, soak, rotateEvery }: Waves): readonly ArgumentProblem[] {
    const waits = lastWaveOf(consumers) - 1;
    const soakMs = durationMs(soak) ?? 0;
    const everyMs = durationMs(rotateEvery ?? "") ?? Number.POSITIVE_INFINITY;
    return [
        ...unless(soakMs === 0 || waits > 0, "soak", "is for consumers of several waves; give some `wave: 2`", soak),
        ...unless(
            soakMs * waits === 0 || soakMs * waits < everyMs,
            "soak",
            `${waits + 1} waves, "${soak}" apart, take longer than "${rotateEvery}", when the key is rotated again`,
            [soak, rotateEvery],
        ),
    ];
}
