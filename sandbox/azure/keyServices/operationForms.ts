import { randomBytes } from "node:crypto";
import type { OperationForm } from "../arm/operations";

/** The parts of an operation's address. */
export interface Address {
    readonly subscription: string;
    /** The path of the resource. */
    readonly resource: string;
    /** The path of the call. */
    readonly call: string;
    readonly apiVersion: string;
    /** Whether the call makes what its path names. */
    readonly isNew: boolean;
}

/** How a service was recorded to show its operations. */
export type MakeForm = (address: Address) => OperationForm;

/** Services that are not recorded one by one: a space in the address, and another address in each answer. */
export const unrecordedForm: MakeForm = ({ subscription, apiVersion }) => ({
    statusAddress: `/subscriptions/${subscription}/providers/Microsoft.Resources/locations/West US/operations/$ID?api-version=${apiVersion}`,
    statuses: ["Accepted", "Creating"],
    isRenewed: true,
});

export const iotHubForm: MakeForm = ({ subscription, apiVersion }) => ({
    statusAddress: `/subscriptions/${subscription}/providers/Microsoft.Devices/locations/here/operationResults/$ID?api-version=${apiVersion}&operationSource=other&asyncinfo`,
    statuses: ["Running"],
    beside: () => ({}),
});

export const deviceProvisioningForm: MakeForm = ({ resource, apiVersion }) => ({
    statusAddress: `${resource}/operationResults/$ID?api-version=${apiVersion}&asyncinfo`,
    statuses: ["Running"],
    beside: () => ({}),
});

/** SignalR and Web PubSub. */
export const signalRForm: MakeForm = ({ resource, apiVersion }) => ({
    statusAddress: `${resource}/operationStatuses/$ID?api-version=${apiVersion}`,
    resultAddress: `${resource}/operationResults/$ID?api-version=${apiVersion}`,
    isSigned: true,
    statuses: ["Running"],
    beside: (name, id) => ({ id, name, startTime: new Date().toISOString() }),
});

export const cosmosForm: MakeForm = ({ subscription, call, apiVersion }) => ({
    statusAddress: `/subscriptions/${subscription}/providers/Microsoft.DocumentDB/locations/here/operationsStatus/$ID?api-version=${apiVersion}`,
    resultAddress: `${call}/operationResults/$ID?api-version=${apiVersion}`,
    statuses: ["Enqueued", "Dequeued"],
    beside: () => ({}),
});

/** Its name has a hash behind it. */
export const communicationForm: MakeForm = ({ subscription, resource, apiVersion }) => {
    const hash = randomBytes(32).toString("hex").toUpperCase();
    const shown = { resourceId: resource, startTime: new Date().toISOString(), properties: null };
    return {
        statusAddress: `/subscriptions/${subscription}/providers/Microsoft.Communication/locations/HERE/operationStatuses/$ID*${hash}?api-version=${apiVersion}`,
        isSigned: true,
        statuses: ["Accepted"],
        beside: (name, id) => ({ id, name: `${name}*${hash}`, ...shown }),
    };
};

/** Of another api-version than the call, with another signature in each answer, and an error that is null while there is no error. */
export const configurationForm: MakeForm = ({ subscription }) => ({
    statusAddress: `/subscriptions/${subscription}/providers/Microsoft.AppConfiguration/locations/here/operationsStatus/$ID?api-version=2025-06-01-preview`,
    isSigned: true,
    isRenewed: true,
    statuses: ["Creating"],
    beside: (name, id) => ({ id, name, error: null }),
});

export const eventGridForm: MakeForm = ({ subscription, apiVersion }) => ({
    statusAddress: `/subscriptions/${subscription}/providers/Microsoft.EventGrid/locations/here/operationsStatus/$ID?api-version=${apiVersion}`,
    spellsPort: true,
    statuses: ["InProgress"],
    beside: (name, id) => ({ id, name }),
});

/** Named values: the address is that of the value, and its own answer is the end. */
export const apiManagementForm: MakeForm = ({ call, apiVersion, isNew }) => ({
    resultAddress: `${call}?api-version=${apiVersion}&asyncId=$ID&asyncCode=${isNew ? 201 : 200}`,
    statuses: [],
});
