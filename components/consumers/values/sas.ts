/**
 * The permissions of a SAS, and its lifetime. It is for an account or, with `container`, for that container or one blob in it. All of it is
 * plain text.
 */
export interface SasArgs {
    /** The permissions, by the letters of Azure Storage: `r` to read, `rl` to read and list, `rcwd` … */
    readonly permissions: string;
    /**
     * How long it is valid, such as `120d`, counted from the moment when the key was taken into use: it is the same until the next rotation,
     * which alone renews it. So it has to be longer than the pair goes without one (`rotateEvery`).
     */
    readonly validFor: string;
    /** The container that it opens; absent for a SAS of the account. */
    readonly container?: string;
    /** The one blob in the container that it opens; absent for all. */
    readonly blob?: string;
    /** Of an account: the services that it opens, `b` for blobs, `q` queues, `t` tables, `f` files; default `b`. */
    readonly services?: string;
    /** For an account: the resource types, `s` for the service itself, `c` containers and the like, `o` objects; default `co`. */
    readonly resourceTypes?: string;
    /**
     * `token` (default): `sv=…&sig=…`; `url`: the address of the account's blobs, of the container or of the blob, with the token behind it;
     * `connectionString`: endpoints and token of an account SAS.
     */
    readonly form?: "token" | "url" | "connectionString";
}

/** A shared access signature as the content of a place. Made by `sas`. */
export interface SasContent extends SasArgs {
    /** Tells it from other contents; set by `sas`. */
    readonly kind: "sas";
}

/**
 * A shared access signature (SAS) instead of the key: it allows less than the key does, and expires by itself. It is signed with the active key
 * by `@azure/storage-blob` (install it with npm), issued again with every switch, and stops working when that key is retired. So a place that
 * has it counts as one that holds the key. Source: https://learn.microsoft.com/azure/storage/common/storage-sas-overview
 *
 * If an application can have an identity of its own, you need no SAS: Microsoft Entra ID opens the account with a role, and a *user delegation*
 * SAS (`BlobServiceClient.getUserDelegationKey`) is signed with that identity, survives every rotation and lives seven days at most.
 */
export function sas(args: SasArgs): SasContent {
    return { kind: "sas", ...args };
}

/** Whether the content of a place is a SAS. */
export function isSas(content: unknown): content is SasContent {
    return typeof content === "object" && content !== null && "kind" in content && content.kind === "sas";
}
