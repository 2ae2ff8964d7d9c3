import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { BlobServiceClient } from "@azure/storage-blob";
import { fingerprint, type LoggedRequest, useLocalAzure } from "local-azure";
import { USER_AGENT } from "../../components/azure/probes/storageService";

const AN_HOUR = 3_600_000;

interface Told {
    readonly callers?: readonly { address: string; userAgent: string; operation: string; last: string }[];
    readonly logs?: readonly { table: string; oldest: string; shown?: string; proven?: string }[];
    readonly error?: string;
}

describe("the logs of a storage account, through the package's client", function () {
    this.timeout(30_000);
    const fixture = useLocalAzure();
    let workspace: string;

    beforeEach(() => {
        const { azure, account } = fixture();
        workspace = azure.logs.create();
        azure.logs.ingestionDelayMs = 0;
        azure.logs.send(account.name, "blob", workspace);
    });

    /** The answer to a process that has only the environment of the local Azure. */
    async function told(hash: string, workspaceId = workspace): Promise<Told> {
        const { azure, account } = fixture();
        const script = join(__dirname, "support/askStorageLogs.js");
        const { stdout } = await promisify(execFile)(process.execPath, [script, account.name, workspaceId, hash], {
            env: { ...azure.env, PATH: process.env.PATH },
        });
        return JSON.parse(stdout) as Told;
    }

    function note(request: Partial<LoggedRequest>): void {
        const { azure, account } = fixture();
        azure.logs.note(account.name, "blob", {
            at: new Date(Date.now() - AN_HOUR),
            operation: "GetBlob",
            authenticationType: "AccountKey",
            authenticationHash: "",
            callerIpAddress: "203.0.113.7:51000",
            userAgent: "old-app/1.0",
            status: 200,
            ...request,
        });
    }

    it("name who used a key, by a request or by a SAS token, in either spelling of type and hash", async () => {
        const hash = "ab".repeat(32);
        note({ authenticationHash: `key1(${hash.toUpperCase()})` });
        note({
            authenticationHash: `key1(${hash}),SasSignature(${"CD".repeat(32)})`,
            authenticationType: "SAS Key",
            userAgent: "sas/1",
        });
        note({ authenticationHash: `key2(${"EF".repeat(32)})`, userAgent: "other-key/1" });
        note({ authenticationHash: `key1(${hash})`, at: new Date(Date.now() - 48 * AN_HOUR), userAgent: "long-ago/1" });
        const { callers = [] } = await told(hash);
        assert.deepEqual(callers.map(({ userAgent }) => userAgent).sort(), ["old-app/1.0", "sas/1"]);
        assert.equal(callers[0]?.address, "203.0.113.7:51000");
        assert.equal(callers[0]?.operation, "GetBlob");
    });

    it("say of each table how far it reaches back, and which of our calls is in it with its key", async () => {
        const hash = "ab".repeat(32);
        note({ authenticationHash: "", at: new Date(Date.now() - 5 * AN_HOUR) });
        const earlier = {
            authenticationHash: `key1(${"EF".repeat(32)})`,
            userAgent: USER_AGENT,
            at: new Date(Date.now() - 2 * AN_HOUR),
        };
        note({ ...earlier, clientRequestId: "of an earlier update, with the key of that time" });
        assert.equal((await told(hash)).logs?.[0]?.shown, undefined);
        note({ ...earlier, clientRequestId: "ours" });
        const before = (await told(hash)).logs?.[0];
        assert.equal(before?.table, "StorageBlobLogs");
        assert.equal(before.proven, undefined);
        assert.ok(Date.now() - Date.parse(before.oldest) > 4 * AN_HOUR);
        assert.ok(Date.now() - Date.parse(before.shown ?? "") > AN_HOUR);
        note({ authenticationHash: `key1(${hash.toUpperCase()})`, userAgent: USER_AGENT });
        const { callers, logs } = await told(hash);
        assert.ok(Date.now() - Date.parse(logs?.[0]?.proven ?? "") < 2 * AN_HOUR);
        assert.deepEqual(callers, [], "our own calls are nobody's use");
    });

    it("have nothing where the workspace never got a row", async () => {
        assert.deepEqual(await told("ab".repeat(32)), { callers: [], logs: [] });
    });

    it("say which workspace cannot be asked, and why", async () => {
        const missing = "00000000-0000-0000-0000-000000000000";
        assert.match(
            (await told("ab", missing)).error ?? "",
            new RegExp(`workspaces/${missing}/query: 404 \\(PathNotFoundError`),
        );
        const { azure } = fixture();
        azure.permissions.allowOnly([]);
        try {
            assert.match((await told("ab")).error ?? "", /403 \(AuthorizationFailed.*workspaces\/query\/read/);
        } finally {
            azure.permissions.allowOnly(undefined);
        }
    });

    it("have a request to Azurite in them, with the hash of the key that signed it", async () => {
        const { account, accepts } = fixture();
        assert.equal(await accepts(account.keys.key2), true);
        const { callers = [] } = await told(fingerprint(account.keys.key2));
        assert.equal(callers.length > 0, true);
        assert.match(callers[0]?.address ?? "", /^(::ffff:)?127\.0\.0\.1:\d+$/);
        assert.deepEqual((await told(fingerprint(account.keys.key1))).callers, []);
        assert.ok(BlobServiceClient.fromConnectionString(account.connectionString("key1")));
    });
});
