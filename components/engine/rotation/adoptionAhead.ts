import { sentenceOf } from "../../arguments/declaredArguments";
import type { Ahead, RotationInputs } from "../../arguments/rotationInputs";
import { adoptionPlan, type FoundPair, valuesThatStay } from "../../lifecycle/adoptionPlan";
import { decideAdoption, FOUND } from "../../lifecycle/decideAdoption";
import type { SlotNames } from "../../lifecycle/state";
import { redacted } from "../../redaction/redacted";
import type { ArgumentProblem } from "../../shape/problem";
import { containsUnknown } from "../../shape/unknown";
import { descriptionOf } from "../keyPairs/descriptionOf";
import { identityOf } from "../keyPairs/keyPairs";
import { report, warn } from "../report";
import { noteRestarts } from "../stackSummary";
import { type NotThere, type Survey, surveyOf } from "./survey";
import { touchedOf } from "./touched";

/**
 * Looks before the pair writes anything (rule 34): a preview of an adoption reports the findings and the steps of the update, and refuses a
 * pair that cannot work. It changes nothing, and a missing permission to look is no error.
 */
export async function adoptionProblems(
    olds: Partial<RotationInputs>,
    inputs: RotationInputs,
    { fromResources }: Ahead,
): Promise<readonly ArgumentProblem[]> {
    const kind = await adoptionKind(olds, inputs);
    const { source } = inputs;
    if (
        kind === undefined ||
        containsUnknown(source.service) ||
        (source.service === "custom" && containsUnknown(source))
    ) {
        return [];
    }
    const survey = await surveyOf(inputs);
    const misspelt: ArgumentProblem[] = [];
    for (const found of survey.notThere) {
        if (fromResources.includes(found.argument)) {
            await warn(inputs, notThereYet(found));
        } else {
            const reason = sentenceOf(inputs.pair, found.property, isNowhere(found));
            misspelt.push({ property: found.property, reason });
        }
    }
    for (const line of survey.notSeen) {
        await warn(inputs, redacted(`${line}; what it holds is not known before the update`));
    }
    const decision = decisionOf(inputs, survey, kind === "moved");
    if (decision.kind === "refuse") {
        // That sentence names its argument.
        return [...misspelt, { property: "initialSlot", reason: `${inputs.pair}: ${decision.reason}` }];
    }
    if (misspelt.length === 0) {
        const found = foundPair(inputs, survey, decision.slot);
        await report(inputs, adoptionPlan(found));
        const idle = valuesThatStay(found);
        const written = touchedOf(inputs.consumers).filter(({ values }) => values.some((name) => !idle.includes(name)));
        noteRestarts(written.flatMap(({ restarts = [] }) => restarts));
    }
    return misspelt;
}

/** The pairs in the state: if the engine replaces a pair, it checks the pair once more, as if it were new. */
const known = new Set<string>();

/**
 * Whether the pair is adopted for the first time, or has had another source (rule 17). Undefined if it is not adopted, or if it is replaced
 * with its source: the present keys of that source tell nothing of those to come.
 */
async function adoptionKind(
    { source: former, azureConfig }: Partial<RotationInputs>,
    inputs: RotationInputs,
): Promise<"first" | "moved" | undefined> {
    if (former === undefined || azureConfig === undefined) {
        return known.has(inputs.owner) ? undefined : "first";
    }
    known.add(inputs.owner);
    if (containsUnknown([former, inputs.source])) {
        return undefined;
    }
    const [before, now] = await Promise.all([
        identityOf(former, azureConfig),
        identityOf(inputs.source, inputs.azureConfig),
    ]);
    return before === now ? undefined : "moved";
}

function decisionOf(inputs: RotationInputs, { keys, holdings }: Survey, isMoved: boolean) {
    const { slots } = descriptionOf(inputs.source);
    const { initialSlot = slots[0], pinnedSlot } = inputs;
    const desired = { slots, initialSlot, ...(pinnedSlot === undefined ? {} : { pinnedSlot }) };
    // Without keys there is nothing to compare with: the update does.
    const observed = typeof keys === "object" ? { fingerprints: keys, holdings } : { fingerprints: {}, holdings: [] };
    return decideAdoption(desired, observed, isMoved);
}

function foundPair(inputs: RotationInputs, { keys, values }: Survey, slot: string): FoundPair {
    const { source, customConsumers, initialSlot, pinnedSlot } = inputs;
    const { slots } = descriptionOf(source);
    const isOpen = typeof keys !== "object" && initialSlot === FOUND && pinnedSlot === undefined;
    return {
        source: nameOf(source),
        keys,
        slots,
        slot: isOpen ? eitherOf(slots) : slot,
        values,
        customConsumers,
    };
}

function eitherOf([first, second]: SlotNames): string {
    return `${first} or ${second}`;
}

function nameOf(source: RotationInputs["source"]): string {
    const name = "name" in source ? source.name : "vaultName" in source ? source.vaultName : "the custom pair";
    return typeof name === "string" && !containsUnknown(name) ? name : "the source";
}

/** Nothing of the program makes it: the name is plain text, and there is no such thing. */
function isNowhere({ what, id, closest }: NotThere): string {
    const meant = closest === undefined ? "" : `; did you mean "${closest}"?`;
    return (
        `names ${what} that does not exist (${id})${meant}; nothing was changed; mend the name, or, if this program makes it, take the name ` +
        "from that resource's output, so that the pair comes after it"
    );
}

/** A resource of the program gives the name, so this update may make it. */
function notThereYet({ what, property, id }: NotThere): string {
    return `${property}: ${what} is not there yet (${id}); this update makes it, or the update stops there`;
}
