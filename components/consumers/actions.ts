import type { ConsumerPlace } from "./consumer";

/** The actions of Azure's access control that looking at a consumer, and switching it, needs. */
export function actionsOfConsumer(place: ConsumerPlace): readonly string[] {
    switch (place.kind) {
        case "keyVaultSecret":
            return ["Microsoft.KeyVault/vaults/secrets/read", "Microsoft.KeyVault/vaults/secrets/write"];
        case "appSettings": {
            const site = place.slot === undefined ? "Microsoft.Web/sites" : "Microsoft.Web/sites/slots";
            return [
                `${site}/config/list/action`,
                `${site}/config/appsettings/read`,
                `${site}/config/write`,
                `${site}/restart/action`,
            ];
        }
    }
}
