import { fields } from "./answers";
import type { AzureService } from "./azureService";

/**
 * Lists and regenerates as most services do: `listKeys` answers `primaryKey` and `secondaryKey`, `regenerateKey` takes
 * `keyType` and answers both.
 */
export function primaryAndSecondary<Slot extends string>(
    slots: readonly [Slot, Slot],
    { regenerateAction = "regenerateKey", ...how }: { regenerateAction?: string; isLongRunning?: true } = {},
): Pick<AzureService, "slots" | "list" | "regenerate"> {
    const keysIn = fields({ [slots[0]]: "primaryKey", [slots[1]]: "secondaryKey" });
    return {
        slots,
        list: { method: "POST", action: "listKeys", keysIn },
        regenerate: {
            kind: "action",
            action: () => regenerateAction,
            body: (slot) => ({ keyType: slot }),
            keysIn,
            ...how,
        },
    };
}
