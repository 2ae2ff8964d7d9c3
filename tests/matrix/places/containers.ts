import { containerAppJobSecrets, containerAppSecrets, keyVaultReference } from "../../../components/index";
import { GROUP } from "../../integration/support/testbed";
import type { MakePlace, Surroundings } from "./keyPlace";

/** Object id of the identity of every app and job. */
const IDENTITY = "6f0c1f0e-0b1c-4d53-8d0b-5a6b8f6d2c11";
const SECRETS = ["uploads", "photos"];

/** A container app that takes its key when the consumers of the first wave have it. */
export const containerApp: MakePlace = async (surroundings) => {
    const name = await makeHost(surroundings, "containerApps");
    const app = surroundings.azure.containers.apps.get(name);
    const secrets = { uploads: "key", photos: "connectionString" } as const;
    return {
        described: { others: [containerAppSecrets({ ...inGroup, containerApp: name, secrets, wave: 2 })] },
        values: () => [...valuesOf(app.secrets), ...app.runningValues],
    };
};

/** A job whose next execution may begin at any time: one secret by value, one by reference to the vault's. */
export const containerJob: MakePlace = async (surroundings) => {
    const name = await makeHost(surroundings, "jobs");
    const job = surroundings.azure.containers.jobs.get(name);
    const secrets = { uploads: "key", photos: keyVaultReference("uploads") } as const;
    return {
        described: { others: [containerAppJobSecrets({ ...inGroup, job: name, secrets })] },
        values: () => valuesOf(job.secrets),
    };
};

const inGroup = { resourceGroupName: GROUP };

function valuesOf(secrets: { value(name: string): string | undefined }): readonly string[] {
    return SECRETS.map((name) => secrets.value(name) ?? "");
}

async function makeHost({ arm, account }: Surroundings, type: "containerApps" | "jobs"): Promise<string> {
    const name = `${type.toLowerCase()}-${account.name}`;
    const env = SECRETS.map((secretRef) => ({ name: secretRef, secretRef }));
    const secrets = SECRETS.map((secret) => ({ name: secret, value: account.keys.key1 }));
    await arm("PUT", `Microsoft.App/${type}/${name}?api-version=2025-07-01`, {
        location: "here",
        identity: { type: "SystemAssigned", principalId: IDENTITY },
        properties: {
            configuration: { triggerType: "Schedule", replicaTimeout: 1800, secrets },
            template: { containers: [{ name: "main", env }], scale: { minReplicas: 1 } },
        },
    });
    return name;
}
