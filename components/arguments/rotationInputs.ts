import type { Change, Place } from "../consumers/consumer";
import type { KeyVaultSecretPlace } from "../consumers/keyVault/keyVaultSecret";
import type { KeyOrigin } from "../consumers/values/secretTags";
import type { DependentsInputs } from "../dependents/dependentsSearch";
import type { Gate } from "../gates/gate";
import type { WaveState } from "../lifecycle/decideWave";
import type { WrittenProof } from "../lifecycle/proof";
import type { RotationState } from "../lifecycle/state";
import type { Endpoints } from "../services/keyPairDescription";
import type { SourceInputs } from "../services/sourceInputs";

/** The inputs of both ends of a rotation about a pair. At preview, any value may still be unknown. */
export interface PairInputs extends OfThisCommand {
    /** Name of the pair, for messages. */
    readonly pair: string;
    /** URN of the component, under which messages are shown. */
    readonly owner: string;
    readonly source: SourceInputs;
    /** Configuration namespace with the settings for Azure. */
    readonly azureConfig: string;
    /** Every built-in consumer. */
    readonly consumers: readonly Place[];
    /** Whether there are consumers of the user's own, which cannot be looked at. */
    readonly customConsumers: boolean;
    readonly gates: readonly Gate[];
    /** The emergency trigger in its canonical form; empty if it is not set. */
    readonly emergency: string;
    readonly retire: string;
    /** The retire trigger in its canonical form; empty if it is not set. */
    readonly retireTrigger: string;
    /** How long an update waits for consumers of the user's own, which nobody can confirm. */
    readonly settle: string;
    /** How long a wave uses a new key before the next wave gets it. */
    readonly soak: string;
    /** The search for every place that holds a key; absent if it is off. */
    readonly dependents?: DependentsInputs;
    /** The next key of a pair whose keys no service makes. Secret. */
    readonly material?: string;
}

/** Values beside the inputs of a resource. The engine does not keep them. */
export interface OfThisCommand {
    /** The process that runs the program. Absent if the component is in another process than a program of Node. */
    readonly program?: ProgramProcesses;
    /** How many pairs the program has; absent there, too. */
    readonly pairs?: number;
    /** In a preview alone. */
    readonly ahead?: Ahead;
}

/** Values that only a preview receives. */
export interface Ahead {
    /** The arguments whose values come from resources of the program, which this very update may make: `source`, `consumers[1]`. */
    readonly fromResources: readonly string[];
}

/** The processes that run the program, by their ids: the program itself, and the language host if there is one. */
export interface ProgramProcesses {
    readonly pid: number;
    readonly languageHost?: number;
}

/** The azure-native provider that is in effect for a pair. */
export interface AzureProviderInputs {
    /** Its name in the program; `default` if the program did not make it. */
    readonly name: string;
    /** The folder in which it works. */
    readonly subscriptionId: string;
}

/** Inputs of Rotation. Durations are still text, so that a bad one is refused by name. */
export interface RotationInputs extends PairInputs {
    /** The trigger in its canonical form. */
    readonly trigger: string;
    /** Absent for the first one. */
    readonly initialSlot?: string;
    readonly strategy: string;
    readonly pinnedSlot?: string;
    readonly rotateEvery?: string;
    /** Absent if it follows the same configuration as the pair. */
    readonly azureProvider?: AzureProviderInputs;
    /** The first key of the slot that is not in use, if no service makes keys. Secret. */
    readonly standbyMaterial?: string;
    readonly propagation: {
        readonly timeout: string;
        readonly consecutive: number;
        readonly interval: string;
        /** Absent for the default of the service. */
        readonly blindWait?: string;
    };
}

/** Inputs of Retirement, which runs after every consumer. */
export interface RetirementInputs extends PairInputs {
    /** The outputs of Rotation. */
    readonly rotation: RotationState;
    /** The address of the service's data plane, for gates that ask it. Secret. */
    readonly endpoints: Endpoints;
    /** The active key. Secret. */
    readonly activeKey: string;
    /** The waves after the first, in order. */
    readonly waves: readonly WaveState[];
    /** The proof of each consumer of the key that it was written with (rule 23). */
    readonly written: readonly WrittenProof[];
}

/** Inputs of a wave after the first. */
export interface WaveInputs
    extends Pick<PairInputs, "pair" | "owner" | "source" | "azureConfig" | "consumers" | "emergency" | "soak"> {
    readonly wave: number;
    /** The outputs of Rotation. */
    readonly rotation: RotationState;
    /** The wave before; absent for the second, which comes after all that have no wave. */
    readonly previous?: WaveState;
    /** The proof of each consumer of the waves before of the key that it was written with (rule 23). */
    readonly written: readonly WrittenProof[];
    /** The address of the service's data plane. Secret. */
    readonly endpoints: Endpoints;
    /** Secret. */
    readonly activeKey: string;
    /** Connection string with the active key. Secret. */
    readonly activeConnectionString: string;
}

/** Inputs of a reader of a secret: a principal, or the identity of an app. */
export interface ReaderInputs extends Pick<PairInputs, "pair" | "owner" | "azureConfig"> {
    readonly secret: KeyVaultSecretPlace;
    readonly principalId?: string;
    readonly principalType: string;
    readonly app?: Place;
}

/** Inputs of the end of a secret that is deleted with its entry. */
export interface SecretRemovalInputs extends Pick<PairInputs, "pair" | "owner" | "azureConfig"> {
    readonly secret: KeyVaultSecretPlace;
    /** The address of the secret in the vault's own API. */
    readonly secretUri: string;
}

/** Inputs of a consumer that a handler writes. */
export interface ConsumerInputs
    extends Pick<PairInputs, "pair" | "owner" | "azureConfig">,
        Pick<Change, "values" | "references"> {
    readonly place: Place;
    /** The switch that gave these values (rule 15: a place is written on a change of that, not of the values). */
    readonly origin: KeyOrigin;
}
