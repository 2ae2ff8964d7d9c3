import type { StorageAccounts } from "../storage/storageAccounts";
import { isReference } from "../vaults/vaultReferences";
import { entryOf } from "./foldedNames";
import type { Mount, Settings } from "./siteConfig";

const SHARE = "WEBSITE_CONTENTAZUREFILECONNECTIONSTRING";
const SHARE_NAME = "WEBSITE_CONTENTSHARE";
const SKIP = "WEBSITE_SKIP_CONTENTSHARE_VALIDATION";

/** The state of a mount for App Service. */
export function mountState(mount: Mount, storage: StorageAccounts): "Ok" | "InvalidCredentials" | "InvalidShare" {
    const account = storage.find(mount.accountName);
    if (account === undefined) {
        return "InvalidShare";
    }
    return account.accepts(mount.accessKey) ? "Ok" : "InvalidCredentials";
}

/** Why App Service does not take settings that name another content share than before: it tries to reach it first. */
export function contentShareProblem(before: Settings, after: Settings, storage: StorageAccounts): string | undefined {
    const connection = settingIn(after, SHARE);
    const isSame = [SHARE, SHARE_NAME].every((name) => settingIn(before, name) === settingIn(after, name));
    if (connection === undefined || isSame || settingIn(after, SKIP) === "1") {
        return undefined;
    }
    if (isReference(connection)) {
        return "Creation of storage file share failed with: 'The connection string is not valid.'.";
    }
    const name = /AccountName=([^;]+)/.exec(connection)?.[1] ?? "";
    const key = /AccountKey=([^;]+)/.exec(connection)?.[1] ?? "";
    return storage.find(name)?.accepts(key)
        ? undefined
        : "Creation of storage file share failed with: 'The remote server returned an error: (403) Forbidden.'.";
}

function settingIn(settings: Settings, name: string): string | undefined {
    return entryOf(settings, name)?.[1];
}
