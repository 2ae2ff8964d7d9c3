// `pulumi-resource-azure-native`: stands in for the release's provider plugin, which cannot be downloaded everywhere.
import { serveStandIn } from "../standIn";
import { azureNative } from "./azureNative";

void serveStandIn(azureNative());
