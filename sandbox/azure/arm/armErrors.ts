import type { Answer } from "../answer";
import { type ErrorForm, errorBody } from "./errorForms";

/** The parts of a refusal besides its status, code and message. */
export interface ErrorExtras {
    readonly headers?: Readonly<Record<string, string>>;
    /** The form of its body; that of Azure Resource Manager unless given. */
    readonly form?: ErrorForm;
    /** The code of an inner error, which tells more. */
    readonly innerCode?: string;
}

/** A refusal in the form of Azure Resource Manager, or in that of the service that refuses. */
export class ArmError extends Error {
    override readonly name = "ArmError";

    constructor(
        readonly status: number,
        readonly code: string,
        message: string,
        readonly extras: ErrorExtras = {},
    ) {
        super(message);
    }

    /** The same in the form of a service, unless it has a form already. */
    inForm(form: ErrorForm): ArmError {
        return new ArmError(this.status, this.code, this.message, { form, ...this.extras });
    }

    toAnswer(): Answer {
        const { status, code, message } = this;
        const { headers, form = "arm", innerCode } = this.extras;
        const inner = { error: { code, message, innererror: { code: innerCode } } };
        return {
            status,
            headers: { ...headers, "x-ms-error-code": code },
            body: innerCode === undefined ? errorBody(form, { status, code, message }) : inner,
        };
    }
}

/** A refusal of App Service, in its own form. */
export function appServiceError(status: number, code: string, message: string): ArmError {
    return new ArmError(status, code, message, { form: "appService" });
}

/** 404 for a resource that is not there, worded as Azure does. */
export function resourceNotFound(type: string, name: string, resourceGroup: string): ArmError {
    return new ArmError(
        404,
        "ResourceNotFound",
        `The Resource '${type}/${name}' under resource group '${resourceGroup}' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix`,
    );
}
