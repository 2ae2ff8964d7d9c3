import {
    armAction,
    automationVariable,
    batchAutoStorage,
    foundryConnection,
    iotHubEndpoints,
    linkedService,
    machineLearningWorkspace,
    namedValue,
} from "../../../components/index";
import { GROUP } from "../../integration/support/testbed";
import { idOf, type KeyPlace, type MakePlace, type Surroundings } from "./keyPlace";

const inGroup = { resourceGroupName: GROUP };

/** Reads the account's first key itself when it is told to, which the program knows. */
const workspace: MakePlace = async (surroundings) => {
    const workspaceName = `ml-${surroundings.account.name}`;
    const path = `Microsoft.MachineLearningServices/workspaces/${workspaceName}`;
    await place(surroundings, path, "@azure/arm-machinelearning", {
        storageAccount: accountId(surroundings),
        storageKeySlot: "key1",
    });
    const described = { others: [machineLearningWorkspace({ ...inGroup, workspaceName, takesOnly: "key1" })] };
    return { described, values: heldAt(surroundings, path), takesOneSlot: true };
};

/** The same, and nobody knows which it takes. */
const batchAccount: MakePlace = async (surroundings) => {
    const accountName = `jobs-${surroundings.account.name}`;
    const path = `Microsoft.Batch/batchAccounts/${accountName}`;
    await place(surroundings, path, "@azure/arm-batch", {
        autoStorage: { storageAccountId: accountId(surroundings) },
        storageKeySlot: "key1",
    });
    const described = { others: [batchAutoStorage({ ...inGroup, accountName })] };
    return { described, values: heldAt(surroundings, path), takesOneSlot: true };
};

/** Two named values of API Management: by the ready-made holder, and by the general form. */
const apiManagement: MakePlace = async (surroundings) => {
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
        described: { others: [readyMade, general] },
        values: heldAt(surroundings, `${service}/namedValues/uploads`, written),
    };
};

const runbookVariable: MakePlace = async (surroundings) => {
    const automationAccountName = `runbooks-${surroundings.account.name}`;
    const path = `Microsoft.Automation/automationAccounts/${automationAccountName}`;
    await place(surroundings, path, "@azure/arm-automation");
    const named = { automationAccountName, variableName: "uploads", isEncrypted: false };
    const described = { others: [automationVariable({ ...inGroup, ...named })] };
    return { described, values: heldAt(surroundings, `${path}/variables/uploads`) };
};

const dataFactory: MakePlace = async (surroundings) => {
    const factoryName = `factory-${surroundings.account.name}`;
    const path = `Microsoft.DataFactory/factories/${factoryName}`;
    await place(surroundings, path, "@azure/arm-datafactory");
    const definition = {
        type: "AzureBlobStorage",
        typeProperties: { accountKey: { type: "SecureString" } },
    };
    const named = { factoryName, linkedServiceName: "uploads", definition };
    const content = { contentAt: "/typeProperties/accountKey/value", content: "key" } as const;
    const described = { others: [linkedService({ ...inGroup, ...named, ...content })] };
    return { described, values: heldAt(surroundings, `${path}/linkedservices/uploads`) };
};

const iotHub: MakePlace = async (surroundings) => {
    const hubName = `archive-${surroundings.account.name}`;
    const path = `Microsoft.Devices/IotHubs/${hubName}`;
    const { azure, account } = surroundings;
    const connectionString = account.connectionString("key1");
    const endpoint = { name: "messages", containerName: "c", connectionString };
    await azure.keyServices.create(idOf(azure, GROUP, `${path}/IotHubKeys/service`), {
        rootProperties: { routing: { endpoints: { storageContainers: [endpoint] } } },
    });
    const described = { others: [iotHubEndpoints({ ...inGroup, hubName, routing: ["messages"] })] };
    return { described, values: heldAt(surroundings, `${path}/messages`) };
};

/** A connection of a project of AI Foundry. */
const foundry: MakePlace = async (surroundings) => {
    const accountName = `foundry-${surroundings.account.name}`;
    const path = `Microsoft.CognitiveServices/accounts/${accountName}/projects/chat`;
    await place(surroundings, path, "@azure/arm-cognitiveservices");
    const type = "Microsoft.CognitiveServices/accounts/projects/connections";
    surroundings.azure.keyServices.show(type, ({ credentials: _, ...shown }) => shown);
    const named = { accountName, projectName: "chat", connectionName: "photos" };
    const target = "https://photos.blob.core.windows.net/";
    const connection = { ...named, category: "AzureBlob", target, authType: "AccountKey" } as const;
    const described = { others: [foundryConnection({ ...inGroup, ...connection })] };
    return { described, values: heldAt(surroundings, `${path}/connections/photos`) };
};

/** Those that show the key that they are given. */
export const servicesThatShow: readonly MakePlace[] = [apiManagement, runbookVariable];

/** Those that show none, and those that read the keys themselves when they are told to. */
export const servicesThatHide: readonly MakePlace[] = [workspace, batchAccount, dataFactory, iotHub, foundry];

async function place({ azure }: Surroundings, path: string, packageName: string, properties = {}): Promise<void> {
    await azure.keyServices.place(idOf(azure, GROUP, path), packageName, properties);
}

function accountId({ azure, account }: Surroundings): string {
    return idOf(azure, GROUP, `Microsoft.Storage/storageAccounts/${account.name}`);
}

/** The values that the local Azure has noted at resources. */
function heldAt({ azure }: Surroundings, ...paths: readonly string[]): KeyPlace["values"] {
    const ids = paths.map((path) => idOf(azure, GROUP, path).toLowerCase());
    return () => ids.map((id) => azure.keyServices.held.get(id) ?? "");
}
