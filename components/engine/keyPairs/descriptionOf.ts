import { azureService } from "../../services/azureServices";
import type { KeyPairDescription } from "../../services/keyPairDescription";
import type { SourceInputs } from "../../services/sourceInputs";
import { vaultPairDescription } from "../../services/vaultPair";
import { customDescription } from "./customKeyPair";

/** The description of the pair; calls no service. */
export function descriptionOf(source: SourceInputs): KeyPairDescription {
    if (source.service === "custom") {
        return customDescription(source);
    }
    if (source.service === "vaultPair") {
        return vaultPairDescription(source);
    }
    const row = azureService(source.service);
    return { ...row, canBeAsked: row.probe !== undefined };
}
