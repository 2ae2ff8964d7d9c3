import type { Held, Scanner } from "../scanner";

/** The version of the service's API that is called. */
export const API_VERSION = "2015-10-31";

const ENCRYPTED =
    "encrypted: a runbook of its owner sees it by `Get-AutomationVariable`, and `dependents.alsoHeldBy` takes the answer";

/** Variables of Automation accounts. A reader cannot see an encrypted one. */
export const automationAccounts: Scanner = {
    title: "Automation variable",
    documented: {
        calls: "1",
        known: "by fingerprint",
        notSeen: "encrypted ones, which are named as not looked at",
    },
    type: "Microsoft.Automation/automationAccounts",
    apiVersion: API_VERSION,
    actions: ["Microsoft.Automation/automationAccounts/read", "Microsoft.Automation/automationAccounts/variables/read"],

    async look({ id, name, tags }, ask) {
        const variables = await ask.all({ method: "GET", path: `${id}/variables`, apiVersion: API_VERSION }, name);
        return variables.flatMap((variable): Held[] => {
            const place = `${name}/${variable.name}`;
            const { isEncrypted, value } = variable.properties as { isEncrypted?: boolean; value?: string };
            if (isEncrypted === true) {
                ask.notLookedAt(place, ENCRYPTED);
                return [];
            }
            const content = { kind: "text", text: value ?? "" } as const;
            return [{ kind: automationAccounts.title, holder: variable.id, name: "", place, tags, content }];
        });
    },
};
