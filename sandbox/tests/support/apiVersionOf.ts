import { operationOf } from "../../azure/keyServices/specification";
import type { LocalAzure } from "../../azure/localAzure";

/** The api-version that the service's own package asks with for a resource of a service that the local Azure has. */
export function apiVersionOf({ keyServices }: LocalAzure, id: string): string {
    for (const specification of keyServices.specifications) {
        const operation = operationOf(specification, "GET", id);
        if (operation !== undefined) {
            return operation.apiVersion;
        }
    }
    throw new Error(`No service of the local Azure shows ${id}.`);
}
