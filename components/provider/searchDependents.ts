import type { PairInputs } from "../arguments/rotationInputs";
import { DEPENDENTS_DEFAULTS, type DependentsInputs } from "../dependents/dependentsArgs";
import { findDependents } from "../dependents/findDependents";
import type { PairMarks } from "../dependents/pairMarks";
import { scanners } from "../dependents/scanners";
import type { Endpoints } from "../keySources/keyPairDescription";
import { namesIn } from "../keySources/names";
import type { Dependents } from "../lifecycle/dependent";
import { connectionFor } from "./access";
import { accessFor } from "./consumerAccess";
import { descriptionOf } from "./keyPairs/keyPairs";
import type { KeyService } from "./keyService";

/** What is told of a pair whose dependents are looked for. */
export type DependentsOf = Pick<PairInputs, "pair" | "owner" | "azureConfig" | "source" | "consumers" | "dependents">;

/** Looks for the dependents, whether or not the program asks for it. */
export async function searchFor(
    pair: DependentsOf,
    service: KeyService,
    fingerprints: Readonly<Record<string, string>>,
    endpoints: Endpoints,
    { subscriptionIds, alsoHeldBy, maxCalls, ownerTag }: DependentsInputs = DEPENDENTS_DEFAULTS,
    now: Date = new Date(),
): Promise<Dependents> {
    const access = await accessFor(pair);
    const own = await subscriptionOf(pair);
    const search = {
        marks: marksOf(pair, service, fingerprints, endpoints),
        consumers: pair.consumers,
        subscriptionIds: subscriptionIds.length === 0 ? [own] : subscriptionIds,
        alsoHeldBy,
        maxCalls,
        ownerTag,
        scanners,
    };
    return findDependents(search, access, now);
}

function marksOf(
    { source }: DependentsOf,
    service: KeyService,
    fingerprints: Readonly<Record<string, string>>,
    endpoints: Endpoints,
): PairMarks {
    const names = "name" in source ? namesIn(source.name) : [];
    // Several rules of one namespace have keys of their own, and a connection string says whose it has.
    const rule = /SharedAccessKeyName=([^;]+)/i.exec(service.connectionString("", endpoints))?.[1];
    return {
        sourceId: service.id,
        slots: new Map(Object.entries(fingerprints).map(([slot, fingerprint]) => [fingerprint, slot])),
        fingerprintOf: (key) => service.fingerprintOf(key),
        keyInConnectionString: descriptionOf(source).keyInConnectionString,
        account: names[0] ?? service.id,
        ...(rule === undefined ? {} : { rule }),
        hosts: hostsIn(endpoints),
    };
}

/** Where several share a host, as in emulators, the path tells them apart. */
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

async function subscriptionOf({ source, azureConfig }: DependentsOf): Promise<string> {
    const own = "subscriptionId" in source ? source.subscriptionId : undefined;
    return own ?? (await connectionFor(azureConfig)).subscriptionId;
}
