import { randomUUID } from "node:crypto";

/** A secret with all its versions, the oldest first. */
export class Secret {
    #versions: readonly [SecretVersion, ...SecretVersion[]];

    constructor(
        readonly name: string,
        readonly vaultUri: string,
        content: SecretContent,
    ) {
        this.#versions = [newVersion(content)];
    }

    get versions(): readonly SecretVersion[] {
        return this.#versions;
    }

    get current(): SecretVersion {
        return this.#versions.at(-1) ?? this.#versions[0];
    }

    /** The secret's address, without a version: a read gets the current one. */
    get uri(): string {
        return `${this.vaultUri}secrets/${this.name}`;
    }

    find(version: string): SecretVersion | undefined {
        return this.#versions.find(({ id }) => id === version.toLowerCase());
    }

    add(content: SecretContent): SecretVersion {
        this.#versions = [...this.#versions, newVersion(content)];
        return this.current;
    }

    /** Changes what describes a version, not its value: attributes that the change does not name stay as they are. */
    describe(change: SecretDescription, versionId = this.current.id): void {
        const described = (version: SecretVersion): SecretVersion =>
            version.id === versionId
                ? {
                      ...version,
                      ...change,
                      attributes: { ...version.attributes, ...change.attributes },
                      updatedAt: new Date(),
                  }
                : version;
        const [first, ...others] = this.#versions;
        this.#versions = [described(first), ...others.map(described)];
    }
}

/** One version of a secret. */
export interface SecretVersion {
    /** 32 hex digits, as Key Vault names versions. */
    readonly id: string;
    readonly value: string;
    readonly createdAt: Date;
    /** When it was made, or what describes it was last changed. */
    readonly updatedAt: Date;
    readonly contentType: string | undefined;
    readonly tags: Readonly<Record<string, string>>;
    readonly attributes: SecretAttributes;
}

/** The parts of a new version. */
export type SecretContent = Pick<SecretVersion, "value"> & SecretDescription;

/** The description of a version. */
export type SecretDescription = Partial<Pick<SecretVersion, "contentType" | "tags" | "attributes">>;

/** The attributes that a client sets, by their names on the wire; times are in seconds since 1970. */
export interface SecretAttributes {
    /** Whether the version can be read; it can unless this is false. */
    readonly enabled?: boolean;
    /** When it expires. Key Vault gives out an expired secret all the same. */
    readonly exp?: number;
    readonly nbf?: number;
}

function newVersion({ value, contentType, tags = {}, attributes = {} }: SecretContent): SecretVersion {
    const at = new Date();
    return {
        id: randomUUID().replaceAll("-", ""),
        value,
        createdAt: at,
        updatedAt: at,
        contentType,
        tags,
        attributes,
    };
}
