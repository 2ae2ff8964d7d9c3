import type { Input } from "@pulumi/pulumi";
import { membersOf } from "../../shape/containers";
import { optional } from "../../shape/shape";
import { flag, name } from "../../shape/values";
import { actionKind } from "../armAction/actionKind";
import { type ActionPlaceArgs, actionPlaceId, actionPlaceProblems } from "../armAction/actionPlace";
import type { Consumer, PlaceOf, WrittenKind } from "../consumer";
import type { ConsumerDeclaration } from "../declaration";
import { keyContentProblems } from "../placeProblems";
import { content, resource } from "../shapes";
import type { KeyContent } from "../values/keyContent";
import { API_VERSION, automationAccounts } from "./scan";

/** A variable of an Automation account that holds the active key. */
export interface AutomationVariableArgs extends ActionPlaceArgs {
    /** Name of the Automation account. */
    readonly automationAccountName: Input<string>;
    /** Name of the variable. */
    readonly variableName: Input<string>;
    /** Whether it is encrypted, which is a property for ever; default true. One that is not shows the key to every reader of the account. */
    readonly isEncrypted?: Input<boolean>;
    /** Its content; default `key`. */
    readonly content?: KeyContent;
}

/** A variable as a consumer. */
export interface AutomationVariableConsumer extends AutomationVariableArgs, Consumer {
    /** The kind of the consumer; set by `automationVariable`. */
    readonly kind: "automationVariable";
}

/** The same as plain values. */
export type AutomationVariablePlace = PlaceOf<AutomationVariableConsumer>;

/**
 * A variable of an Automation account: runbooks read it when they ask for it, and a running one continues with the value that it has read. An
 * encrypted one cannot be read.
 */
export function automationVariable(args: AutomationVariableArgs): AutomationVariableConsumer {
    return { kind: "automationVariable", ...args };
}

/** Variables, which are shown if they are not encrypted. */
export const automationVariableKind: WrittenKind<AutomationVariablePlace> = actionKind({
    role: "variable",
    names: ({ automationAccountName, variableName }) => [automationAccountName, variableName],

    problems(place, all) {
        const { argument, content = "key" } = place;
        return [
            ...actionPlaceProblems(place, all, ({ automationAccountName, variableName }) => ({
                automationAccountName,
                variableName,
            })),
            ...keyContentProblems(`${argument}.content`, content),
        ];
    },

    form(place, subscriptionId) {
        const { automationAccountName, variableName, isEncrypted = true } = place;
        const account = `Microsoft.Automation/automationAccounts/${automationAccountName}`;
        const path = actionPlaceId(place, `${account}/variables/${variableName}`, subscriptionId);
        const apiVersion = API_VERSION;
        const body = { name: variableName, properties: { isEncrypted } };
        const call = { method: "GET", path, apiVersion } as const;
        const shown = { call, contentAt: "/properties/value", timeout: "1m" };
        return {
            act: { method: "PUT", path, apiVersion, body },
            contentAt: "/properties/value",
            isJson: true,
            ...(isEncrypted ? {} : { check: shown }),
            undo: { method: "DELETE", path, apiVersion },
        };
    },
});

/** Variables of Automation accounts. */
export const automationVariableDeclaration: ConsumerDeclaration<AutomationVariableConsumer> = {
    example: automationVariable({
        resourceGroupName: "rg",
        subscriptionId: "b7a2c9d0-1111-2222-3333-123456789012",
        automationAccountName: "robots",
        variableName: "uploads",
        isEncrypted: true,
    }),
    shape: membersOf<AutomationVariableConsumer>({
        ...resource,
        automationAccountName: name,
        variableName: name,
        isEncrypted: optional(flag),
        content,
    }),
    place: automationVariableKind,
    scanners: [automationAccounts],
};
