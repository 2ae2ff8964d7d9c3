// Asks the logs as a handler does, in a process that trusts the local Azure: argv is the account, the workspace and the fingerprint.
import { azureConfiguration } from "../../../components/azure/configuration";
import { connect } from "../../../components/azure/connection";
import { storageLogsOf } from "../../../components/azure/storageLogs";

const [account = "", workspaceId = "", fingerprint = ""] = process.argv.slice(2);
const ONE_DAY = 86_400_000;

async function main(): Promise<void> {
    const configuration = azureConfiguration(() => undefined, process.env, "azure-native");
    const connection = await connect(configuration, { timeoutMs: 10_000, maxConcurrentCalls: 2 });
    const logs = storageLogsOf(account, workspaceId, connection);
    const now = new Date();
    const since = new Date(now.getTime() - ONE_DAY);
    const tables = ["StorageBlobLogs", "StorageQueueLogs"];
    const callers = await logs.callers(tables, fingerprint, since, now);
    console.log(JSON.stringify({ callers, logs: await logs.logs(tables, { id: "ours", fingerprint }, since, now) }));
}

main().catch((error: unknown) => {
    console.log(JSON.stringify({ error: error instanceof Error ? error.message : String(error) }));
});
