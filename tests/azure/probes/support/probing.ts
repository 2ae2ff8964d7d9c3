import assert from "node:assert/strict";
import { type ChildProcess, fork } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ProbeTarget } from "../../../../components/azure/probes/probe";
import type { ProbeName } from "../../../../components/azure/probes/probes";
import { CallPipeline } from "../../../../sandbox/azure/callPipeline";
import { type Certificates, makeCertificates } from "../../../../sandbox/azure/certificates";
import {
    type DataPlane,
    type DataPlaneResource,
    startDataPlane,
} from "../../../../sandbox/azure/dataPlane/dataPlaneServer";
import { Faults } from "../../../../sandbox/azure/faults";
import { Journal } from "../../../../sandbox/azure/journal";

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

/** Data planes, and a process that probes them. */
export interface Probing {
    readonly directory: string;
    readonly certificates: Certificates;
    readonly pipeline: CallPipeline;
    readonly journal: Journal;
    readonly dataPlane: DataPlane;
    /** What the data plane serves, by prefix. */
    readonly resources: Map<string, DataPlaneResource>;
    probe(probe: ProbeName, key: string, target: ProbeTarget): Promise<boolean>;
    /** The files that the probing process had loaded before it was asked anything. */
    loadedAtStart(): readonly string[];
    stop(): Promise<void>;
}

/** Runs one data plane and one probing process for the tests of a `describe`; each starts without resources. */
export function useProbing(): () => Probing {
    let probing: Probing | undefined;
    const current = (): Probing => {
        assert.ok(probing !== undefined);
        return probing;
    };
    before(async () => {
        probing = await startProbing();
    });
    beforeEach(() => {
        current().resources.clear();
        current().journal.clear();
    });
    after(() => current().stop());
    return current;
}

async function startProbing(): Promise<Probing> {
    const directory = await mkdtemp(join(tmpdir(), "probes-"));
    const certificates = await makeCertificates(directory, "core.local.test");
    const resources = new Map<string, DataPlaneResource>();
    const journal = new Journal();
    const pipeline = new CallPipeline({ journal, faults: new Faults() });
    const dataPlane = await startDataPlane(certificates, (prefix) => resources.get(prefix), pipeline);
    const client = fork(join(__dirname, "probeClient.js"), {
        env: { PATH: process.env.PATH, NODE_EXTRA_CA_CERTS: certificates.authorityFile },
    });
    let asked = 0;
    let loadedAtStart: readonly string[] = [];
    return {
        directory,
        certificates,
        pipeline,
        journal,
        dataPlane,
        resources,
        async probe(probe, key, target) {
            asked += 1;
            const answer = await exchange(client, { id: asked, probe, key, target });
            loadedAtStart = answer.loadedAtStart;
            return answer.accepted;
        },
        loadedAtStart: () => loadedAtStart,
        async stop() {
            client.disconnect();
            await dataPlane.stop();
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
