import type { Input } from "@pulumi/pulumi";
import { unless } from "../../arguments/problem";
import type { Holder, PlaceOf, WrittenConsumer } from "../consumer";
import type { KeyContent } from "../keyContent";
import { CONTENTS } from "../placeProblems";
import { actionConsumer } from "./actionConsumer";
import { type ActionPlaceArgs, actionPlaceId, actionPlaceProblems } from "./actionPlace";

/** A variable of an Automation account that holds the active key. */
export interface AutomationVariableArgs extends ActionPlaceArgs {
    /** Name of the Automation account. */
    readonly automationAccountName: Input<string>;
    /** Name of the variable. */
    readonly variableName: Input<string>;
    /** Whether it is encrypted, which is a property for ever; default true. One that is not shows the key to every reader of the account. */
    readonly isEncrypted?: Input<boolean>;
    /** What it holds; default `key`. */
    readonly content?: KeyContent;
}

/** A variable as a holder. */
export interface AutomationVariableHolder extends AutomationVariableArgs, Holder {
    /** Says what the place is; set by `automationVariable`. */
    readonly kind: "automationVariable";
}

/** The same as plain values. */
export type AutomationVariablePlace = PlaceOf<AutomationVariableHolder>;

/**
 * A variable of an Automation account, for `holders`: runbooks read it when they ask for it, and one that runs goes on with what it has read. Where it is
 * encrypted, nobody can look at it. It is deleted when it is left out of the program.
 */
export function automationVariable(args: AutomationVariableArgs): AutomationVariableHolder {
    return { kind: "automationVariable", ...args };
}

/** Variables, which are shown where they are not encrypted. */
export const automationVariableConsumer: WrittenConsumer<AutomationVariablePlace> = actionConsumer({
    role: "variable",
    names: ({ automationAccountName, variableName }) => [automationAccountName, variableName],

    problems(place, all) {
        const { argument, content = "key" } = place;
        return [
            ...actionPlaceProblems(place, all, ({ automationAccountName, variableName }) => ({
                automationAccountName,
                variableName,
            })),
            ...unless(CONTENTS.includes(content), `${argument}.content`, `must be ${CONTENTS.join(" or ")}`, content),
        ];
    },

    form(place, subscriptionId) {
        const { automationAccountName, variableName, isEncrypted = true } = place;
        const account = `Microsoft.Automation/automationAccounts/${automationAccountName}`;
        const path = actionPlaceId(place, `${account}/variables/${variableName}`, subscriptionId);
        const apiVersion = "2015-10-31";
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
