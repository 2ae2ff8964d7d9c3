import type { RotationInputs } from "../../arguments/rotationInputs";
import { unlessAbsent } from "../../azure/armError";
import type { Access } from "../../consumers/access";
import type { Place } from "../../consumers/consumer";
import { consumerKindOf, placeName } from "../../consumers/consumers";
import { nameOfValue, type SeenPlace } from "../../consumers/holdings";
import { isSameName } from "../../consumers/naming";
import type { FoundPair, FoundValue } from "../../lifecycle/adoptionPlan";
import type { Holding } from "../../lifecycle/state";
import { errorLine } from "../../oneLine";
import { azureService } from "../../services/azureServices";
import type { KeysBySlot } from "../../services/keyPairDescription";
import { closest } from "../../shape/closest";
import { containsUnknown } from "../../shape/unknown";
import { accessFor } from "../consumerAccess";
import { type KeyService, keyServiceOf } from "../keyService";
import { canBeLookedAt, forFirstLook, heldIn, look } from "../lookAtConsumers";
import { sharedKeys } from "../sharedKeys";
import { touchedOf, valueNames } from "./touched";

/** A missing resource or place that has to exist. */
export interface NotThere {
    /** The argument that leads to it, if it can be told apart: `source`, `consumers[1]`. */
    readonly argument: string;
    /** The value that names it: `consumers[1].site`. */
    readonly property: string;
    /** It in words: `the resource group acme`. */
    readonly what: string;
    readonly id: string;
    /** The name of one that is there, and that may be meant. */
    readonly closest?: string;
}

/** The findings before a pair is adopted. They are only looks, and none of them has to succeed. */
export interface Survey extends Pick<FoundPair, "keys" | "values"> {
    readonly holdings: readonly Holding[];
    readonly notThere: readonly NotThere[];
    /** The places that could not be looked at, with the reasons. */
    readonly notSeen: readonly string[];
}

/** How a place was found. */
type Sight =
    | { readonly place: Place; readonly kind: "unknown" | "untold" | "notThere" | "notSeen" }
    | { readonly place: Place; readonly kind: "seen"; readonly seen: SeenPlace };

/** Lists the keys of a pair and looks at its consumers, if their names are known. */
export async function surveyOf(pair: RotationInputs): Promise<Survey> {
    const notThere: NotThere[] = [];
    const notSeen: string[] = [];
    const listed = await keysOf(pair, notThere, notSeen);
    const known = pair.consumers.filter((place) => !containsUnknown(place));
    const visible = known.filter(canBeLookedAt);
    const access = visible.length === 0 ? undefined : await accessOf(pair, visible, notSeen);
    const sights = await Promise.all(
        pair.consumers.map(async (place): Promise<Sight> => {
            if (!known.includes(place)) {
                return { place, kind: "unknown" };
            }
            if (!visible.includes(place)) {
                return { place, kind: "untold" };
            }
            return access === undefined ? { place, kind: "notSeen" } : sightOf(place, known, access, notThere, notSeen);
        }),
    );
    const seen = sights.flatMap((sight) => (sight.kind === "seen" ? [sight.seen] : []));
    const holdings = "service" in listed ? await heldIn(seen, pair, listed.service, listed.keys) : [];
    return {
        keys: "service" in listed ? listed.service.fingerprints(listed.keys) : listed.why,
        holdings,
        values: sights.flatMap((sight) => valuesOf(sight, "service" in listed ? holdings : undefined)),
        notThere,
        notSeen,
    };
}

type Listed =
    | { readonly service: KeyService; readonly keys: KeysBySlot }
    | { readonly why: Exclude<FoundPair["keys"], object> };

async function keysOf(pair: RotationInputs, notThere: NotThere[], notSeen: string[]): Promise<Listed> {
    const { source } = pair;
    if (containsUnknown(source)) {
        return { why: "unknown" };
    }
    try {
        const service = await keyServiceOf(pair);
        const keys = await unlessAbsent(sharedKeys.list(service, "lately"));
        if (keys !== "absent") {
            return { service, keys };
        }
        if (source.service === "custom" || source.service === "vaultPair") {
            return { why: "notThere" };
        }
        const { names, title, type } = azureService(source.service);
        const [only, ...more] = names;
        const property = more.length > 0 || only === undefined ? "source" : `source.${only.argument}`;
        const found = { argument: "source", property, what: `a ${title} ${source.name}`, id: service.id };
        const access = await accessFor(pair);
        notThere.push(await explainedBy(found, type, access));
        return { why: "notThere" };
    } catch (error) {
        notSeen.push(errorLine(error));
        return { why: "notSeen" };
    }
}

async function accessOf(
    pair: RotationInputs,
    places: readonly Place[],
    notSeen: string[],
): Promise<Access | undefined> {
    try {
        return forFirstLook(await accessFor(pair, places));
    } catch (error) {
        notSeen.push(errorLine(error));
        return undefined;
    }
}

async function sightOf(
    place: Place,
    known: readonly Place[],
    access: Access,
    notThere: NotThere[],
    notSeen: string[],
): Promise<Sight> {
    try {
        const seen = await look(place, known, access);
        const kind = consumerKindOf(place);
        if (seen.seen !== "absent" || kind.isOutsideAzure === true) {
            return { place, kind: "seen", seen };
        }
        const host = kind.host?.(place, access.subscriptionId);
        if (host !== undefined && (await access.arm.find(host)) !== "absent") {
            return { place, kind: "seen", seen };
        }
        const id = host?.path ?? kind.id(place, access.subscriptionId);
        const [, path = ""] = /\/providers\/(.*)$/i.exec(id) ?? [];
        const type = path.split("/").slice(0, 2).join("/");
        const [name] = kind.names(place);
        const argument = Object.entries(place).find(([member, value]) => member !== "argument" && value === name)?.[0];
        const found = {
            argument: place.argument,
            property: argument === undefined ? place.argument : `${place.argument}.${argument}`,
            what: `${type} ${host === undefined ? placeName(place) : name}`,
            id,
        };
        notThere.push(await explainedBy(found, type, access));
        return { place, kind: "notThere" };
    } catch (error) {
        notSeen.push(`${placeName(place)}: ${errorLine(error)}`);
        return { place, kind: "notSeen" };
    }
}

/** The same, if its resource group is missing; else with the resource in the group that has nearly this name. */
async function explainedBy(found: NotThere, type: string, { arm }: Access): Promise<NotThere> {
    const [, group = "", name = ""] = /^(\/subscriptions\/[^/]+\/resourceGroups\/([^/]+))/i.exec(found.id) ?? [];
    try {
        if ((await arm.find({ method: "GET", path: group, apiVersion: GROUPS_API })) === "absent") {
            const property = `${found.argument}.resourceGroupName`;
            return { argument: found.argument, property, what: `the resource group ${name}`, id: group };
        }
        const all = await arm.find({ method: "GET", path: `${group}/resources`, apiVersion: GROUPS_API });
        const { value = [] } = all as { readonly value?: readonly { readonly name: string; readonly type: string }[] };
        const names = value.filter((one) => isSameName(one.type, type)).map((one) => one.name);
        const [, wanted = ""] = new RegExp(`/${type.split("/")[1]}/([^/]+)`, "i").exec(found.id) ?? [];
        const meant = closest(wanted, names);
        return meant === undefined || isSameName(meant, wanted) ? found : { ...found, closest: meant };
    } catch {
        // A caller without the right to see the group gets no more than that.
        return found;
    }
}

/** The version of the API of resource groups that is called. */
const GROUPS_API = "2025-04-01";

/** The content of each value of a place; without keys to compare with, only whether there is one. */
function valuesOf(sight: Sight, holdings: readonly Holding[] | undefined): readonly FoundValue[] {
    const { place, kind } = sight;
    const [touched] = touchedOf([place]);
    const restarts = touched?.restarts !== undefined;
    if (kind !== "seen") {
        return (touched?.values ?? []).map((name) => ({ name, holds: kind, restarts }));
    }
    const { seen } = sight.seen;
    return valueNames(place).map((value) => {
        const name = nameOfValue(placeName(place), value);
        if (holdings === undefined) {
            const isThere = seen !== "absent" && Object.keys(seen).some((one) => isSameName(one, value));
            return { name, restarts, holds: isThere ? "notSeen" : "new" };
        }
        // A holding may have a remark behind its name.
        const found = holdings.find(({ consumer, isOther }) => {
            return isOther !== true && (consumer === name || consumer.startsWith(`${name} (`));
        });
        const { holds = "nothing" } = found ?? {};
        return { name, restarts, holds: typeof holds === "object" ? holds : holds === "nothing" ? "new" : "untold" };
    });
}
