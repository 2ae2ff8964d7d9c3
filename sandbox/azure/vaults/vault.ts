import { randomUUID } from "node:crypto";

/** One version of a secret. */
export interface SecretVersion {
    /** 32 hex digits, as Key Vault names versions. */
    readonly id: string;
    readonly value: string;
    readonly createdAt: Date;
    readonly contentType: string | undefined;
    readonly tags: Readonly<Record<string, string>>;
    /** `enabled`, `exp` and `nbf` as they were given. */
    readonly attributes: Readonly<Record<string, unknown>>;
}

/** What a new version is made of. */
export type SecretContent = Pick<SecretVersion, "value"> &
    Partial<Pick<SecretVersion, "contentType" | "tags" | "attributes">>;

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

    /** The secret's address, without a version: whoever reads it gets the current one. */
    get uri(): string {
        return `${this.vaultUri}secrets/${this.name}`;
    }

    find(version: string): SecretVersion | undefined {
        return this.#versions.find(({ id }) => id === version);
    }

    add(content: SecretContent): SecretVersion {
        this.#versions = [...this.#versions, newVersion(content)];
        return this.current;
    }

    /** Changes what describes the current version, not its value. */
    describe(change: Partial<Pick<SecretVersion, "contentType" | "tags" | "attributes">>): void {
        const [first, ...others] = this.#versions;
        const last = others.pop();
        this.#versions = last === undefined ? [{ ...first, ...change }] : [first, ...others, { ...last, ...change }];
    }
}

/** One Key Vault. */
export class Vault {
    /** Whether a principal may read a secret; undefined for a vault that lets everybody. */
    guard: ((principalId: string | undefined, secret: string) => boolean) | undefined;
    readonly #secrets = new Map<string, Secret>();

    constructor(
        readonly name: string,
        readonly resourceGroup: string,
        readonly uri: string,
    ) {}

    get secrets(): readonly Secret[] {
        return [...this.#secrets.values()];
    }

    find(name: string): Secret | undefined {
        return this.#secrets.get(name.toLowerCase());
    }

    /** The secret of that name; an error where there is none. */
    get(name: string): Secret {
        const secret = this.find(name);
        if (secret === undefined) {
            throw new Error(`The vault '${this.name}' has no secret '${name}'.`);
        }
        return secret;
    }

    /** Writes a new version; called from a test, it is one written by hand. */
    write(name: string, content: SecretContent): Secret {
        const existing = this.find(name);
        if (existing !== undefined) {
            existing.add(content);
            return existing;
        }
        const secret = new Secret(name, this.uri, content);
        this.#secrets.set(name.toLowerCase(), secret);
        return secret;
    }

    delete(name: string): void {
        this.#secrets.delete(name.toLowerCase());
    }
}

function newVersion({ value, contentType, tags = {}, attributes = {} }: SecretContent): SecretVersion {
    return { id: randomUUID().replaceAll("-", ""), value, createdAt: new Date(), contentType, tags, attributes };
}
