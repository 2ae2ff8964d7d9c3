import { oneLine } from "../oneLine";
import { member } from "./member";

/** The error of a service in its own words. Each part may be absent. */
export interface ServiceError {
    /** Such as `ResourceNotFound`. */
    readonly code: string | undefined;
    readonly message: string | undefined;
}

/**
 * The error in a body. Resource Manager says `{ error: { code, message } }`. Services behind it were recorded to say `{ code, message }`
 * (Cosmos DB), `{ Code, Message }` (App Service), `{ Code, HttpStatusCode, Message }`, where the code may be a number (IoT Hub),
 * `{ Error: { Code, Message } }` and `{ Message, ModelState }` (Automation). Any member may be null.
 */
export function serviceErrorIn(body: unknown): ServiceError {
    const enclosed = member(body, "error");
    const error = typeof enclosed === "object" && enclosed !== null ? enclosed : body;
    return { code: wordIn(error, "code"), message: wordIn(error, "message") };
}

/** The same of a body that is a text; it finds nothing in a text that is not JSON, such as the page of a proxy. */
export function serviceErrorInText(text: string | null | undefined): ServiceError {
    try {
        return serviceErrorIn(JSON.parse(text ?? ""));
    } catch {
        return { code: undefined, message: undefined };
    }
}

/** An error in one line. */
export function wordsOf({ code, message }: ServiceError): string {
    return oneLine([code, message].filter((word) => word !== undefined).join(": ") || "no further word");
}

function wordIn(error: unknown, name: string): string | undefined {
    const word = member(error, name);
    return (typeof word === "string" && word !== "") || typeof word === "number" ? String(word) : undefined;
}
