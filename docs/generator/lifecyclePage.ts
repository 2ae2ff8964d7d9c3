import { type Lifecycle, shipped } from "../../components/lifecycle/lifecycle";
import { type LifecycleRule, type RuleId, rules } from "../../components/lifecycle/rules";
import { decisionsOf } from "./decisionsOf";
import { lifecycleIntroduction } from "./lifecycleIntroduction";
import { rulesIn, type TitledTest } from "./titledTests";

/** The page that tells of the lifecycle: its words, its states, its sequence, and every rule with the test that holds it. */
export function lifecyclePage(tests: readonly TitledTest[]): string {
    return [lifecycleIntroduction, ...rules.map((rule) => section(rule, tests))].join("\n");
}

/** The tests that hold a rule by their names, unit tests first. */
export function testsOf(id: number, tests: readonly TitledTest[]): readonly TitledTest[] {
    const named = tests.filter(({ titles }) => titles.some((title) => rulesIn(title).includes(id)));
    return [...named].sort((one, other) => rank(one) - rank(other));
}

/** The title that names the rule, as it stands in the source. */
export function titleWith(id: number, { titles }: TitledTest): string {
    return titles.find((title) => rulesIn(title).includes(id)) ?? "";
}

function rank({ file }: TitledTest): number {
    return file.startsWith("tests/lifecycle/") ? 0 : file.startsWith("tests/integration/") ? 2 : 1;
}

function section(
    { id, name, sentence, because, keptBy }: LifecycleRule & { id: RuleId },
    tests: readonly TitledTest[],
) {
    const held = testsOf(id, tests);
    const onEngine = held.find((test) => rank(test) === 2);
    const shown = [...new Set([held[0], onEngine])].flatMap((test) =>
        test === undefined ? [] : [`- Test: “${titleWith(id, test)}” in \`${test.file}\``],
    );
    return [
        `### Rule ${id}: ${name}`,
        "",
        sentence,
        "",
        `Why: ${because}`,
        "",
        ...keptBy.flatMap((keeper) => kept(keeper, id)),
        ...shown,
        "",
    ].join("\n");
}

const LISTS = {
    adoptionRules: "An adoption",
    rotationRules: "Rotation",
    retirementRules: "Retirement",
    waveRules: "A wave",
} as const satisfies Partial<Record<keyof Lifecycle, string>>;

function kept(keeper: string, id: RuleId): readonly string[] {
    if (isList(keeper)) {
        return decisionsOf(id, shipped)[keeper].map((sentence) => `- ${LISTS[keeper]}: ${sentence}`);
    }
    return [keeper.includes("/") ? `- Kept in \`${keeper}\`` : `- Kept by the step \`${keeper}\``];
}

function isList(keeper: string): keeper is keyof typeof LISTS {
    return Object.hasOwn(LISTS, keeper);
}
