import assert from "node:assert/strict";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { watchKey } from "../app/watchKey";
import { type LocalAzure, startLocalAzure } from "../azure/localAzure";
import type { StorageAccount } from "../azure/storage/storageAccount";
import { FINE } from "../azure/weather";
import { type Arm, armClient } from "./managementClient";

export const ACCOUNT = "Microsoft.Storage/storageAccounts/uploads";
export const VAULT = "Microsoft.KeyVault/vaults/safe";
export const SITE = "Microsoft.Web/sites/web";

/** A local Azure with an account, a vault and a site. */
export interface Fixture {
    readonly azure: LocalAzure;
    readonly arm: Arm;
    readonly account: StorageAccount;
    /** Whether the data plane takes the key. */
    accepts(key: string): Promise<boolean>;
    stop(): Promise<void>;
}

/** Runs one local Azure for the tests of a `describe`; each starts with an empty journal, without faults and delays, in fine weather. */
export function useLocalAzure(): () => Fixture {
    let fixture: Fixture | undefined;
    const current = (): Fixture => {
        assert.ok(fixture !== undefined);
        return fixture;
    };
    before(async () => {
        fixture = await startFixture();
    });
    beforeEach(() => {
        const { azure } = current();
        azure.journal.clear();
        azure.faults.clear();
        Object.assign(azure.weather, FINE);
        azure.permissions.locks.clear();
        Object.assign(azure.answers, { nulls: false, idCase: "made", errorForm: undefined });
        Object.assign(azure.storage.propagation, { acceptedAfterMs: 0, refusedAfterMs: 0 });
    });
    after(() => current().stop());
    return current;
}

async function startFixture(): Promise<Fixture> {
    const directory = await mkdtemp(join(tmpdir(), "local-azure-"));
    const azure = await startLocalAzure({ directory, restartDelayMs: 100 });
    const arm = await armClient(azure);
    await arm("PUT", `/subscriptions/${azure.subscriptionId}/resourceGroups/photos`, { location: "here" });
    for (const path of [ACCOUNT, VAULT, SITE]) {
        assert.equal((await arm("PUT", path, { location: "here" })).status, 201);
    }
    const account = azure.storage.get("uploads");
    return {
        azure,
        arm,
        account,
        accepts: (key) =>
            new Promise((resolve) => {
                const probe = watchKey({
                    endpoint: account.endpoints.blob,
                    account: account.name,
                    key,
                    authority: azure.authority,
                    onChange: (accepted) => void probe.stop().then(() => resolve(accepted)),
                });
            }),
        async stop() {
            await azure.stop();
            assert.deepEqual((await readdir(directory)).sort(), ["authority.pem", "server-key.pem", "server.pem"]);
            await rm(directory, { recursive: true });
        },
    };
}
