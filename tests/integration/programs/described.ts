import {
    type AppSettingsArgs,
    appSettings,
    type Consumer,
    type Gate,
    type KeyVaultSecretArgs,
    keyVaultSecret,
    type RotatingKeyPairArgs,
} from "pulumi-two-key";
import type { GateInputs } from "../../../components/gates/gates";

/** The consumers of a pair by their kind, so that a test changes those of one kind alone. */
export interface ByKind {
    readonly keyVaultSecrets?: readonly KeyVaultSecretArgs[];
    readonly appSettings?: readonly AppSettingsArgs[];
    readonly others?: readonly Consumer[];
}

/** A pair as a test describes it. */
export type Described = Omit<RotatingKeyPairArgs, "consumers" | "gates"> &
    ByKind & { readonly gates?: readonly (Gate | GateInputs)[] };

/** The arguments of such a pair, with its consumers in one list. */
export function argsOf(described: Described): RotatingKeyPairArgs & Required<Pick<RotatingKeyPairArgs, "consumers">> {
    const { keyVaultSecrets = [], appSettings: settings = [], others = [], ...args } = described;
    return { ...args, consumers: [...keyVaultSecrets.map(keyVaultSecret), ...settings.map(appSettings), ...others] };
}
