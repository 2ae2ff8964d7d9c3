import { minVersion } from "semver";
import { ROOT, readManifest } from "./pack";
import type { Peers } from "./packageManagers";

/** The packages that a program in TypeScript needs beside the peers. */
const TYPESCRIPT = ["typescript", "ts-node", "@types/node"];

/** The lowest version of each range of `peerDependencies`. */
export async function lowestPeers(): Promise<Peers> {
    return peersBy((range) => minVersion(range)?.version ?? range);
}

/** The newest that a range allows, as the registry has it today. */
export async function newestPeers(): Promise<Peers> {
    return peersBy((range) => range);
}

/** Those that the other tests run with. */
export async function ownPeers(): Promise<Peers> {
    const { devDependencies } = await readManifest(ROOT);
    return peersBy((_range, name) => devDependencies[name] ?? "");
}

async function peersBy(version: (range: string, name: string) => string): Promise<Peers> {
    const { peerDependencies, devDependencies } = await readManifest(ROOT);
    const peers = Object.entries(peerDependencies).map(([name, range]) => [name, version(range, name)]);
    return {
        ...Object.fromEntries(peers),
        ...Object.fromEntries(TYPESCRIPT.map((name) => [name, devDependencies[name]])),
    };
}
