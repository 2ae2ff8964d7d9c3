import type { Answer } from "../answer";
import type { Body } from "../arm/body";
import {
    apiManagementForm,
    communicationForm,
    configurationForm,
    cosmosForm,
    deviceProvisioningForm,
    eventGridForm,
    iotHubForm,
    type MakeForm,
    signalRForm,
    unrecordedForm,
} from "./operationForms";

interface Named {
    readonly name: string;
}

/** A write as the real service was recorded to answer it before it is carried out. */
export interface RecordedWrite {
    readonly status: number;
    /**
     * The body of the answer: the resource with its properties until the end; the keys of a regenerate that is done at once; a text that
     * goes out unchanged; this; or nothing.
     */
    readonly body: "resource" | "keys" | "null" | Body | undefined;
    /** The properties that the resource shows until the end. */
    readonly meanwhile?: Body;
    /** The same of a resource that the write makes, where that is something else. */
    readonly whenNew?: Body;
    readonly form: MakeForm;
    /** The answer to another write of the resource until the end; that write is carried out as well unless given. */
    readonly refusal?: (resource: Named) => Answer;
}

/** Anything but a recorded write that its package calls long-running. */
export const UNRECORDED: RecordedWrite = { status: 202, body: "null", form: unrecordedForm };

/** A PUT or PATCH that shows the resource, in that state. */
function written(status: number, provisioningState: string, form: MakeForm) {
    return { status, body: "resource", meanwhile: { provisioningState }, form } as const;
}

const provisioned = written(201, "Accepted", deviceProvisioningForm);
const signalR = written(201, "Creating", signalRForm);
const eventGrid = { ...written(201, "Updating", eventGridForm), whenNew: { provisioningState: "Creating" } };
const cosmosRegenerate = { status: 202, body: { status: "Enqueued" }, form: cosmosForm };

/** By lower-case type, then by action. */
const RECORDED: Readonly<Record<string, Readonly<Record<string, RecordedWrite>>>> = {
    "microsoft.devices/iothubs": { PUT: { ...written(201, "Accepted", iotHubForm), refusal: stillTransitioning } },
    "microsoft.devices/provisioningservices": {
        PUT: {
            ...provisioned,
            meanwhile: { state: "Transitioning", ...provisioned.meanwhile },
            // Not recorded; its sibling's answer.
            refusal: stillTransitioning,
        },
    },
    "microsoft.signalrservice/signalr": {
        PUT: signalR,
        regenerate: { status: 202, body: undefined, form: signalRForm },
    },
    "microsoft.signalrservice/webpubsub": {
        PUT: signalR,
        regenerate: { status: 202, body: "keys", form: signalRForm },
    },
    "microsoft.communication/communicationservices": { PUT: written(201, "Accepted", communicationForm) },
    "microsoft.appconfiguration/configurationstores": { PUT: written(201, "Creating", configurationForm) },
    "microsoft.eventgrid/topics": { PUT: eventGrid, PATCH: eventGrid },
    "microsoft.eventgrid/domains": { PUT: eventGrid, PATCH: eventGrid },
    "microsoft.eventgrid/partnernamespaces": { PUT: eventGrid, PATCH: eventGrid },
    "microsoft.eventgrid/namespaces": { PUT: eventGrid, PATCH: eventGrid },
    "microsoft.documentdb/databaseaccounts": {
        PUT: { ...written(200, "Creating", cosmosForm), refusal: operationInProgress },
        regenerate: { ...cosmosRegenerate, refusal: operationInProgress },
    },
    "microsoft.apimanagement/service/namedvalues": {
        PUT: { status: 202, body: undefined, form: apiManagementForm },
    },
};

/** How the write was recorded; nothing if it was not. @param done `PUT`, `PATCH` or `regenerate` */
export function recordedWrite(type: string, done: string): RecordedWrite | undefined {
    return RECORDED[type.toLowerCase()]?.[done];
}

function stillTransitioning({ name }: Named): Answer {
    const Message = `ErrorCode:IH409002; '${name}' is still transitioning: another write of it is under way.`;
    return { status: 409, body: { Code: "IH409002", HttpStatusCode: "Conflict", Message } };
}

function operationInProgress({ name }: Named): Answer {
    const message = `There is already an operation in progress which requires exclusive lock on this service ${name}. Please retry the operation after sometime.`;
    return { status: 412, body: { code: "PreconditionFailed", message } };
}
