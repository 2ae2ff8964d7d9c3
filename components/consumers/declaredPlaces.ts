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

/** What Rotation and Retirement are told of a holder. */
export function placeOf({ argument, holder }: Declared): InputsOf<Place> {
    const { name: _, ...rest } = holder;
    return { ...rest, argument };
}

/** What its own handler is told. It is for the graph to say when a place is written, so that another wave is no diff of the place. */
export function ownPlaceOf({ argument, holder: { wave: _, ...holder } }: Declared): InputsOf<Place> {
    return placeOf({ argument, holder });
}

function declared(argument: string, holder: Holder): Declared {
    return { argument, holder };
}
