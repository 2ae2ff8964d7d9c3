import type { Place } from "../components/consumers/consumer";
import { consumerOf } from "../components/consumers/consumers";
import { actionsOfService } from "../components/keySources/actions";
import { azureService } from "../components/keySources/azureServices";
import type { SourceInputs } from "../components/keySources/keySource";

/** A custom role as `az role definition create` takes it. */
export interface RoleDefinition {
    readonly Name: string;
    readonly IsCustom: true;
    readonly Description: string;
    readonly Actions: readonly string[];
    readonly AssignableScopes: readonly string[];
}

/** A pair as it stands in a stack's state. */
export interface DeployedPair {
    readonly source: SourceInputs;
    readonly consumers: readonly Place[];
    /** ARM id of what has the keys. */
    readonly sourceId: string;
}

/** The role that is enough, and no more than enough, to rotate these pairs. */
export function roleFor(pairs: readonly DeployedPair[], name: string): RoleDefinition {
    const actions = pairs.flatMap(({ source, consumers }) => [
        ...actionsOfService(azureService(source.service)),
        ...consumers.flatMap((place) => consumerOf(place).actions(place)),
    ]);
    const scopes = pairs.map(({ sourceId }) => /^\/subscriptions\/[^/]+/.exec(sourceId)?.[0] ?? "");
    return {
        Name: name,
        IsCustom: true,
        Description: `Rotates ${pairs.length === 1 ? "one pair" : `${pairs.length} pairs`} of keys with pulumi-two-key.`,
        Actions: [...new Set(actions)].sort(),
        AssignableScopes: [...new Set(scopes)].sort(),
    };
}
