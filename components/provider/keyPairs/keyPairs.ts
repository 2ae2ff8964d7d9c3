import { azureService } from "../../keySources/azureServices";
import type { KeyPairDescription } from "../../keySources/keyPairDescription";
import type { SourceInputs } from "../../keySources/keySource";
import { connectionFor, defaultSubscriptionId } from "../access";
import { AzureKeyPair, azureKeyPairId } from "./azureKeyPair";
import type { KeyPair } from "./keyPair";

/** The pair of a source, connected as the named configuration says. */
export async function keyPairOf(source: SourceInputs, azureConfig: string): Promise<KeyPair> {
    return new AzureKeyPair(source, await connectionFor(azureConfig));
}

/** What is known of the pair; calls no service. */
export function descriptionOf(source: SourceInputs): KeyPairDescription {
    const row = azureService(source.service);
    return { ...row, canBeAsked: row.probe !== undefined };
}

/** Identity of the pair; calls no service. */
export async function identityOf(source: SourceInputs, azureConfig: string): Promise<string> {
    const id = azureKeyPairId(source, source.subscriptionId ?? (await defaultSubscriptionId(azureConfig)));
    // ARM ids differ in case from one API to the next.
    return id.toLowerCase();
}
