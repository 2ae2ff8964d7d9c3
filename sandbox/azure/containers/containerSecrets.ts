import { ArmError } from "../arm/armErrors";
import { type Body, list, optionalText, record } from "../arm/body";
import { resolveReference } from "../vaults/vaultReferences";
import type { Vaults } from "../vaults/vaults";

/** A secret of a container app or job: its value as it was taken, and where in a vault that came from. */
interface KeptSecret {
    readonly name: string;
    readonly value: string;
    readonly keyVaultUrl?: string;
    readonly identity?: string;
}

/** The secrets of a container app or job, which a write replaces as a whole. */
export class SecretList {
    /** Of the identity that secrets in vaults are read as, if there is one. */
    principalId: string | undefined;
    #secrets: readonly KeptSecret[] = [];

    constructor(private readonly vaults: Vaults) {}

    /** As `listSecrets` shows them. */
    get listed(): readonly Body[] {
        return this.#secrets.map(({ keyVaultUrl = "", identity = "", ...secret }) => ({
            ...secret,
            keyVaultUrl,
            identity,
        }));
    }

    /** As a GET shows them: without values. */
    get names(): readonly Body[] {
        return this.#secrets.map(({ name }) => ({ name }));
    }

    /** The value; nothing if there is no such secret. */
    value(name: string): string | undefined {
        return this.#secrets.find((secret) => secret.name === name)?.value;
    }

    /** Changes one secret by hand, past every stack; `undefined` removes it. */
    edit(name: string, value: string | undefined): void {
        const others = this.#secrets.filter((secret) => secret.name !== name);
        this.#secrets = value === undefined ? others : [...others, { name, value }];
    }

    /** Takes the secrets of a body; refuses, with 400, missing values and the removal of a secret that is used. */
    replace(given: unknown, used: readonly string[]): void {
        const secrets = list(given, "secrets").map((each) => this.#read(record(each, "secrets[]")));
        const missing = used.find((name) => !secrets.some((secret) => secret.name === name));
        if (missing !== undefined) {
            throw invalid(missing, "it is referred to by a container");
        }
        this.#secrets = secrets;
    }

    #read(given: Body): KeptSecret {
        const text = (member: string) => optionalText(given[member], `secrets[].${member}`) || undefined;
        const name = text("name") ?? "";
        if (!/^[a-z0-9]([-.a-z0-9]*[a-z0-9])?$/.test(name)) {
            throw invalid(name, "a name must be lower case alphanumeric characters, '-' or '.'");
        }
        const keyVaultUrl = text("keyVaultUrl");
        const identity = text("identity");
        if (keyVaultUrl === undefined) {
            const value = text("value");
            if (value === undefined) {
                throw invalid(name, "value or keyVaultUrl and identity should be provided");
            }
            return { name, value };
        }
        const found = resolveReference(`@Microsoft.KeyVault(SecretUri=${keyVaultUrl})`, this.vaults, this.principalId);
        if (identity === undefined || found.status !== "Resolved") {
            throw invalid(name, `unable to get value using Managed identity ${identity}: ${found.status}`);
        }
        return { name, value: found.value, keyVaultUrl, identity };
    }
}

function invalid(name: string, why: string): ArmError {
    return new ArmError(
        400,
        "ContainerAppSecretInvalid",
        `Invalid Request: Container app secret(s) with name(s) '${name}' are invalid: ${why}.`,
    );
}
