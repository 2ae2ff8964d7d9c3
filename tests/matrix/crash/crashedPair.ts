import { join } from "node:path";
import { keyVaultReference } from "../../../components/index";
import { fingerprint } from "../../../sandbox/azure/storage/storageAccount";
import type { PairChange, PairOutputs } from "../../integration/support/photos";
import type { Stack } from "../../integration/support/stack";
import { GROUP, type Testbed } from "../../integration/support/testbed";
import { makePlaces, type Places } from "../support/places";
import type { PairNow } from "./scenarios";

const SAMPLE_APP = join(__dirname, "../../../sandbox/app/server.js");

/** A pair with every kind of built-in consumer, and an application that runs with what they hold. */
export class CrashedPair {
    private constructor(
        readonly name: string,
        readonly places: Places,
    ) {}

    /** @param name names its account, too, in lower-case letters and digits. */
    static async make(testbed: Testbed, name: string): Promise<CrashedPair> {
        const places = await makePlaces(testbed, name);
        await places.site.run({ file: SAMPLE_APP, args: ["UPLOADS"] });
        return new CrashedPair(name, places);
    }

    /** The pair as the program describes it. */
    described(change: PairChange) {
        const { account, site, vault } = this.places;
        return {
            source: { service: "storageAccount", resourceGroupName: GROUP, name: account.name },
            propagation: { interval: "250ms" },
            keyVaultSecrets: [{ resourceGroupName: GROUP, vaultName: vault.name, secretName: "uploads" }],
            appSettings: [
                {
                    resourceGroupName: GROUP,
                    site: site.name,
                    settings: {
                        UPLOADS: "connectionString",
                        UPLOADS_KEY: "key",
                        UPLOADS_SECRET: keyVaultReference("uploads"),
                    },
                },
            ],
            ...change,
        };
    }

    /** The pair as the state has it. */
    async now(stack: Stack): Promise<PairNow> {
        const outputs = await stack.outputs("RotatingKeyPair", this.name);
        const { activeSlot, settled, keyFingerprint } = outputs as unknown as PairOutputs;
        const { state } = await stack.outputs("Rotation", `${this.name}-rotation`);
        const { home, trigger, emergency } = state as { home: string; trigger: string; emergency: string };
        return { activeSlot, home, trigger: Number(trigger), emergency, settled, keyFingerprint };
    }

    /** What of a pair that the state calls finished is not so. */
    unfinished({ activeSlot, settled, keyFingerprint }: PairNow): readonly string[] {
        const { account, site, vault } = this.places;
        const key = account.keys[activeSlot === "key1" ? "key1" : "key2"];
        const { UPLOADS, UPLOADS_KEY, UPLOADS_SECRET } = site.runningSettings;
        const held = [UPLOADS, UPLOADS_KEY, UPLOADS_SECRET, vault.find("uploads")?.current.value];
        return [
            ...(settled ? [] : ["the pair is not settled"]),
            ...(keyFingerprint === fingerprint(key) ? [] : ["the state has another key than the account"]),
            ...(held.every((value) => value?.includes(key)) ? [] : ["not every consumer has the active key"]),
        ];
    }
}
