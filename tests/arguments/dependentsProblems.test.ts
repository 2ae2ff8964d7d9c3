import type { RotationInputs } from "../../components/arguments/rotationInputs";
import { DEPENDENTS_DEFAULTS } from "../../components/dependents/dependentsSearch";
import { good } from "./support/pairs";
import { areRefusedByName, type Refusal } from "./support/refusals";

type Dependents = typeof DEPENDENTS_DEFAULTS;
type Entry = Dependents["alsoHeldBy"][number];

function withDependents(changes: Partial<Dependents>): RotationInputs {
    return { ...good, dependents: { ...DEPENDENTS_DEFAULTS, ...changes } };
}

function withEntries(...entries: readonly Partial<Entry>[]): RotationInputs {
    const whole = { name: "Storage Explorer", owner: "media", kind: "byHand" };
    return withDependents({ alsoHeldBy: entries.map((entry) => ({ ...whole, ...entry })) });
}

const REFUSALS: readonly Refusal[] = [
    [
        "an unknown wish",
        withDependents({ unregistered: "ask" }),
        "dependents.unregistered",
        /"ask" is not one of refuse, warn/,
    ],
    ["an unknown wish for what is unseen", withDependents({ notLookedAt: "" }), "dependents.notLookedAt", /not one of/],
    ["no calls", withDependents({ maxCalls: 0 }), "dependents.maxCalls", /above 0/],
    ["half a call", withDependents({ maxCalls: 1.5 }), "dependents.maxCalls", /whole number/],
    ["a tag without a name", withDependents({ ownerTag: " " }), "dependents.ownerTag", /empty/],
    ["a subscription by name", withDependents({ subscriptionIds: ["dev"] }), "dependents.subscriptionIds[0]", /"dev"/],
    ["an entry without a name", withEntries({ name: "" }), "dependents.alsoHeldBy[0].name", /empty/],
    [
        "an entry that nobody answers for",
        withEntries({ owner: undefined as unknown as string }),
        "dependents.alsoHeldBy[0].owner",
        /somebody has to answer/,
    ],
    ["an entry of no kind", withEntries({ kind: "maybe" }), "dependents.alsoHeldBy[0].kind", /byHand, elsewhere/],
    [
        "two entries of one name",
        withEntries({}, { name: "storage explorer" }),
        "dependents.alsoHeldBy[1].name",
        /already/,
    ],
];

describe("bad wishes for dependents are refused by name", () => {
    areRefusedByName(REFUSALS);
});
