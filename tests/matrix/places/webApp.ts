import { isReference, resolveReference } from "local-azure";
import type { SettingValue } from "../../../components/index";
import { GROUP } from "../../integration/support/testbed";
import type { MakePlace } from "./keyPlace";

/** Settings of the pair's web app. */
export function webApp(settings: Readonly<Record<string, SettingValue>>): MakePlace {
    const names = Object.keys(settings);
    return async ({ azure, account }) => {
        const site = azure.sites.get(`web-${account.name}`);
        /** The value that a restart, which may come at any time, would give the application. */
        const written = (value = "") => {
            const read = isReference(value) ? resolveReference(value, azure.vaults, site.principalId) : undefined;
            return read?.status === "Resolved" ? read.value : value;
        };
        return {
            described: { appSettings: [{ resourceGroupName: GROUP, site: site.name, settings }] },
            values: () => [
                ...names.map((name) => site.runningSettings[name] ?? ""),
                ...names.map((name) => written(site.settings[name])),
            ],
        };
    };
}
