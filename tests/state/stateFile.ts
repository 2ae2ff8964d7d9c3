// State as a version of the package left it in a stack. The parts that each sandbox has of its own are placeholders, the
// keys among them: no key is in a file.
import { createHash } from "node:crypto";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { type PairChange, Photos } from "../integration/support/photos";
import type { Testbed } from "../integration/support/testbed";

/** `tests/state`, seen from the compiled tests. */
const STATES = resolve(__dirname, "../../../tests/state");

/** Moments in the life of a pair whose state is kept, and the arguments that the pair has then. */
export const MOMENTS = {
    adopted: [{ rotationTrigger: 1 }],
    settled: [{ rotationTrigger: 1 }, { rotationTrigger: 2 }],
    pending: [{ rotationTrigger: 1 }, { rotationTrigger: 2, gates: [{ kind: "grace", duration: "30d" }] }],
} as const satisfies Readonly<Record<string, readonly PairChange[]>>;

export type Moment = keyof typeof MOMENTS;

/** An account, a site and a vault for the state of that moment, and an empty stack of the same name. */
export function photosAt(testbed: Testbed, moment: Moment): Promise<Photos> {
    return Photos.make(testbed, `written${moment}`);
}

/** The arguments of a pair with every kind of child. */
export function argumentsAt(photos: Photos, change: PairChange): PairChange {
    return { keyVaultSecrets: [{ ...photos.secret, expiresAfter: "365d" }], ...change };
}

/** Keeps the state of a stack. */
export async function writeState(testbed: Testbed, photos: Photos, version: string, moment: Moment): Promise<void> {
    const { project, name } = photos.stack;
    const args = ["stack", "export", "--show-secrets", "--stack", name];
    const { stdout } = await testbed.sandbox.pulumi(project.folder, args, { env: testbed.env });
    const digests = digestsOf(stdout);
    const pairs = [...placeholders(photos), ...digests];
    const text = pairs.reduce((state, [name, value]) => state.replaceAll(value, name), stdout);
    await mkdir(join(STATES, version), { recursive: true });
    await writeFile(join(STATES, version, `${moment}.json`), `${text.trim()}\n`);
}

/** Gives a stack the state that a version has left. */
export async function importState(testbed: Testbed, photos: Photos, version: string, moment: Moment): Promise<void> {
    const { stack } = photos;
    const template = await readFile(join(STATES, version, `${moment}.json`), "utf8");
    const filled = placeholders(photos).reduce((state, [name, value]) => state.replaceAll(name, value), template);
    const text = digestsOf(filled).reduce((state, [name, value]) => state.replaceAll(name, value), filled);
    const file = join(testbed.sandbox.directory, `${moment}.json`);
    await writeFile(file, text);
    const args = ["stack", "import", "--stack", stack.name, "--file", file];
    try {
        await testbed.sandbox.pulumi(stack.project.folder, args, { env: testbed.env });
    } finally {
        await rm(file); // the import encrypts the keys, this file has them plain
    }
}

type Placeholder = readonly [name: string, value: string];

/** The digests by which the settings of a site are remembered. */
function digestsOf(state: string): readonly Placeholder[] {
    const [, connectionString = "", key = ""] =
        /"(DefaultEndpointsProtocol=[^"\\]*;AccountKey=([^;]*)[^"\\]*)/.exec(state) ?? [];
    return [
        ["<digest of the connection string>", digest(connectionString)],
        ["<digest of the key>", digest(key)],
    ];
}

function digest(value: string): string {
    return createHash("sha256").update(value).digest("hex");
}

function placeholders({ azure, account, vault, fingerprints }: Photos): readonly Placeholder[] {
    return [
        ["<key1>", account.keys.key1],
        ["<key2>", account.keys.key2],
        ["<fingerprint of key1>", fingerprints.key1],
        ["<fingerprint of key2>", fingerprints.key2],
        ["<blob endpoint>", account.endpoints.blob],
        ["<vault>", vault.uri],
        ["<subscription>", azure.subscriptionId],
    ];
}
