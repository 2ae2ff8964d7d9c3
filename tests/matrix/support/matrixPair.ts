import { fingerprint, type LocalAzure, SAMPLE_APP, type Site, type StorageAccount } from "local-azure";
import { makeResources, type PairChange, type PairOutputs } from "../../integration/support/photos";
import type { Stack } from "../../integration/support/stack";
import { GROUP } from "../../integration/support/testbed";
import type { KeyPlace } from "../places/keyPlace";
import { APPLICATION_SETTING, type PlaceGroup } from "../places/placeGroup";
import { KnownKeys } from "./knownKeys";
import type { MatrixCloud } from "./matrixCloud";

/** The state of a pair. */
export interface PairNow {
    readonly activeSlot: string;
    /** The slot in which `there-and-back` is at home. */
    readonly home: string;
    /** The rotation trigger that was applied last: the matrices use numbers. */
    readonly trigger: number;
    /** The emergency trigger that was applied last, in its canonical form. */
    readonly emergency: string;
    readonly settled: boolean;
    readonly keyFingerprint: string;
}

/** A pair of the matrices: its account, an application that runs with its key, and everything else that holds one. */
export class MatrixPair {
    readonly known: KnownKeys;

    private constructor(
        readonly azure: LocalAzure,
        readonly account: StorageAccount,
        readonly site: Site,
        readonly places: readonly KeyPlace[],
    ) {
        this.known = new KnownKeys(azure.journal, account);
    }

    /** Makes it past every stack. @param name in lower-case letters and digits; everything that belongs to it has it in its name. */
    static async make(cloud: MatrixCloud, name: string, group: PlaceGroup): Promise<MatrixPair> {
        const { azure, arm } = cloud;
        await makeResources(cloud, name);
        const identity = { type: "SystemAssigned" };
        await arm("PUT", `Microsoft.Web/sites/web-${name}`, { location: "here", identity });
        const account = azure.storage.get(name);
        const places = await Promise.all(group.places.map((make) => make({ ...cloud, account })));
        return new MatrixPair(azure, account, azure.sites.get(`web-${name}`), places);
    }

    get name(): string {
        return this.account.name;
    }

    /** Starts the application. Returns its address. */
    run(): Promise<string> {
        return this.site.run({ file: SAMPLE_APP, args: [APPLICATION_SETTING] });
    }

    /** The pair as the program describes it. */
    described(change: PairChange) {
        const entries = this.places.map(({ described }) => described);
        return {
            source: { service: "storageAccount", resourceGroupName: GROUP, name: this.name },
            propagation: { interval: "250ms" },
            ...change,
            keyVaultSecrets: entries.flatMap(({ keyVaultSecrets = [] }) => keyVaultSecrets),
            appSettings: entries.flatMap(({ appSettings = [] }) => appSettings),
            others: entries.flatMap(({ others = [] }) => others),
            gates: [...entries, change].flatMap(({ gates = [] }) => gates),
        };
    }

    /** The pair as the state has it. */
    async now(stack: Pick<Stack, "outputs">): Promise<PairNow> {
        const outputs = await stack.outputs("RotatingKeyPair", this.name);
        const { activeSlot, settled, keyFingerprint } = outputs as unknown as PairOutputs;
        const { state } = await stack.outputs("Rotation", `${this.name}-rotation`);
        const { home, trigger, emergency } = state as { home: string; trigger: string; emergency: string };
        return { activeSlot, home, trigger: Number(trigger), emergency, settled, keyFingerprint };
    }

    /** The unfinished parts of a pair that the state calls finished. */
    unfinished({ activeSlot, settled, keyFingerprint }: PairNow): readonly string[] {
        const active = this.account.keys[activeSlot === "key1" ? "key1" : "key2"];
        const isRight = ({ takesOneSlot }: KeyPlace, value: string) => {
            const key = this.known.keyOf(value);
            // The data plane takes a new key a moment after the account, which gives it away, has it.
            return takesOneSlot ? Object.values(this.account.keys).some((one) => one === key) : key === active;
        };
        const places = this.places.filter((place) => !place.values().every((value) => isRight(place, value)));
        return [
            ...(settled ? [] : ["the pair is not settled"]),
            ...(keyFingerprint === fingerprint(active) ? [] : ["the state has another key than the account"]),
            ...places.map(({ described }) => `not every consumer has the active key: ${JSON.stringify(described)}`),
        ];
    }

    /** The keys that places hold, which have to work at any time. */
    get held(): readonly string[] {
        const values = this.places.flatMap((place) => (place.takesOneSlot ? [] : place.values()));
        return [...new Set(values.flatMap((value) => this.known.keyOf(value) ?? []))];
    }
}
