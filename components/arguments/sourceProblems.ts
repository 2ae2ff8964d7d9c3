import { azureService } from "../keySources/azureServices";
import type { SourceInputs } from "../keySources/keySource";
import { namesIn } from "../keySources/names";
import { type ArgumentProblem, unless } from "./problem";

/** What is wrong with the source of a pair. */
export function sourceProblems(source: SourceInputs): readonly ArgumentProblem[] {
    return [
        ...unless(source.resourceGroupName !== "", "source.resourceGroupName", "must not be empty"),
        ...nameProblems(source),
    ];
}

/** A name that contains a slash cannot be told from two, so the last one is blamed where there are too many. */
function nameProblems({ service, name }: SourceInputs): readonly ArgumentProblem[] {
    const { names } = azureService(service);
    const given = namesIn(name);
    return names.flatMap(({ argument, pattern, rule }, level) => {
        const isLast = level === names.length - 1;
        const part = (isLast ? given.slice(level).join("/") : given[level]) ?? "";
        return unless(pattern.test(part), `source.${argument}`, `"${part}" ${rule}`, name);
    });
}
