import { appConfigurationKeyValues } from "../../../components/index";
import { GROUP } from "../../integration/support/testbed";
import { idOf, type MakePlace } from "./keyPlace";

/** Two key-values of an App Configuration store, which applications read all the time, and a sentinel. */
export const configurationStore: MakePlace = async ({ azure, account }) => {
    const configStoreName = `store-${account.name}`;
    const id = idOf(azure, GROUP, `Microsoft.AppConfiguration/configurationStores/${configStoreName}`);
    await azure.keyServices.create(id);
    const written = (name: string) => {
        const { value } = azure.keyServices.find(`${id}/keyValues/${name}`)?.properties ?? {};
        return typeof value === "string" ? value : "";
    };
    return {
        described: {
            others: [
                appConfigurationKeyValues({
                    resourceGroupName: GROUP,
                    configStoreName,
                    keyValues: { first: "key", second: "connectionString" },
                    sentinel: "sentinel",
                    cachedFor: "0s",
                }),
            ],
        },
        values: () => ["first", "second"].map(written),
    };
};
