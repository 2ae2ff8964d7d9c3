import type { Answer } from "../callPipeline";

/** A refusal in the form of Azure Resource Manager. */
export class ArmError extends Error {
    override readonly name = "ArmError";

    constructor(
        readonly status: number,
        readonly code: string,
        message: string,
        readonly headers: Readonly<Record<string, string>> = {},
    ) {
        super(message);
    }

    toAnswer(): Answer {
        return {
            status: this.status,
            headers: { ...this.headers, "x-ms-error-code": this.code },
            body: { error: { code: this.code, message: this.message } },
        };
    }
}

/** 404 for a resource that is not there, worded as Azure does. */
export function resourceNotFound(type: string, name: string, resourceGroup: string): ArmError {
    return new ArmError(
        404,
        "ResourceNotFound",
        `The Resource '${type}/${name}' under resource group '${resourceGroup}' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix`,
    );
}
