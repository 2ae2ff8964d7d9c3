import { mkdir, readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Options } from "execa";
import { STAGED, stage } from "../../../release/stage";

/** The repository, seen from the compiled tests. */
export const ROOT = resolve(__dirname, "../../../..");

/** A tarball as `npm publish` would send it. */
export interface Tarball {
    readonly path: string;
    /** Bytes that are downloaded. */
    readonly size: number;
    /** The paths in it, without the leading folder. */
    readonly files: readonly string[];
}

/** The answer of `npm pack --json`: the parts that this file reads. */
interface Packed {
    readonly filename: string;
    readonly size: number;
    readonly files: readonly { readonly path: string }[];
}

/** Packs the published part of this repository, which has been compiled. */
export async function packPackage(destination: string): Promise<Tarball> {
    await stage();
    return pack(STAGED, destination);
}

/** Packs a folder unchanged. */
export async function pack(folder: string, destination: string): Promise<Tarball> {
    await mkdir(destination, { recursive: true });
    const args = ["pack", "--json", "--ignore-scripts", "--pack-destination", destination];
    const answer: unknown = JSON.parse(await run("npm", args, { cwd: folder }));
    // An array, or since npm 12 an object with a member for each package.
    const [packed] = Object.values(answer as Readonly<Record<string, Packed>>);
    if (packed === undefined) {
        throw new Error(`npm packed nothing in ${folder}`);
    }
    const { filename, size, files } = packed;
    return { path: join(destination, filename), size, files: files.map(({ path }) => path) };
}

/**
 * Runs a tool of the repository, or `npm`, and returns its output; with `all`, its errors too.
 *
 * @throws if it fails; the message has its output.
 */
export async function run(command: string, args: readonly string[], options: Options): Promise<string> {
    const { execa } = await import("execa");
    const { stdout, all } = await execa(command, args, {
        ...options,
        preferLocal: true,
        localDir: ROOT,
        stdin: "ignore",
    });
    return String(all ?? stdout);
}

/** A package.json: the parts that the tests read. */
export interface Manifest {
    readonly version: string;
    readonly dependencies: Readonly<Record<string, string>>;
    readonly peerDependencies: Readonly<Record<string, string>>;
    readonly peerDependenciesMeta: Readonly<Record<string, { readonly optional: boolean }>>;
    readonly devDependencies: Readonly<Record<string, string>>;
}

export async function readManifest(folder: string): Promise<Manifest> {
    return JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
}
