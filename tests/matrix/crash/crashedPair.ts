import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { keyVaultReference } from "../../../components/index";
import type { StorageSlot } from "../../../sandbox/azure/storage/storageAccount";
import { type PairChange, Photos } from "../../integration/support/photos";
import type { Testbed } from "../../integration/support/testbed";
import { HeldKeys } from "../support/heldKeys";
import { type KilledUpdate, runUp } from "./killedUpdate";
import { type Moment, momentName, momentsOf } from "./moment";
import type { PairNow, Scenario, Variant } from "./scenarios";
import type { Victim } from "./victim";

/** One kill and its repair. */
export interface CrashCase {
    readonly scenario: Scenario;
    readonly variant: Variant;
    readonly victim: Victim;
    readonly moment: Moment;
}

export interface CaseResult {
    /** What is wrong; nothing, where all is well. */
    readonly problems: readonly string[];
    readonly failedRequests: number;
    readonly requests: number;
    /** Regenerates beyond those of an undisturbed run. */
    readonly extraRegenerates: number;
    readonly settled: boolean;
    /** Whether the moment came: an update may end a call earlier than the recorded one. */
    readonly killed: boolean;
    /** The `up`s it took from the kill until all was in place. */
    readonly repairs: number;
}

/** A repair may have to say first that it needs a refresh, do that, and then carry the change out; going back is one more. */
const MOST_REPAIRS = 5;

export function caseName({ scenario, variant, victim, moment }: CrashCase): string {
    return `${scenario.name} / ${victim} killed ${momentName(moment)} / ${variant.name}`;
}

/** A pair that is killed again and again, always with the same scenario. */
export class CrashedPair {
    #n = 1;

    private constructor(
        private readonly testbed: Testbed,
        private readonly photos: Photos,
        private readonly scenario: Scenario,
        private readonly held: HeldKeys,
    ) {}

    /** @param name names its account, in lower-case letters and digits. */
    static async make(testbed: Testbed, name: string, scenario: Scenario): Promise<CrashedPair> {
        const photos = await Photos.make(testbed, name);
        const pair = new CrashedPair(testbed, photos, scenario, new HeldKeys(photos));
        await pair.#configure(scenario.before(1)[0] ?? scenario.change(1, "key1"));
        await pair.#up();
        return pair;
    }

    stop(): Promise<void> {
        return this.held.stop();
    }

    /** The moments of the second undisturbed run: in the first one, nothing is outgoing yet. */
    async record(): Promise<readonly Moment[]> {
        let moments: readonly Moment[] = [];
        for (const _ of ["first", "second"]) {
            const from = await this.#prepare();
            const start = this.photos.azure.journal.entries.length;
            const { checkpoints } = await runUp(this.testbed, this.photos);
            moments = momentsOf(this.photos, this.photos.azure.journal.entries.slice(start), checkpoints);
            await this.#repair(from, []);
        }
        return moments;
    }

    /** Kills once, repairs, and says what is wrong. */
    async run({ variant, victim, moment }: CrashCase): Promise<CaseResult> {
        const { journal } = this.photos.azure;
        const [start, failedBefore, lostBefore, requestsBefore] = [
            journal.entries.length,
            this.held.failed,
            this.held.lost.length,
            this.held.requests,
        ];
        const from = await this.#prepare();
        const checkpoint = await readFile(this.#stateFile, "utf8");
        const update = await runUp(this.testbed, this.photos, variant.environment, { victim, moment });
        if (victim === "engine") {
            await this.#pulumi(["cancel", "--yes", "--stack", this.photos.stack.name]);
        }
        if (variant.restored) {
            const file = join(this.testbed.sandbox.directory, `${this.photos.stack.name}-backup.json`);
            const { version, checkpoint: state } = JSON.parse(checkpoint);
            await writeFile(file, JSON.stringify({ version, deployment: state.latest }));
            await this.#pulumi(["stack", "import", "--stack", this.photos.stack.name, "--file", file]);
        }
        if (variant.rolledBack) {
            await this.#configure({ rotationTrigger: this.#n, pinnedSlot: from });
        }
        const repair = await this.#repair(from, variant.repairArguments ?? [], variant.rolledBack);

        const regenerates = this.photos.regenerated(journal.entries.slice(start)).length;
        const allowed = this.scenario.regenerates + (variant.rolledBack ? 1 : 0);
        const extraRegenerates = Math.max(0, regenerates - allowed);
        const lost = this.held.lost.slice(lostBefore);
        const failedRequests = this.held.failed - failedBefore;
        const problems = [
            ...repair.problems,
            ...lost.slice(0, 3).map((at) => `a consumer held a key that was not accepted, at ${at}`),
            ...(failedRequests === 0 ? [] : [`${failedRequests} requests failed`]),
            ...(extraRegenerates <= variant.extraRegenerates ? [] : [`${extraRegenerates} extra regenerates`]),
        ];
        return {
            problems:
                problems.length === 0 ? [] : [...problems, ...calls(this, start), update.output, ...repair.outputs],
            failedRequests,
            requests: this.held.requests - requestsBefore,
            extraRegenerates,
            settled: repair.settled,
            killed: update.killed,
            repairs: repair.outputs.length,
        };

        function calls({ photos }: CrashedPair, from: number): readonly string[] {
            return journal.entries
                .slice(from)
                .filter(
                    ({ target, operation }) => target.includes(photos.account.name) && operation !== "blobService/get",
                )
                .map(({ operation, target, detail }) => [operation, target, detail].filter(Boolean).join(" "));
        }
    }

    /** Runs what comes before the change, and configures the change. */
    async #prepare(): Promise<StorageSlot> {
        this.#n += 1;
        const from = (await this.photos.outputs()).activeSlot as StorageSlot;
        for (const change of this.scenario.before(this.#n)) {
            await this.#configure(change);
            await this.#up();
        }
        await this.#configure(this.scenario.change(this.#n, from));
        return from;
    }

    /** Runs `up` until all is in place, with `--refresh` where the one before asked for it. */
    async #repair(from: StorageSlot, first: readonly string[], rolledBack = false) {
        const outputs: string[] = [];
        let args = first;
        let missing = "not repaired yet";
        while (missing !== "" && outputs.length < MOST_REPAIRS) {
            const { all, exitCode } = await this.#pulumi(this.photos.stack.upCommand(args));
            outputs.push(all);
            args = /run `pulumi up --refresh`/.test(all) ? ["--refresh"] : [];
            missing = exitCode === 0 ? await this.#missing(from, rolledBack) : `up ended with ${exitCode}`;
        }
        return { outputs, settled: missing === "", problems: missing === "" ? [] : [`unsettled: ${missing}`] };
    }

    /** What is not in place yet; empty, where all is. */
    async #missing(from: StorageSlot, rolledBack: boolean): Promise<string> {
        const { activeSlot, settled, keyFingerprint } = await this.photos.outputs();
        const { state } = await this.photos.stack.outputs("Rotation", "uploads-rotation");
        const { trigger, emergency } = state as PairNow;
        const slot = activeSlot as StorageSlot;
        const key = this.photos.account.keys[slot];
        const { UPLOADS, UPLOADS_KEY, UPLOADS_SECRET } = this.photos.site.runningSettings;
        const held = [UPLOADS, UPLOADS_KEY, UPLOADS_SECRET, this.photos.vault.find("uploads")?.current.value];
        const done = rolledBack
            ? activeSlot === from
            : this.scenario.done({ activeSlot, trigger, emergency }, this.#n, from);
        return [
            ...(settled ? [] : ["the pair is not settled"]),
            ...(keyFingerprint === this.photos.fingerprints[slot]
                ? []
                : ["the state has another key than the account"]),
            ...(held.every((value) => value?.includes(key)) ? [] : ["not every consumer has the active key"]),
            ...(done ? [] : ["the change is not carried out"]),
        ].join(", ");
    }

    /** Every kind of built-in consumer: a secret, settings with the key itself, and one that refers to the secret. */
    #configure(change: PairChange): Promise<void> {
        const settings = {
            UPLOADS: "connectionString",
            UPLOADS_KEY: "key",
            UPLOADS_SECRET: keyVaultReference("uploads"),
        };
        return this.photos.configure({
            keyVaultSecrets: [this.photos.secret],
            appSettings: [this.photos.settings(settings)],
            ...change,
        } as PairChange);
    }

    async #up(): Promise<void> {
        const { exitCode, all } = await this.#pulumi(this.photos.stack.upCommand());
        if (exitCode !== 0) {
            throw new Error(`An undisturbed up ended with ${exitCode}:\n${all}`);
        }
    }

    async #pulumi(args: readonly string[]) {
        const { sandbox, env, trail } = this.testbed;
        const result = await sandbox.pulumi(this.photos.stack.project.folder, args, { env, reject: false });
        trail.print(result.all);
        return result;
    }

    get #stateFile(): string {
        const { stack } = this.photos;
        return join(this.testbed.sandbox.directory, "state/.pulumi/stacks", stack.project.name, `${stack.name}.json`);
    }
}

export type { KilledUpdate };
