import { unused } from "../../../components/index";
import type { MakePlace } from "./keyPlace";

const TWO_HOURS_MS = 7_200_000;

/** The log of the account's requests: a key is retired, and regenerated, only when nobody uses it. Holds no key. */
export const requestLog: MakePlace = async ({ azure, account }) => {
    const workspaceId = azure.logs.create();
    azure.logs.send(account.name, "blob", workspaceId);
    // A test does not wait: what was before a place took its key is long ago, and so are the last requests of the application before that.
    const switches = [
        `sites/restarted web-${account.name}`,
        `sites/formerEnded web-${account.name}`,
        `vaults/secrets/put vault-${account.name}/uploads`,
    ];
    azure.journal.on(({ operation, target }) => {
        if (switches.includes(`${operation} ${target}`)) {
            azure.logs.age(workspaceId, TWO_HOURS_MS);
        }
    });
    const gates = [unused({ workspaceId, quietFor: "1h", showsUpWithin: "6s" })];
    return { described: { gates }, values: () => [], aliases: [workspaceId] };
};
