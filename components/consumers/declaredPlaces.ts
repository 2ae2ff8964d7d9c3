import type { InputsOf } from "../inputsOf";
import type { AppSettingsArgs } from "./appService/appSettings";
import type { Holder, Place } from "./consumer";
import type { KeyVaultSecretArgs } from "./keyVaultSecret";

/** A holder, and where the user wrote it. */
export interface Declared {
    readonly argument: string;
    readonly holder: Holder;
}

/** The holders that handlers of this package write, those of `appSettings` among them. */
export function declaredHolders(args: {
    readonly appSettings?: readonly AppSettingsArgs[];
    readonly holders?: readonly Holder[];
}): readonly Declared[] {
    const { appSettings = [], holders = [] } = args;
    return [
        ...appSettings.map((entry, index) => declared(`appSettings[${index}]`, { kind: "appSettings", ...entry })),
        ...holders.map((holder, index) => declared(`holders[${index}]`, holder)),
    ];
}

/** The secrets, which azure-native writes. */
export function declaredSecrets(keyVaultSecrets: readonly KeyVaultSecretArgs[]): readonly Declared[] {
    return keyVaultSecrets.map((entry, index) =>
        declared(`keyVaultSecrets[${index}]`, { kind: "keyVaultSecret", ...entry }),
    );
}

/** What Rotation and Retirement are told of a holder, and what its own handler is told. */
export function placeOf({ argument, holder }: Declared): InputsOf<Place> {
    const { name: _, ...rest } = holder;
    return { ...rest, argument };
}

function declared(argument: string, holder: Holder): Declared {
    return { argument, holder };
}
