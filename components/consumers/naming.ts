import { containsUnknown } from "../shape/unknown";

/**
 * How a service tells names apart: `anyCase` if two names that differ in letter case alone are one, `exact` if they are two. Azure's own names are
 * of the first kind: of resources, secrets, settings of an app. Keys and labels of App Configuration are exact.
 */
export type Naming = "anyCase" | "exact";

/** Names of one thing have one canonical form. */
export function canonicalName(name: string, naming: Naming = "anyCase"): string {
    return naming === "exact" ? name : name.toLowerCase();
}

/** Whether two names are one. A name that is not known yet equals no other. */
export function isSameName(one: string | undefined, other: string | undefined, naming: Naming = "anyCase"): boolean {
    if (one === undefined || other === undefined) {
        return one === other;
    }
    return !containsUnknown([one, other]) && canonicalName(one, naming) === canonicalName(other, naming);
}

/** Whether one of the names is this one. */
export function isAmong(name: string, names: readonly string[], naming: Naming = "anyCase"): boolean {
    return names.some((other) => isSameName(other, name, naming));
}

/** The value of a map under a name, in any letter case; the exact spelling comes first. */
export function valueNamed<Value>(map: Readonly<Record<string, Value>>, name: string): Value | undefined {
    const [found] = Object.entries(map)
        .filter(([other]) => isSameName(other, name))
        .sort(([one], [other]) => Number(other === name) - Number(one === name));
    return found?.[1];
}

/** Ids of one thing have one canonical form: they are without regard to case, but for the key or label of a key-value. */
export function canonicalId(id: string): string {
    const [, store = id, keyValue = ""] = /^(.*\/configurationStores\/[^/]+\/keyValues\/)(.*)$/is.exec(id) ?? [];
    return store.toLowerCase() + keyValue;
}

/** Whether two ids are of one thing. An empty one equals no other. */
export function isSameId(one: string, other: string): boolean {
    return one !== "" && canonicalId(one) === canonicalId(other);
}

/** Whether an id is the outer one, or of something in it. */
export function isWithin(outer: string, id: string): boolean {
    return outer !== "" && `${canonicalId(id)}/`.startsWith(`${canonicalId(outer)}/`);
}
