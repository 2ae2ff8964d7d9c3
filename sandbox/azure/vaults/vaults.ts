import { Vault } from "./vault";
import type { VaultAddress, VaultService } from "./vaultService";

/** The Key Vaults of the local Azure, as tests see them: in process, with the values of their secrets. */
export class Vaults {
    readonly #vaults = new Map<string, { readonly vault: Vault; readonly address: VaultAddress }>();
    readonly #closed: Promise<void>[] = [];

    constructor(private readonly service: Pick<VaultService, "open">) {}

    /** In the case in which they were made. */
    get names(): readonly string[] {
        return [...this.#vaults.values()].map(({ vault }) => vault.name);
    }

    find(name: string): Vault | undefined {
        return this.#vaults.get(name.toLowerCase())?.vault;
    }

    /** The vault at that origin, such as `https://127.0.0.1:1234`. */
    at(origin: string): Vault | undefined {
        return [...this.#vaults.values()].find(({ vault }) => vault.uri === `${origin}/`)?.vault;
    }

    /** The vault of that name; an error if it does not exist. */
    get(name: string): Vault {
        const vault = this.find(name);
        if (vault === undefined) {
            throw new Error(`The local Azure has no vault '${name}'.`);
        }
        return vault;
    }

    /** Makes a vault with an address of its own. */
    async create(name: string, resourceGroup: string): Promise<Vault> {
        const address = await this.service.open(() => this.get(name));
        const vault = new Vault(name, resourceGroup, address.uri);
        this.#vaults.set(name.toLowerCase(), { vault, address });
        return vault;
    }

    delete(name: string): void {
        const key = name.toLowerCase();
        const found = this.#vaults.get(key);
        if (found !== undefined) {
            this.#vaults.delete(key);
            this.#closed.push(found.address.close());
        }
    }

    /** Closes the address of every vault. */
    async stop(): Promise<void> {
        await Promise.all([...this.#closed, ...[...this.#vaults.values()].map(({ address }) => address.close())]);
    }
}
