import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Arm, armClient, type LocalAzure, startLocalAzure } from "local-azure";
import { type Python, pythonWith, whyNoPython } from "../../support/pythonEnvironment";
import { AZURE_CLI, AzureCli } from "./azureCli";

/** The first run installs the Azure CLI, which takes minutes on a busy machine. */
const INSTALL_MS = 900_000;

/** A Python that has the Azure CLI; the tests of the `describe` are skipped, loudly, where none can be had. */
export function useAzureCli(): () => Python {
    let python: Python | undefined;
    before(async function () {
        this.timeout(INSTALL_MS);
        try {
            python = await pythonWith(AZURE_CLI);
        } catch (error) {
            console.error(`\n  SKIPPED: what a person does with the Azure CLI. ${whyNoPython(AZURE_CLI, error)}\n`);
            this.skip();
        }
    });
    return () => {
        assert.ok(python !== undefined);
        return python;
    };
}

/** A local Azure with a group, and a person at the Azure CLI who is logged in to it. */
export interface AtAz {
    readonly azure: LocalAzure;
    readonly arm: Arm;
    readonly az: AzureCli;
    /** The id of a resource in the group. */
    id(path: string): string;
}

/** Runs one for the tests of a `describe`. @param prepare makes the resources that exist when the person comes. */
export function useAtAz(prepare: (at: Omit<AtAz, "az">) => Promise<void>): () => AtAz {
    const python = useAzureCli();
    let at: AtAz | undefined;
    let directory = "";
    before(async function () {
        this.timeout(120_000);
        directory = await mkdtemp(join(tmpdir(), "local-azure-"));
        const azure = await startLocalAzure({ directory, restartDelayMs: 100 });
        const arm = await armClient(azure);
        const group = `/subscriptions/${azure.subscriptionId}/resourceGroups/photos`;
        await arm("PUT", group, { location: "here" });
        const id = (path: string) => `${group}/providers/${path}`;
        await prepare({ azure, arm, id });
        at = { azure, arm, id, az: await AzureCli.start(python(), azure) };
    });
    after(async () => {
        await at?.az.stop();
        await at?.azure.stop();
        await rm(directory, { recursive: true, force: true });
    });
    return () => {
        assert.ok(at !== undefined);
        return at;
    };
}
