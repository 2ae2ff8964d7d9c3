/** The proof in a consumer's own outputs of the key that it was written with. No key is in it. */
export type WrittenProof = SwitchProof | DigestProof;

/** A consumer that keeps in its outputs which switch wrote it. */
export interface SwitchProof {
    /** The consumer as a user knows it, such as `web`. */
    readonly consumer: string;
    /** The time at which its key was taken into use, in ISO 8601. */
    readonly rotatedAt: string;
    /** Fingerprint of that key. */
    readonly fingerprint: string;
    /** For a secret: the version that its resource has written last. It is the proof if marks beside the value are not written (`ignoreChanges`). */
    readonly version?: WrittenVersion;
}

/** A version of a secret that a resource of the stack has written. */
export interface WrittenVersion {
    readonly uri: string;
    /** In ISO 8601, to the second. */
    readonly createdAt: string;
    /** The time since which the resource gets the key of the switch, in ISO 8601; absent if that is the time of the switch itself. */
    readonly since?: string;
}

/** A consumer without any other proof: its outputs have to change with every switch. */
export interface DigestProof {
    /** A name that no other consumer of the pair has. */
    readonly consumer: string;
    /** SHA-256 of all of its outputs, in hex; empty for a consumer without any, which cannot prove itself. */
    readonly digest: string;
}

/** Digest of each consumer that does not keep which switch wrote it, by its name. */
export type Digests = Readonly<Record<string, string>>;

/** A switch, known by its moment and its key (rule 22). */
export interface GivenSwitch {
    readonly rotatedAt: string;
    readonly fingerprint: string;
}

/**
 * Rule 23: the consumers without a proof that they were written with this key. The engine skipped them (`--target`, `--exclude`), or they do
 * not take the key at all.
 *
 * @param before the digests when every consumer had the key before this one. A consumer without a digest there is new, and was made with the
 * present key. Undefined if there was no key before, so that there is nothing to differ from.
 */
export function unproven(
    proofs: readonly WrittenProof[],
    given: GivenSwitch,
    before: Digests | undefined,
): readonly string[] {
    return proofs.filter((proof) => !isProven(proof, given, before)).map(({ consumer }) => consumer);
}

/** The digests by consumer, to be kept for the next switch. */
export function digestsOf(proofs: readonly WrittenProof[]): Digests {
    return Object.fromEntries(proofs.filter(isDigest).map(({ consumer, digest }) => [consumer, digest]));
}

function isProven(proof: WrittenProof, given: GivenSwitch, before: Digests | undefined): boolean {
    return isDigest(proof)
        ? proof.digest !== "" && proof.digest !== before?.[proof.consumer]
        : (proof.rotatedAt === given.rotatedAt && proof.fingerprint === given.fingerprint) ||
              versionOf(proof, given) !== undefined;
}

/**
 * URI of the version that a secret's resource has written since it gets the key of this switch. The resource takes the key from Rotation or a
 * wave, so all its later writes have it; if the engine skipped it, it shows the version of before.
 */
export function versionOf({ version }: SwitchProof, { rotatedAt }: GivenSwitch): string | undefined {
    return version !== undefined && second(version.createdAt) >= second(version.since ?? rotatedAt)
        ? version.uri
        : undefined;
}

function second(moment: string): number {
    return Math.floor(Date.parse(moment) / 1_000);
}

function isDigest(proof: WrittenProof): proof is DigestProof {
    return "digest" in proof;
}
