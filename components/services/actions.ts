import type { AzureService, Regenerate } from "./azureService";

/** The actions of Azure's access control that a rotation of this service needs, and no others. */
export function actionsOfService({
    type,
    actionsLevel,
    list,
    regenerate,
    slots,
    endpoints,
}: AzureService): readonly string[] {
    const [namespace = "", ...levels] = type.split("/");
    const typeAt = (level: number | undefined) => [namespace, ...levels.slice(0, level)].join("/");
    return [
        `${typeAt(actionsLevel)}/${list.action}/action`,
        ...regenerateActions(regenerate, slots, typeAt(actionsLevel), typeAt(-1)),
        ...(endpoints === undefined || endpoints.level === 0 ? [] : [`${typeAt(endpoints.level)}/read`]),
    ];
}

function regenerateActions(
    regenerate: Regenerate,
    slots: readonly string[],
    type: string,
    parentType: string,
): readonly string[] {
    if (regenerate.kind === "policy") {
        const { listPolicies } = regenerate;
        return [`${parentType}/read`, `${parentType}/${listPolicies}/action`, `${parentType}/write`];
    }
    const { action } = regenerate;
    // In the path, the parts after the name of an action are parameters.
    const names = slots.map((slot) => action(slot).split("/")[0]);
    return [...new Set(names)].map((name) => `${type}/${name}/action`);
}
