import type { PendingCall } from "local-azure";
import { READER } from "./entriesOf";

/** The secret is written by the provider of azure-native. Its other calls, for a token of its own, do not belong to the pair. */
const STAND_IN = ["azure-native-stand-in", "node"];

/** Whether a call is one of the pair's: of its handlers or of its consumers. */
export function isOfPair({ client, operation }: Pick<PendingCall, "client" | "operation">): boolean {
    return client !== READER && (operation === "vaults/secrets/put" || !STAND_IN.includes(client ?? ""));
}
