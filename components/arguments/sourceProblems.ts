import { azureService, azureServices } from "../services/azureServices";
import { namesIn } from "../services/resourceNames";
import type { AzureSourceInputs, SourceInputs } from "../services/sourceInputs";
import { type ArgumentProblem, unless } from "../shape/problem";
import { isPathSegment } from "../shape/values";
import { type MaybeSecret, vaultPairProblems } from "./vaultPairProblems";

/** Whether a source is one of those that functions such as `storageAccount` make. */
export function isKeySource(source: unknown): source is SourceInputs {
    const { service } = (source ?? {}) as Partial<SourceInputs>;
    return service !== undefined && [...Object.keys(azureServices), "vaultPair", "custom"].includes(service);
}

/** Problems of the source of a pair. The loader of a custom pair checks its module. */
export function sourceProblems(
    source: SourceInputs,
    consumers: readonly MaybeSecret[],
    material: string | undefined,
): readonly ArgumentProblem[] {
    if (source.service === "custom") {
        return [];
    }
    return source.service === "vaultPair"
        ? vaultPairProblems(source, consumers, material)
        : [
              ...unless(source.resourceGroupName !== "", "source.resourceGroupName", "must not be empty"),
              ...nameProblems(source),
          ];
}

/** A name that contains a slash cannot be told from two, so the last one is blamed if there are too many. */
function nameProblems({ service, name }: AzureSourceInputs): readonly ArgumentProblem[] {
    const { names } = azureService(service);
    const given = namesIn(name);
    return names.flatMap(({ argument, pattern, rule }, level) => {
        const isLast = level === names.length - 1;
        const part = (isLast ? given.slice(level).join("/") : given[level]) ?? "";
        return unless(pattern.test(part) && isPathSegment(part), `source.${argument}`, `"${part}" ${rule}`, name);
    });
}
