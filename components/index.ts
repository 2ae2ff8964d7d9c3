export type { PropagationArgs, RotatingKeyPairArgs, Strategy } from "./arguments/rotatingKeyPairArgs";
export type { AppSettingsArgs } from "./consumers/appSettings";
export type { SettingValue } from "./consumers/consumer";
export type { KeyContent, KeyView } from "./consumers/keyContent";
export { type KeyVaultReference, keyVaultReference } from "./consumers/keyVaultReference";
export type { KeyVaultSecretArgs } from "./consumers/keyVaultSecret";
export {
    command,
    type ExpectedAnswer,
    type Gate,
    type GateContext,
    type GateModule,
    grace,
    httpHealthy,
    keyAccepted,
    moduleGate,
} from "./gates/gate";
export type { KeySource, ResourcePlace } from "./keySources/keySource";
export { type StorageAccountSource, storageAccount } from "./keySources/storage";
export type { GateAnswer, GateResult } from "./lifecycle/gate";
export type { RotationTrigger } from "./lifecycle/trigger";
export { RotatingKeyPair } from "./rotatingKeyPair";
