import {
    armAction,
    automationVariable,
    batchAutoStorage,
    iotHubEndpoints,
    linkedService,
    machineLearningWorkspace,
    namedValue,
} from "../../../components/index";
import { GROUP } from "../../integration/support/testbed";
import { idOf, type KeyPlace, type MakePlace, type Surroundings } from "./keyPlace";

const inGroup = { resourceGroupName: GROUP };

/** Reads the account's first key itself when it is told to, which the program knows. */
export const workspace: MakePlace = async (surroundings) => {
    const workspaceName = `ml-${surroundings.account.name}`;
    const path = `Microsoft.MachineLearningServices/workspaces/${workspaceName}`;
    await place(surroundings, path, "@azure/arm-machinelearning", {
        storageAccount: accountId(surroundings),
        storageKeySlot: "key1",
    });
    const described = { holders: [machineLearningWorkspace({ ...inGroup, workspaceName, takesOnly: "key1" })] };
    return { described, values: heldAt(surroundings, path), takesOneSlot: true };
};

/** The same, and nobody knows which it takes. */
export const batchAccount: MakePlace = async (surroundings) => {
    const accountName = `jobs-${surroundings.account.name}`;
    const path = `Microsoft.Batch/batchAccounts/${accountName}`;
    await place(surroundings, path, "@azure/arm-batch", {
        autoStorage: { storageAccountId: accountId(surroundings) },
        storageKeySlot: "key1",
    });
    const described = { holders: [batchAutoStorage({ ...inGroup, accountName })] };
    return { described, values: heldAt(surroundings, path), takesOneSlot: true };
};

/** Two named values of API Management: by the ready-made holder, and by the general form. */
export const apiManagement: MakePlace = async (surroundings) => {
    const serviceName = `api-${surroundings.account.name}`;
    const service = `Microsoft.ApiManagement/service/${serviceName}`;
    const written = `${service}/namedValues/by-call`;
    await place(surroundings, service, "@azure/arm-apimanagement");
    const general = armAction({
        path: `/resourceGroups/${GROUP}/providers/${written}`,
        apiVersion: "2024-05-01",
        method: "PUT",
        body: { properties: { displayName: "by-call", secret: true } },
        contentAt: "/properties/value",
        content: "connectionString",
        check: {
            path: `/resourceGroups/${GROUP}/providers/${written}/listValue`,
            method: "POST",
            contentAt: "/value",
        },
    });
    const readyMade = namedValue({ ...inGroup, serviceName, namedValueId: "uploads" });
    return {
        described: { holders: [readyMade, general] },
        values: heldAt(surroundings, `${service}/namedValues/uploads`, written),
    };
};

export const runbookVariable: MakePlace = async (surroundings) => {
    const automationAccountName = `runbooks-${surroundings.account.name}`;
    const path = `Microsoft.Automation/automationAccounts/${automationAccountName}`;
    await place(surroundings, path, "@azure/arm-automation");
    const named = { automationAccountName, variableName: "uploads", isEncrypted: false };
    const described = { holders: [automationVariable({ ...inGroup, ...named })] };
    return { described, values: heldAt(surroundings, `${path}/variables/uploads`) };
};

export const dataFactory: MakePlace = async (surroundings) => {
    const factoryName = `factory-${surroundings.account.name}`;
    const path = `Microsoft.DataFactory/factories/${factoryName}`;
    await place(surroundings, path, "@azure/arm-datafactory");
    const definition = {
        type: "AzureBlobStorage",
        typeProperties: { accountKey: { type: "SecureString" } },
    };
    const named = { factoryName, linkedServiceName: "uploads", definition };
    const content = { contentAt: "/typeProperties/accountKey/value", content: "key" } as const;
    const described = { holders: [linkedService({ ...inGroup, ...named, ...content })] };
    return { described, values: heldAt(surroundings, `${path}/linkedservices/uploads`) };
};

export const iotHub: MakePlace = async (surroundings) => {
    const hubName = `archive-${surroundings.account.name}`;
    const path = `Microsoft.Devices/IotHubs/${hubName}`;
    const { azure, account } = surroundings;
    const connectionString = account.connectionString("key1");
    const endpoint = { name: "messages", containerName: "c", connectionString };
    await azure.keyServices.create(idOf(azure, GROUP, `${path}/IotHubKeys/service`), {
        rootProperties: { routing: { endpoints: { storageContainers: [endpoint] } } },
    });
    const described = { holders: [iotHubEndpoints({ ...inGroup, hubName, routing: ["messages"] })] };
    return { described, values: heldAt(surroundings, `${path}/messages`) };
};

async function place({ azure }: Surroundings, path: string, packageName: string, properties = {}): Promise<void> {
    await azure.keyServices.place(idOf(azure, GROUP, path), packageName, properties);
}

function accountId({ azure, account }: Surroundings): string {
    return idOf(azure, GROUP, `Microsoft.Storage/storageAccounts/${account.name}`);
}

/** What the local Azure has noted as held by resources. */
function heldAt({ azure }: Surroundings, ...paths: readonly string[]): KeyPlace["values"] {
    const ids = paths.map((path) => idOf(azure, GROUP, path).toLowerCase());
    return () => ids.map((id) => azure.keyServices.held.get(id) ?? "");
}
