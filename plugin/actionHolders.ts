import { type Input, output } from "@pulumi/pulumi";
import { type ArmActionArgs, armAction } from "../components/consumers/actions/armAction";
import { automationVariable } from "../components/consumers/actions/automationVariable";
import { batchAutoStorage } from "../components/consumers/actions/batchAutoStorage";
import { linkedService } from "../components/consumers/actions/linkedService";
import { machineLearningWorkspace } from "../components/consumers/actions/machineLearningWorkspace";
import { mediaServicesAccount } from "../components/consumers/actions/mediaServicesAccount";
import { namedValue } from "../components/consumers/actions/namedValue";
import { commandHolder } from "../components/consumers/commandHolder";
import type { Holder as DeclaredHolder } from "../components/consumers/consumer";
import { iotHubEndpoints } from "../components/consumers/iotHub/iotHubEndpoints";
import type { KeyContent } from "../components/consumers/keyContent";
import { given } from "./given";
import type { Holder } from "./holderArgs";
import { placeOf } from "./holderPlace";
import { propertyProblem, type Required } from "./propertyProblem";

/** Places outside App Service by their kind, with what each needs. What is none of the values that it may have is refused by the pair's own check. */
export const ACTION_HOLDERS: Readonly<
    Record<string, (holder: Holder, argument: string, required: Required) => DeclaredHolder>
> = {
    machineLearningWorkspace: (holder, _, required) =>
        machineLearningWorkspace({
            ...placeOf(holder, required),
            workspaceName: required("workspaceName", holder.workspaceName),
            ...given({ takesOnly: holder.takesOnly, timeout: holder.timeout }),
        }),
    batchAutoStorage: (holder, _, required) =>
        batchAutoStorage({ ...placeOf(holder, required), accountName: required("accountName", holder.accountName) }),
    mediaServicesAccount: (holder, _, required) =>
        mediaServicesAccount({
            ...placeOf(holder, required),
            accountName: required("accountName", holder.accountName),
            storageAccountId: required("storageAccountId", holder.storageAccountId),
        }),
    namedValue: (holder, _, required) =>
        namedValue({
            ...placeOf(holder, required),
            serviceName: required("serviceName", holder.serviceName),
            namedValueId: required("namedValueId", holder.namedValueId),
            ...given({ displayName: holder.displayName, tags: holder.tags, ...heldBy(holder) }),
        }),
    iotHubEndpoints: (holder, _, required) =>
        iotHubEndpoints({
            ...placeOf(holder, required),
            hubName: required("hubName", holder.hubName),
            ...given({ routing: holder.routing, fileUpload: holder.fileUpload, cachedFor: holder.cachedFor }),
        }),
    linkedService: (holder, argument, required) =>
        linkedService({
            ...placeOf(holder, required),
            factoryName: required("factoryName", holder.factoryName),
            linkedServiceName: required("linkedServiceName", holder.linkedServiceName),
            definition: objectIn(`${argument}.definition`, required("definition", holder.definition)),
            contentAt: required("contentAt", holder.contentAt),
            ...given(heldBy(holder)),
        }),
    automationVariable: (holder, _, required) =>
        automationVariable({
            ...placeOf(holder, required),
            automationAccountName: required("automationAccountName", holder.automationAccountName),
            variableName: required("variableName", holder.variableName),
            ...given({ isEncrypted: holder.isEncrypted, content: contentOf(holder) }),
        }),
    armAction: (holder, argument, required) => {
        const { name, wave, method, body, contentAt, check, afterRetirement } = holder;
        return armAction({
            path: required("path", holder.path),
            apiVersion: required("apiVersion", holder.apiVersion),
            ...given({
                name,
                wave,
                method: method as ArmActionArgs["method"],
                body: body === undefined ? undefined : objectIn(`${argument}.body`, body),
                contentAt,
                check: check as ArmActionArgs["check"],
                afterRetirement,
                ...heldBy(holder),
            }),
        });
    },
    commandHolder: (holder, _, required) => {
        const { name, wave, look, timeout } = holder;
        return commandHolder({
            label: required("label", holder.label),
            command: required("command", holder.command),
            ...given({ name, wave, look, timeout, ...heldBy(holder) }),
        });
    },
};

function heldBy(holder: Holder) {
    return { content: contentOf(holder), cachedFor: holder.cachedFor };
}

function contentOf({ content }: Holder): KeyContent | undefined {
    return content as KeyContent | undefined;
}

/** The object that a JSON text is. */
function objectIn(property: string, json: Input<string>): Input<Readonly<Record<string, unknown>>> {
    return typeof json === "string" ? parsed(property, json) : output(json).apply((text) => parsed(property, text));
}

function parsed(property: string, json: string): Readonly<Record<string, unknown>> {
    try {
        const value: unknown = JSON.parse(json);
        if (typeof value === "object" && value !== null && !Array.isArray(value)) {
            return value as Readonly<Record<string, unknown>>;
        }
    } catch {
        // Said below.
    }
    throw propertyProblem(property, "must be the JSON text of an object");
}
