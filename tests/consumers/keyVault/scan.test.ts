import { keyVaults } from "../../../components/consumers/keyVault/scan";
import { describeScanner, secretUri, shown, uploads } from "../../dependents/support/describeScanner";
import { GROUP } from "../../dependents/support/marks";

const vault = `${GROUP}/Microsoft.KeyVault/vaults/keys`;

describeScanner(keyVaults, {
    packageName: "@azure/arm-keyvault",
    resources: [
        shown(vault),
        { ...shown(`${vault}/secrets/uploads`, { secretUri }), tags: { "two-key-fingerprint": "f" } },
        { ...shown(`${vault}/secrets/sample`, { secretUri }), tags: { ProviderAddress: uploads } },
        { ...shown(`${vault}/secrets/untagged`, { secretUri }), tags: { team: "a" } },
    ],
    held: ["uploads", "sample", "untagged"].map((name) => `keys/${name}: secret ${secretUri}`),
    notLookedAt: [
        "keys/untagged: only its value would tell, which is not read: its owner sees it by `az keyvault secret show`, and `dependents.alsoHeldBy` takes the answer",
    ],
    calls: 1,
});
