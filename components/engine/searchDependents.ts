import type { PairInputs } from "../arguments/rotationInputs";
import type { DataPlaneCall } from "../consumers/scanner";
import { type Collected, collect } from "../dependents/collect";
import { dependentsAmong } from "../dependents/dependentsAmong";
import type { DependentsInputs } from "../dependents/dependentsSearch";
import type { PairMarks } from "../dependents/pairMarks";
import { scanners } from "../dependents/scanners";
import type { SecretName } from "../dependents/secretUri";
import type { Dependents } from "../lifecycle/dependent";
import type { Endpoints } from "../services/keyPairDescription";
import { namesIn } from "../services/resourceNames";
import { type VaultPairInputs, vaultAddress } from "../services/vaultPair";
import { connectionFor } from "./azureAccess";
import { armAccess } from "./consumerAccess";
import { descriptionOf } from "./keyPairs/descriptionOf";
import type { KeyService } from "./keyService";
import { SharedLook } from "./sharedLook";

/** The inputs of a search for a pair's dependents. */
export type DependentsOf = Pick<PairInputs, "pair" | "owner" | "azureConfig" | "source" | "consumers" | "dependents">;

/** How old a look may be. */
export type LookedAt = "lately" | "now";

/** Looks for the dependents, whether or not the program asks for it. */
export async function searchFor(
    pair: DependentsOf,
    service: KeyService,
    fingerprints: Readonly<Record<string, string>>,
    endpoints: Endpoints,
    { subscriptionIds, alsoHeldBy, maxCalls, ownerTag }: DependentsInputs,
    lookedAt: LookedAt,
): Promise<Dependents> {
    const { azureConfig, consumers, source } = pair;
    const { subscriptionId } = await connectionFor(azureConfig);
    const own = ("subscriptionId" in source ? source.subscriptionId : undefined) ?? subscriptionId;
    const look = sharedLook(azureConfig, subscriptionIds.length === 0 ? [own] : subscriptionIds, maxCalls);
    const collected = await look[lookedAt]();
    const marks = marksOf(pair, service, fingerprints, endpoints);
    return dependentsAmong(collected, { marks, consumers, subscriptionId, alsoHeldBy, ownerTag });
}

const shared = new Map<string, SharedLook<Collected>>();

/** The look of all pairs that want the same. */
function sharedLook(azureConfig: string, subscriptionIds: readonly string[], maxCalls: number): SharedLook<Collected> {
    const key = JSON.stringify([azureConfig, subscriptionIds, maxCalls]);
    const found =
        shared.get(key) ??
        new SharedLook(async () => {
            const { arm, dataPlane } = await connectionFor(azureConfig);
            const reading = { arm: armAccess(arm), readDataPlane: (call: DataPlaneCall) => dataPlane.read(call) };
            return collect({ subscriptionIds, maxCalls, scanners }, reading, new Date());
        });
    shared.set(key, found);
    return found;
}

function marksOf(
    { source }: DependentsOf,
    service: KeyService,
    fingerprints: Readonly<Record<string, string>>,
    endpoints: Endpoints,
): PairMarks {
    const names = "name" in source ? namesIn(source.name) : [];
    // Several rules of one namespace have keys of their own, and a connection string names the rule of its key.
    const rule = /SharedAccessKeyName=([^;]+)/i.exec(service.connectionString("", endpoints))?.[1];
    return {
        sourceId: service.id,
        slots: new Map(Object.entries(fingerprints).map(([slot, fingerprint]) => [fingerprint, slot])),
        fingerprintOf: (key) => service.fingerprintOf(key),
        keyInConnectionString: descriptionOf(source).keyInConnectionString,
        account: names[0] ?? service.id,
        ...(rule === undefined ? {} : { rule }),
        hosts: hostsIn(endpoints),
        ownSecrets: source.service === "vaultPair" ? slotSecrets(source) : [],
    };
}

function slotSecrets(source: VaultPairInputs): readonly SecretName[] {
    const { host: vault } = new URL(vaultAddress(source));
    return source.secretNames.map((secret) => ({ vault, secret }));
}

/** If several share a host, as in emulators, the path tells them apart. */
function hostsIn(endpoints: Endpoints): readonly string[] {
    return Object.values(endpoints).flatMap((endpoint) => {
        if (!URL.canParse(endpoint)) {
            return [];
        }
        const { hostname, host, pathname } = new URL(endpoint);
        const path = pathname.replace(/\/+$/, "");
        return (path === "" ? hostname : `${host}${path}`).toLowerCase();
    });
}
