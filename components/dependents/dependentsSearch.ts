import type { Input } from "@pulumi/pulumi";
import { isSameName } from "../consumers/naming";
import { type ArgumentProblem, countProblems, isGuid, oneOfProblems, unless } from "../shape/problem";

/** A place that no call can see, or that something else moves to the next key, as a person writes it down. */
export interface AlsoHeldBy {
    /**
     * A name for the holder, such as `Storage Explorer of the media team`. The name of a found dependent as the list shows it
     * (`web/UPLOADS`), its ARM id, or the ARM id of its resource makes the entry about that dependent.
     */
    readonly name: Input<string>;
    /** Its owner. */
    readonly owner: Input<string>;
    /**
     * `byHand`: a person gives it the new key, which an update reminds of. `elsewhere`: something else moves it, such as another stack.
     * `unaffected`: no key that it uses changes, as with a VHD.
     */
    readonly kind: Input<"byHand" | "elsewhere" | "unaffected">;
}

/** How the dependents of a pair are looked for: every place that holds a key of it, registered or not. */
export interface DependentsSearch {
    /** A place was found that nobody moves to the next key: `refuse` (default) to rotate, or `warn` and go on. */
    readonly unregistered?: Input<"refuse" | "warn">;
    /** Places could not be looked at, because that is not allowed or nobody can: `warn` (default) or `refuse` to rotate. */
    readonly notLookedAt?: Input<"refuse" | "warn">;
    /** Holders that no call can see, and places that something else moves. */
    readonly alsoHeldBy?: readonly AlsoHeldBy[];
    /** Subscriptions to look in; default: that of the service that has the keys. */
    readonly subscriptionIds?: readonly Input<string>[];
    /** One search makes no more calls than this; default 1000. The places that are left are named as not checked. */
    readonly maxCalls?: Input<number>;
    /** The tag of a resource that says who answers for it; default `owner`. */
    readonly ownerTag?: Input<string>;
}

/** The same as plain values, with the defaults in them. */
export interface DependentsInputs {
    readonly unregistered: string;
    readonly notLookedAt: string;
    readonly alsoHeldBy: readonly { readonly name: string; readonly owner: string; readonly kind: string }[];
    /** Empty for that of the service. */
    readonly subscriptionIds: readonly string[];
    readonly maxCalls: number;
    readonly ownerTag: string;
}

export const DEPENDENTS_DEFAULTS: DependentsInputs = {
    unregistered: "refuse",
    notLookedAt: "warn",
    alsoHeldBy: [],
    subscriptionIds: [],
    maxCalls: 1000,
    ownerTag: "owner",
};

const WISHES: readonly string[] = ["refuse", "warn"];
const KINDS: readonly string[] = ["byHand", "elsewhere", "unaffected"];

/** The problems of the arguments for the search for dependents. */
export function dependentsProblems(inputs: DependentsInputs | undefined): readonly ArgumentProblem[] {
    if (inputs === undefined) {
        return [];
    }
    const { unregistered, notLookedAt, alsoHeldBy, subscriptionIds, maxCalls, ownerTag } = inputs;
    return [
        ...oneOfProblems("dependents.unregistered", unregistered, WISHES),
        ...oneOfProblems("dependents.notLookedAt", notLookedAt, WISHES),
        ...countProblems("dependents.maxCalls", maxCalls),
        ...unless(isText(ownerTag), "dependents.ownerTag", "must not be empty", ownerTag),
        ...subscriptionIds.flatMap((id, index) =>
            unless(isGuid(id), `dependents.subscriptionIds[${index}]`, `"${id}" is no id of a subscription`, id),
        ),
        ...alsoHeldBy.flatMap(({ name, owner, kind }, index) => {
            const argument = `dependents.alsoHeldBy[${index}]`;
            const twin = alsoHeldBy.findIndex((other) => isSameName(other.name, name));
            return [
                ...unless(isText(name), `${argument}.name`, "must not be empty", name),
                ...unless(
                    isText(owner),
                    `${argument}.owner`,
                    "must not be empty: somebody has to answer for it",
                    owner,
                ),
                ...unless(
                    twin === index || twin === -1,
                    `${argument}.name`,
                    `"${name}" is in alsoHeldBy[${twin}] already`,
                    name,
                ),
                ...oneOfProblems(`${argument}.kind`, kind, KINDS),
            ];
        }),
    ];
}

function isText(value: unknown): boolean {
    return typeof value === "string" && value.trim() !== "";
}
