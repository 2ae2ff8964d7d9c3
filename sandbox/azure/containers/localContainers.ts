import { ContainerApp, type ContainerSurroundings } from "./containerApp";
import { ContainerJob } from "./containerJob";

/** The container apps and jobs of the local Azure, as tests see them: in process, with what they run. */
export class Containers {
    readonly apps: Named<ContainerApp>;
    readonly jobs: Named<ContainerJob>;

    constructor(surroundings: ContainerSurroundings) {
        this.apps = new Named((name) => new ContainerApp(name, surroundings));
        this.jobs = new Named((name) => new ContainerJob(name, surroundings));
    }

    /** Ends the work that is still to happen. */
    stop(): void {
        for (const app of this.apps.all) {
            app.stop();
        }
    }
}

/** Things by their names, whose letter case does not matter. */
export class Named<Thing> {
    readonly #things = new Map<string, Thing>();

    constructor(private readonly make: (name: string) => Thing) {}

    get all(): readonly Thing[] {
        return [...this.#things.values()];
    }

    find(name: string): Thing | undefined {
        return this.#things.get(name.toLowerCase());
    }

    /** The one of that name; an error if it does not exist. */
    get(name: string): Thing {
        const found = this.find(name);
        if (found === undefined) {
            throw new Error(`The local Azure has nothing by the name of '${name}' there.`);
        }
        return found;
    }

    create(name: string): Thing {
        const made = this.make(name);
        this.#things.set(name.toLowerCase(), made);
        return made;
    }

    delete(name: string): void {
        this.#things.delete(name.toLowerCase());
    }
}
