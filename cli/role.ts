import type { Place } from "../components/consumers/consumer";
import { consumerKindOf } from "../components/consumers/consumers";
import { isKeyVaultSecret } from "../components/consumers/keyVault/keyVaultSecret";
import { lookingActions, lookingDataActions } from "../components/dependents/scanners";
import type { Gate } from "../components/gates/gate";
import { gateActions } from "../components/gates/gatesOfPair";
import { actionsOfService } from "../components/services/actions";
import { azureService } from "../components/services/azureServices";
import type { SourceInputs } from "../components/services/sourceInputs";
import { vaultPairDataActions } from "../components/services/vaultPair";

/** A custom role as `az role definition create` takes it. */
export interface RoleDefinition {
    readonly Name: string;
    readonly IsCustom: true;
    readonly Description: string;
    readonly Actions: readonly string[];
    /** The actions on data planes; absent without such actions. */
    readonly DataActions?: readonly string[];
    readonly AssignableScopes: readonly string[];
}

/** A pair as it stands in a stack's state. */
export interface DeployedPair {
    readonly source: SourceInputs;
    readonly consumers: readonly Place[];
    /** Absent in a state that an early version wrote. */
    readonly gates?: readonly Gate[];
    /** Identity of the resource that has the keys; for Azure's services, the ARM id. */
    readonly sourceId: string;
    /** Absent if nobody looks for dependents. */
    readonly dependents?: unknown;
}

/** The role that is enough, and no more than enough, to rotate these pairs. */
export function roleFor(pairs: readonly DeployedPair[], name: string): RoleDefinition {
    const actions = pairs.flatMap(({ source, consumers, gates = [], dependents }) => [
        ...actionsOfSource(source),
        ...consumers.flatMap((place) => consumerKindOf(place).actions(place)),
        ...gates.flatMap(gateActions),
        ...(dependents === undefined ? [] : lookingActions),
    ]);
    const dataActions = pairs.flatMap(({ source, consumers, dependents }) => [
        ...(source.service === "vaultPair" ? vaultPairDataActions : []),
        ...(consumers.some(isDeletedWithEntry) ? ["Microsoft.KeyVault/vaults/secrets/delete"] : []),
        ...(dependents === undefined ? [] : lookingDataActions),
    ]);
    // Only an ARM id contains its subscription.
    const scopes = pairs.flatMap(({ sourceId }) => /^\/subscriptions\/[^/]+/.exec(sourceId) ?? []);
    return {
        Name: name,
        IsCustom: true,
        Description: `Rotates ${pairs.length === 1 ? "one pair" : `${pairs.length} pairs`} of keys with pulumi-two-key.`,
        Actions: [...new Set(actions)].sort(),
        ...(dataActions.length === 0 ? {} : { DataActions: [...new Set(dataActions)] }),
        AssignableScopes: [...new Set(scopes)].sort(),
    };
}

function isDeletedWithEntry(place: Place & { readonly onRemove?: string }): boolean {
    return isKeyVaultSecret(place) && place.onRemove === "delete";
}

/** The actions of Azure Resource Manager on the service itself. */
function actionsOfSource(source: SourceInputs): readonly string[] {
    return source.service === "vaultPair" || source.service === "custom"
        ? []
        : actionsOfService(azureService(source.service));
}
