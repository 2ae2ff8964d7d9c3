import type { KeyVaultSecretArgs } from "../../../components/index";
import { GROUP } from "../../integration/support/testbed";
import type { MakePlace } from "./keyPlace";

/** A secret of the pair's vault, by the name that references use. */
export function vaultSecret(args: Pick<KeyVaultSecretArgs, "content" | "appsRead"> = {}): MakePlace {
    return async ({ azure, account, arm }) => {
        const vault = azure.vaults.get(`vault-${account.name}`);
        if (args.appsRead) {
            // A vault that tells its readers apart.
            const properties = { enableRbacAuthorization: true };
            await arm("PUT", `Microsoft.KeyVault/vaults/${vault.name}`, { location: "here", properties });
        }
        return {
            described: {
                keyVaultSecrets: [{ resourceGroupName: GROUP, vaultName: vault.name, secretName: "uploads", ...args }],
            },
            values: () => [vault.find("uploads")?.current.value ?? ""],
        };
    };
}
