import { mediaServices } from "../../../components/consumers/mediaServices/scan";
import { describeScanner, shown, uploads } from "../../dependents/support/describeScanner";
import { GROUP } from "../../dependents/support/marks";

const storageAccounts = [{ id: uploads, type: "Primary" }];

describeScanner(mediaServices, {
    packageName: "@azure/arm-mediaservices",
    resources: [
        shown(`${GROUP}/Microsoft.Media/mediaservices/films`, { storageAccounts, storageAuthentication: "System" }),
        shown(`${GROUP}/Microsoft.Media/mediaservices/keyless`, {
            storageAccounts,
            storageAuthentication: "ManagedIdentity",
        }),
        shown(`${GROUP}/Microsoft.Media/mediaservices/bare`),
    ],
    held: [`films/uploads: keyOf ${uploads}`],
    calls: 0,
});
