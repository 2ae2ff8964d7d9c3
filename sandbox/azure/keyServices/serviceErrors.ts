import type { Answer } from "../answer";
import { ArmError } from "../arm/armErrors";
import type { ErrorForm } from "../arm/errorForms";
import type { Resource } from "./keyServiceResource";

/** Of each provider that was recorded to refuse in a form of its own: the form by status, the last one for all others. */
const FORMS: Readonly<Record<string, { readonly [status: number]: ErrorForm; readonly others: ErrorForm }>> = {
    "microsoft.automation": { 400: "modelState", others: "plain" },
    "microsoft.devices": { others: "iotHub" },
    "microsoft.documentdb": { others: "plain" },
};

/** The answer of the service of a resource that exists. Resource Manager itself refuses a call without a resource or with an unknown version. */
export async function inOwnForm({ id }: Resource, answer: () => Promise<Answer>): Promise<Answer> {
    try {
        return await answer();
    } catch (error) {
        const forms = FORMS[id.type.split("/")[0]?.toLowerCase() ?? ""];
        throw error instanceof ArmError && forms !== undefined
            ? error.inForm(forms[error.status] ?? forms.others)
            : error;
    }
}
