/** The content of an error, in every form of its body. */
export interface ErrorText {
    readonly status: number;
    readonly code: string;
    readonly message: string;
}

/**
 * The bodies in which services were recorded to answer errors, by service. `arm`: Resource Manager and most services. `plain`: Cosmos DB
 * (412), SQL, DNS, Automation. `appService`: App Service for errors that it finds by itself. `iotHub`: IoT Hub; its code may be a number.
 * `capitals`: some conflicts of Resource Manager. `modelState`: Automation.
 */
const FORMS = {
    arm: ({ code, message }: ErrorText) => ({ error: { code, message } }),
    plain: ({ code, message }: ErrorText) => ({ code, message }),
    appService: ({ code, message }: ErrorText) => ({
        Code: code,
        Message: message,
        Target: null,
        Details: [{ Message: message }, { Code: code }, { ErrorEntity: { Code: code, Message: message } }],
        Innererror: null,
    }),
    iotHub: ({ status, code, message }: ErrorText) => ({
        Code: /^\d+$/.test(code) ? Number(code) : code,
        HttpStatusCode: HTTP_NAMES[status] ?? String(status),
        Message: message,
    }),
    capitals: ({ code, message }: ErrorText) => ({ Error: { Code: code, Message: message } }),
    modelState: ({ message }: ErrorText) => ({ Message: message, ModelState: { parameters: [message] } }),
} as const;

/** How HttpStatusCode names a status. */
const HTTP_NAMES: Readonly<Record<number, string>> = {
    400: "BadRequest",
    401: "Unauthorized",
    403: "Forbidden",
    404: "NotFound",
    409: "Conflict",
    412: "PreconditionFailed",
    429: "TooManyRequests",
    500: "InternalServerError",
};

export type ErrorForm = keyof typeof FORMS;

/** The body of an error in that form. */
export function errorBody(form: ErrorForm, error: ErrorText): object {
    return FORMS[form](error);
}
