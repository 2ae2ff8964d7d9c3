import type { PairInputs } from "../arguments/rotationInputs";
import { durationMs } from "../duration";
import type { GateAccess } from "../gates/gateAccess";
import { askedBeforeRotation, isSlow, isStanding } from "../gates/gatesOfPair";
import type { CanAsk, Fingerprints, GateQuestion } from "../lifecycle/effects";
import type { GateResult } from "../lifecycle/gateAnswer";
import { otherSlot, type SlotKey } from "../lifecycle/state";
import { oneLine } from "../oneLine";
import { redacted } from "../redaction/redacted";
import type { Endpoints, KeysBySlot } from "../services/keyPairDescription";
import { askGates, gateAccess } from "./askGates";
import { timeAt } from "./azureAccess";
import { descriptionOf } from "./keyPairs/descriptionOf";
import type { PairAccess } from "./keyPairs/keyPairs";
import { type KeyService, keyServiceOf } from "./keyService";
import { type Expected, lookAtConsumers } from "./lookAtConsumers";
import { takeTurn } from "./oneAtATime";
import { pause } from "./pause";
import type { Performer } from "./perform";
import { report, warn } from "./report";
import { type LookedAt, searchFor } from "./searchDependents";
import { sharedKeys } from "./sharedKeys";
import { throwIfStopped, unlessStopped } from "./stop";

/** A moment's failure of the network must not cost a blind wait: tries, because one that is not answered takes long. */
const PREFLIGHT_TRIES = 6;
const PREFLIGHT_PAUSE_MS = 600;

/** As much of a pair as its world takes. */
export type PairOfWorld = PairAccess &
    Pick<PairInputs, "pair" | "owner" | "consumers" | "gates" | "dependents"> & { readonly azureConfig: string };

/** The members that a handler gives of a pair, besides its inputs. */
export interface PairContext {
    /** Absent for a pair whose endpoints are still to be found. */
    readonly endpoints?: Endpoints;
    /** Keys that the state remembers. */
    readonly keys?: readonly string[];
    /** The subject of a gate that retires. */
    readonly retirement?: {
        readonly generation: number;
        readonly rotatedAt: string;
        readonly active: SlotKey;
        readonly outgoing?: SlotKey;
    };
    /** The time for a new key if nobody can be asked; default: the time that the service is known to need. */
    readonly blindWait?: string;
    /** The stack's record of the places of the pair. */
    readonly expected: Expected;
    /** How old a search for dependents may be. */
    readonly searched: LookedAt;
}

/** The real world of one pair: performs the effects of its sequences, and knows the keys by their fingerprints. */
export class PairWorld implements Performer {
    readonly #keys = new Map<string, string>();
    #service: Promise<KeyService> | undefined;
    #endpoints: Promise<Endpoints> | undefined;
    #listed: KeysBySlot = {};
    #endTurn: (() => void) | undefined;

    constructor(
        private readonly pair: PairOfWorld,
        private readonly context: PairContext,
        private readonly connect: (pair: PairOfWorld) => Promise<KeyService> = keyServiceOf,
    ) {}

    /** The service that has the keys; connected when it is asked for the first time. */
    service(): Promise<KeyService> {
        this.#service ??= this.connect(this.pair);
        return this.#service;
    }

    /** The address of the data plane. */
    endpoints(): Promise<Endpoints> {
        const { endpoints } = this.context;
        this.#endpoints ??=
            endpoints === undefined ? this.service().then((found) => found.endpoints()) : Promise.resolve(endpoints);
        return this.#endpoints;
    }

    /** The key with this fingerprint, which was listed or made. Secret. */
    async keyOf({ slot, fingerprint }: SlotKey): Promise<string> {
        await this.#remember(this.context.keys ?? []);
        return this.#keys.get(fingerprint) ?? (await this.service()).keyIn(slot, {});
    }

    begin = () => Promise.resolve(undefined);

    now = () => Promise.resolve(timeAt(this.pair.azureConfig));

    prepare = async ({ slot }: { readonly slot: string }) => {
        await (await this.service()).prepare(slot);
        return undefined;
    };

    list = async ({ mayBeOld }: { readonly mayBeOld?: true }): Promise<Fingerprints> => {
        const service = await this.service();
        return this.#seen(await sharedKeys.list(service, mayBeOld ? "lately" : "now"));
    };

    /** A look begins the turn on the service, so that nothing slow comes between it and the regenerate (rule 20). */
    look = async () => {
        const service = await this.service();
        this.#endTurn ??= await takeTurn(service.turnId);
        const keys = sharedKeys.list(service, "justNow");
        const [listed, holdings] = await Promise.all([
            keys,
            lookAtConsumers(this.pair, service, keys, this.context.expected),
        ]);
        const named = holdings.map((holding) => ({ ...holding, consumer: redacted(holding.consumer) }));
        return { fingerprints: await this.#seen(listed), holdings: named };
    };

    search = async () => {
        const { dependents } = this.pair;
        if (dependents === undefined) {
            throw new Error("no search was asked for");
        }
        await report(this.pair, "looking for every place that holds a key of it");
        const service = await this.service();
        const fingerprints = service.fingerprints(this.#listed);
        const { searched } = this.context;
        return searchFor(this.pair, service, fingerprints, await this.endpoints(), dependents, searched);
    };

    askGates = async ({ about }: { readonly about: GateQuestion }): Promise<readonly GateResult[]> => {
        const answers = await (about.kind === "retirement" ? this.#askRetirementGates(about) : this.#askUse(about.of));
        // The answers go into the state, so all are redacted.
        return answers.map((answer) => ({
            ...answer,
            gate: redacted(answer.gate),
            ...(answer.status !== "open" && { reason: redacted(oneLine(answer.reason)) }),
        }));
    };

    canAsk = async ({ oneOf }: { readonly oneOf: readonly string[] }): Promise<CanAsk> => {
        const service = await this.service();
        await this.#remember(this.context.keys ?? []);
        const accepts = await service.probe(await this.endpoints());
        if (accepts === undefined) {
            return this.#blind("no call tells whether this service accepts a key", false);
        }
        for (let tries = 1; tries <= PREFLIGHT_TRIES; tries++) {
            for (const fingerprint of oneOf) {
                const key = this.#keys.get(fingerprint) ?? "";
                if (key !== "" && (await accepts(key))) {
                    return (await accepts(service.madeUpKey()))
                        ? this.#blind("the data plane accepts any key", false)
                        : { kind: "probe", accepted: fingerprint };
                }
            }
            await pause(PREFLIGHT_PAUSE_MS);
        }
        return this.#blind("the data plane does not answer from here", true);
    };

    accepts = async ({ fingerprint }: { readonly fingerprint: string }): Promise<boolean> => {
        const accepts = await (await this.service()).probe(await this.endpoints());
        const key = this.#keys.get(fingerprint) ?? "";
        return key !== "" && accepts !== undefined && accepts(key);
    };

    regenerate = async ({ slot }: { readonly slot: string }) => {
        const service = await this.service();
        sharedKeys.forget(service);
        // The last thing before the call: after a stop nothing is regenerated (rule 32).
        await throwIfStopped();
        const { keys = {}, ...outcome } = await service.regenerate(slot).finally(() => this.end());
        await this.#remember(Object.values(keys));
        return outcome;
    };

    pause = async ({ ms }: { readonly ms: number }) => {
        this.end();
        await pause(ms);
        return undefined;
    };

    report = async ({ line }: { readonly line: string }) => {
        await report(this.pair, line);
        return undefined;
    };

    warn = async ({ line }: { readonly line: string }) => {
        await warn(this.pair, line);
        return undefined;
    };

    /** Ends the turn on the service, if it has begun. */
    end(): void {
        this.#endTurn?.();
        this.#endTurn = undefined;
    }

    /** Asks, before the standby key is regenerated, whether somebody outside the stack uses it. */
    async #askUse(standby: SlotKey): Promise<readonly GateResult[]> {
        const service = await this.service();
        const activeKey = this.#listed[otherSlot(service.slots, standby.slot)] ?? "";
        const activeFingerprint = service.fingerprintOf(activeKey);
        const use = { fingerprint: standby.fingerprint, activeKey, activeFingerprint };
        return askGates(
            askedBeforeRotation(this.pair.gates),
            this.#gateAccess("", () => Promise.resolve(use)),
        );
    }

    async #askRetirementGates({
        switchedAt,
        asked,
    }: Extract<GateQuestion, { kind: "retirement" }>): Promise<readonly GateResult[]> {
        const { active, outgoing } = this.context.retirement ?? {};
        const wanted = this.pair.gates.filter((gate) => {
            return asked === "standing" ? isStanding(gate) : asked === "all" || !isSlow(gate);
        });
        const access = this.#gateAccess(switchedAt, async () => ({
            fingerprint: outgoing?.fingerprint ?? "",
            activeKey: active === undefined ? "" : await this.keyOf(active),
            activeFingerprint: active?.fingerprint ?? "",
            leftAt: new Date(switchedAt),
        }));
        return unlessStopped(askGates(wanted, access));
    }

    #gateAccess(switchedAt: string, keyUse: GateAccess["keyUse"]): GateAccess {
        const { generation = 0, rotatedAt = "", active, outgoing } = this.context.retirement ?? {};
        const keyFingerprint = active?.fingerprint ?? "";
        return gateAccess(this.pair, {
            switched: {
                pair: this.pair.pair,
                generation,
                activeSlot: active?.slot ?? "",
                outgoingSlot: outgoing?.slot ?? "",
                rotatedAt,
                keyFingerprint,
                switchedAt,
            },
            outgoingFingerprint: outgoing?.fingerprint ?? "",
            isKeyAccepted: async () => (await this.canAsk({ oneOf: [keyFingerprint] })).kind === "probe",
            keyUse,
            endpoints: () => this.endpoints(),
        });
    }

    #blind(reason: string, isSilent: boolean): CanAsk {
        const wait = this.context.blindWait ?? descriptionOf(this.pair.source).acceptedWithin;
        return { kind: "blind", reason, waitMs: durationMs(wait) ?? 0, wait, isSilent };
    }

    async #seen(keys: KeysBySlot): Promise<Fingerprints> {
        this.#listed = keys;
        await this.#remember([...(this.context.keys ?? []), ...Object.values(keys)]);
        return (await this.service()).fingerprints(keys);
    }

    async #remember(keys: readonly string[]): Promise<void> {
        const service = await this.service();
        for (const key of keys.filter((one) => one !== "")) {
            this.#keys.set(service.fingerprintOf(key), key);
        }
    }
}
