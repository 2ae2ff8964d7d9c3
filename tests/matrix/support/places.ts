import type { JournalEntry } from "../../../sandbox/azure/journal";
import type { LocalAzure } from "../../../sandbox/azure/localAzure";
import type { Site } from "../../../sandbox/azure/sites/site";
import type { StorageAccount } from "../../../sandbox/azure/storage/storageAccount";
import type { Vault } from "../../../sandbox/azure/vaults/vault";
import { makeResources } from "../../integration/support/photos";
import type { Testbed } from "../../integration/support/testbed";

/** What one pair is about in the local Azure: the account that has its keys, and the web app and vault that hold one. */
export interface Places {
    readonly azure: LocalAzure;
    readonly account: StorageAccount;
    readonly site: Site;
    readonly vault: Vault;
}

/** Makes them past every stack. @param name names the account, in lower-case letters and digits. */
export async function makePlaces(testbed: Testbed, name: string): Promise<Places> {
    const { azure } = testbed.sandbox;
    await makeResources(testbed, name);
    return {
        azure,
        account: azure.storage.get(name),
        site: azure.sites.get(`web-${name}`),
        vault: azure.vaults.get(`vault-${name}`),
    };
}

/** The user agent by which requests that only try held keys are told from those of a pair's own probe. */
export const READER = "reader-of-held-keys";

/** Tells the calls of a pair's handlers, and of the provider of its secret, from all others. */
export function callsOf(places: Places): (entry: Named) => boolean {
    const isAbout = entriesAbout(places);
    return (entry) => isAbout(entry) && entry.client !== READER && !isOfApplication(entry);
}

/** Tells the entries that may go with a change of the pair's keys, or of who holds one. */
export function changesOf(places: Places): (entry: Named) => boolean {
    const isAbout = entriesAbout(places);
    return (entry) => isAbout(entry) && !entry.operation.startsWith("blob") && !isOfApplication(entry);
}

type Named = Pick<JournalEntry, "operation" | "target"> & { readonly client?: string };

function entriesAbout({ account, site, vault }: Places): (entry: Named) => boolean {
    const targets = [account.name, site.name, `${vault.name}/uploads`];
    return ({ target }) => targets.includes(target);
}

/** The application stores and reads photos; a pair only asks the account itself whether it takes a key. */
function isOfApplication({ operation }: Named): boolean {
    return operation.startsWith("blobs/") || operation.startsWith("containers/");
}
