import { connectionStrings, storageMounts } from "../../../components/index";
import { GROUP } from "../../integration/support/testbed";
import type { MakePlace } from "./keyPlace";

/** A deployment slot of the pair's web app, with a setting, a connection string and a mount. */
export const deploymentSlot: MakePlace = async ({ azure, account, arm }) => {
    const path = `web-${account.name}/slots/staging`;
    await arm("PUT", `Microsoft.Web/sites/${path}`, { location: "here" });
    const site = azure.sites.get(`web-${account.name}/staging`);
    const place = { resourceGroupName: GROUP, site: `web-${account.name}`, slot: "staging" };
    const mount = { accountName: account.name, shareName: "photos", mountPath: "/photos" };
    return {
        described: {
            appSettings: [{ ...place, settings: { STAGED: "key" } }],
            others: [
                connectionStrings({ ...place, connectionStrings: { UPLOADS: { value: "connectionString" } } }),
                storageMounts({ ...place, mounts: { photos: mount } }),
            ],
        },
        values: () => {
            const { settings, connectionStrings: strings, mounts } = site.config;
            const running = site.runningValues;
            return [
                settings.STAGED ?? "",
                strings.UPLOADS?.value ?? "",
                mounts.photos?.accessKey ?? "",
                ...Array.from({ length: 3 }, (_, index) => running[index] ?? ""),
            ];
        },
    };
};
