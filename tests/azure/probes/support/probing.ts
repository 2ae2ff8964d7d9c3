import assert from "node:assert/strict";
import { type ChildProcess, fork } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type DataPlaneResource, type LocalAzure, startLocalAzure } from "local-azure";
import type { ProbeTarget } from "../../../../components/azure/probes/probe";
import type { ProbeName } from "../../../../components/azure/probes/probes";

export interface ProbeRequest {
    readonly id: number;
    readonly probe: ProbeName;
    readonly key: string;
    readonly target: ProbeTarget;
}

export interface ProbeAnswer {
    readonly id: number;
    readonly accepted: boolean;
    /** Files that the process had loaded before it was asked anything. */
    readonly loadedAtStart: readonly string[];
}

/** A local Azure, and a process that probes its data planes. */
export interface Probing extends Pick<LocalAzure, "certificates" | "journal" | "storage"> {
    /** Gives the resource a data plane, and says where that is. */
    serve(resource: DataPlaneResource): string;
    probe(probe: ProbeName, key: string, target: ProbeTarget): Promise<boolean>;
    /** The files that the probing process had loaded before it was asked anything. */
    loadedAtStart(): readonly string[];
    stop(): Promise<void>;
}

/** Runs one local Azure and one probing process for the tests of a `describe`; each starts with an empty journal. */
export function useProbing(): () => Probing {
    let probing: Probing | undefined;
    const current = (): Probing => {
        assert.ok(probing !== undefined);
        return probing;
    };
    before(async () => {
        probing = await startProbing();
    });
    beforeEach(() => current().journal.clear());
    after(() => current().stop());
    return current;
}

async function startProbing(): Promise<Probing> {
    const directory = await mkdtemp(join(tmpdir(), "probes-"));
    const azure = await startLocalAzure({ directory });
    const { certificates, journal, storage } = azure;
    const client = fork(join(__dirname, "probeClient.js"), {
        env: { PATH: process.env.PATH, NODE_EXTRA_CA_CERTS: certificates.authorityFile },
    });
    let asked = 0;
    let loadedAtStart: readonly string[] = [];
    return {
        certificates,
        journal,
        storage,
        serve: (resource) => azure.serve(resource.name, resource),
        async probe(probe, key, target) {
            asked += 1;
            const answer = await exchange(client, { id: asked, probe, key, target });
            loadedAtStart = answer.loadedAtStart;
            return answer.accepted;
        },
        loadedAtStart: () => loadedAtStart,
        async stop() {
            client.disconnect();
            await azure.stop();
            await rm(directory, { recursive: true });
        },
    };
}

function exchange(client: ChildProcess, request: ProbeRequest): Promise<ProbeAnswer> {
    return new Promise((resolve, reject) => {
        const onExit = () => reject(new Error("The probing process ended."));
        const onMessage = (answer: ProbeAnswer) => {
            if (answer.id === request.id) {
                client.off("message", onMessage).off("exit", onExit);
                resolve(answer);
            }
        };
        client.on("message", onMessage).on("exit", onExit).send(request);
    });
}
