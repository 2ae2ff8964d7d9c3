import type { KeyedResource, Site } from "local-azure";
import type { KeySource } from "../../../components/index";
import type { PairChange } from "./photos";
import { PAIRS, type Run, Stack } from "./stack";
import { GROUP, type Testbed } from "./testbed";

/** A resource that has keys, and the pair that is about two of them. */
export interface KeyedPair {
    readonly source: KeySource;
    readonly resource: KeyedResource;
}

/** A web app with one setting for each of some pairs, in one stack; each setting is watched for a key that is not accepted. */
export class KeyedApp {
    readonly #lost: string[] = [];

    private constructor(
        private readonly pairs: Readonly<Record<string, KeyedPair>>,
        readonly site: Site,
        readonly stack: Stack,
    ) {}

    static async make(testbed: Testbed, name: string, pairs: Readonly<Record<string, KeyedPair>>): Promise<KeyedApp> {
        const { azure } = testbed.sandbox;
        await testbed.arm("PUT", `Microsoft.Web/sites/web-${name}`, { location: "here" });
        const stack = await Stack.create(testbed, PAIRS, name);
        const app = new KeyedApp(pairs, azure.sites.get(`web-${name}`), stack);
        azure.journal.on(({ operation, target }) => {
            for (const [pair, { resource }] of Object.entries(pairs)) {
                const key = app.keyOf(pair);
                if (key !== undefined && !resource.accepts(key)) {
                    app.#lost.push(`${pair} at ${operation} ${target}`);
                }
            }
        });
        return app;
    }

    /** The moments at which the application had a key that is not accepted. */
    get lost(): readonly string[] {
        return this.#lost;
    }

    /** The key of that pair with which the application runs. */
    keyOf(pair: string): string | undefined {
        return this.site.runningSettings[pair.toUpperCase()];
    }

    async configure(change: PairChange): Promise<void> {
        const entries = Object.entries(this.pairs).map(([name, { source }]) => {
            const settings = { [name.toUpperCase()]: "key" };
            const appSettings = [{ resourceGroupName: GROUP, site: this.site.name, settings }];
            const propagation = { interval: "50ms", blindWait: "100ms" };
            return [name, { source, rotationTrigger: 1, propagation, appSettings, ...change }];
        });
        await this.stack.configure({ pairs: Object.fromEntries(entries) });
    }

    /** Runs `up` with every pair changed so. */
    async up(change: PairChange = {}): Promise<Run> {
        await this.configure(change);
        return this.stack.up();
    }

    async upFails(change: PairChange = {}): Promise<Run> {
        await this.configure(change);
        return this.stack.up([], { fails: true });
    }

    outputs(pair: string): Promise<Readonly<Record<string, unknown>>> {
        return this.stack.outputs("RotatingKeyPair", pair);
    }
}
