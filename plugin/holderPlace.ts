import { given } from "./given";
import type { Holder } from "./holderArgs";
import type { Required } from "./propertyProblem";

/** Where a holder is that is in a resource group, and how its resource is called and ordered. */
export function placeOf({ resourceGroupName, subscriptionId, name, wave }: Holder, required: Required) {
    return {
        resourceGroupName: required("resourceGroupName", resourceGroupName),
        ...given({ subscriptionId, name, wave }),
    };
}
