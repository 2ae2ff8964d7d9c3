import { vaultHost } from "../cloud";
import { Vault } from "./vault";

/** The Key Vaults of the local Azure, as tests see them: in process, with the values of their secrets. */
export class Vaults {
    readonly #vaults = new Map<string, Vault>();

    constructor(readonly suffix: string) {}

    get names(): readonly string[] {
        return [...this.#vaults.keys()];
    }

    find(name: string): Vault | undefined {
        return this.#vaults.get(name.toLowerCase());
    }

    /** The vault of that name; an error where there is none. */
    get(name: string): Vault {
        const vault = this.find(name);
        if (vault === undefined) {
            throw new Error(`The local Azure has no vault '${name}'.`);
        }
        return vault;
    }

    create(name: string, resourceGroup: string): Vault {
        const vault = new Vault(name, resourceGroup, `https://${vaultHost(this, name)}/`);
        this.#vaults.set(name.toLowerCase(), vault);
        return vault;
    }

    delete(name: string): void {
        this.#vaults.delete(name.toLowerCase());
    }
}
