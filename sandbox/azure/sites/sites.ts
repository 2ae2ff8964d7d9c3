import { Site, type SiteSurroundings } from "./webSite";

/** The web apps and deployment slots of the local Azure, as tests see them: in process, with what they run. */
export class Sites {
    readonly #sites = new Map<string, Site>();
    readonly #stopped: Promise<void>[] = [];

    constructor(
        /** `restartDelayMs` may be changed at any time. */
        readonly surroundings: SiteSurroundings,
    ) {}

    /** In the case in which they were made. */
    get names(): readonly string[] {
        return [...this.#sites.values()].map(({ name }) => name);
    }

    /** `web`, or `web/staging` for a deployment slot. */
    find(name: string): Site | undefined {
        return this.#sites.get(name.toLowerCase());
    }

    /** The site of that name; an error if it does not exist. */
    get(name: string): Site {
        const site = this.find(name);
        if (site === undefined) {
            throw new Error(`The local Azure has no site '${name}'.`);
        }
        return site;
    }

    /** The names of the site's deployment slots, without that of the site. */
    slotsOf(site: string): readonly string[] {
        const prefix = `${site.toLowerCase()}/`;
        return this.names
            .filter((name) => name.toLowerCase().startsWith(prefix))
            .map((name) => name.slice(prefix.length));
    }

    create(name: string, resourceGroup: string): Site {
        const site = new Site(name, resourceGroup, this.surroundings);
        this.#sites.set(name.toLowerCase(), site);
        return site;
    }

    /** Deletes the site and its deployment slots. */
    delete(name: string): void {
        const prefix = `${name.toLowerCase()}/`;
        for (const [key, site] of this.#sites) {
            if (`${key}/`.startsWith(prefix)) {
                this.#sites.delete(key);
                this.#stopped.push(site.stop());
            }
        }
    }

    async stop(): Promise<void> {
        await Promise.all([...this.#stopped, ...[...this.#sites.values()].map((site) => site.stop())]);
    }
}
