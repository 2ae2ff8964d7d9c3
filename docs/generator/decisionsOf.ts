import type { Lifecycle } from "../../components/lifecycle/lifecycle";
import type { RuleId } from "../../components/lifecycle/rules";

/** The decisions of each list that keep a rule, as sentences. */
export function decisionsOf(id: RuleId, { adoptionRules, rotationRules, retirementRules, waveRules }: Lifecycle) {
    const kept = (list: readonly { readonly id: number; readonly sentence: string }[]) =>
        list.filter((rule) => rule.id === id).map(({ sentence }) => sentence);
    return {
        adoptionRules: kept(adoptionRules),
        rotationRules: kept(rotationRules),
        retirementRules: kept(retirementRules),
        waveRules: kept(waveRules),
    };
}
