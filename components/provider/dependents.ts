import type { PairInputs } from "../arguments/rotationInputs";
import type { Endpoints, KeysBySlot } from "../keySources/keyPairDescription";
import type { Wanted } from "../lifecycle/decideRotation";
import type { Dependents } from "../lifecycle/dependent";
import { type DependentsWish, judgeDependents, mustLookForDependents } from "../lifecycle/judgeDependents";
import { RotationError } from "../lifecycle/rotationError";
import type { Holding } from "../lifecycle/state";
import { type KeyService, keyServiceOf } from "./keyService";
import { listedForDiff } from "./listedForDiff";
import { report, warn } from "./report";
import { type DependentsOf, searchFor } from "./searchDependents";

/** A diff's look, where the program asks for it: it shows what was found, and refuses the plan where somebody would lose access. */
export async function requireDependents(pair: DependentsOf, endpoints: Endpoints, wanted: Wanted): Promise<void> {
    if (pair.dependents === undefined || !mustLookForDependents(wanted)) {
        return;
    }
    const service = await keyServiceOf(pair);
    const keys = await listedForDiff(service);
    await report(pair, "looking for every place that holds a key of it");
    const fingerprints = service.fingerprints(keys);
    const found = await searchFor(pair, service, fingerprints, endpoints, pair.dependents, "lately");
    for (const warning of warningsOf(pair, found, wanted)) {
        await warn(pair, warning);
    }
}

/**
 * An update's look before anything is regenerated; undefined where the program asks for none. What the diff found serves both.
 *
 * @throws a `held-elsewhere` error where somebody would lose access
 */
export async function dependentsBefore(
    pair: DependentsOf,
    service: KeyService,
    keys: KeysBySlot,
    endpoints: Endpoints,
    wanted: Wanted,
): Promise<Dependents | undefined> {
    if (pair.dependents === undefined || !mustLookForDependents(wanted)) {
        return undefined;
    }
    const found = await searchFor(pair, service, service.fingerprints(keys), endpoints, pair.dependents, "lately");
    warningsOf(pair, found, wanted); // shown by the diff
    return found;
}

/** The look of an adoption, which regenerates nothing: it shows what was found. */
export async function dependentsAtAdoption(
    pair: DependentsOf,
    service: KeyService,
    keys: KeysBySlot,
    endpoints: Endpoints,
): Promise<Dependents | undefined> {
    if (pair.dependents === undefined) {
        return undefined;
    }
    const found = await searchFor(pair, service, service.fingerprints(keys), endpoints, pair.dependents, "lately");
    const judgement = judgeDependents(found, { unregistered: "warn", notLookedAt: "warn" }, "nothing");
    for (const warning of judgement.kind === "go" ? judgement.warnings : []) {
        await warn(pair, warning);
    }
    return found;
}

/** What nobody moves and was seen to hold a key, for the look before a retirement (rule 14); nothing where the program only wants to be warned. */
export async function holdingsElsewhere(
    pair: DependentsOf,
    service: KeyService,
    keys: KeysBySlot,
    endpoints: Endpoints,
): Promise<readonly Holding[]> {
    if (pair.dependents === undefined || wishOf(pair.dependents).unregistered === "warn") {
        return [];
    }
    const fingerprints = service.fingerprints(keys);
    // What was found before the switch says nothing any more.
    const { places } = await searchFor(pair, service, fingerprints, endpoints, pair.dependents, "now");
    return places
        .filter(({ movedBy }) => movedBy === "nobody")
        .flatMap(({ place, kind, holds }) =>
            holds.map((slot) => ({
                consumer: `${place} (${kind}, not in the program: add it)`,
                holds: { fingerprint: fingerprints[slot] ?? "" },
            })),
        );
}

function warningsOf(pair: DependentsOf, found: Dependents, wanted: Wanted): readonly string[] {
    const judgement = judgeDependents(found, wishOf(pair.dependents), wanted);
    if (judgement.kind === "refuse") {
        throw new RotationError("held-elsewhere", `${pair.pair}: ${judgement.reason}`);
    }
    return judgement.warnings;
}

function wishOf(dependents: PairInputs["dependents"]): DependentsWish {
    return {
        unregistered: dependents?.unregistered === "warn" ? "warn" : "refuse",
        notLookedAt: dependents?.notLookedAt === "refuse" ? "refuse" : "warn",
    };
}
