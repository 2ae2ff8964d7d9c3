/** The resource whose data plane is asked. */
export interface ProbeTarget {
    /** The resource's name as ARM templates write nested names: `account`, `namespace/rule`, `namespace/queue/rule`. */
    readonly name: string;
    /** Addresses of its data plane by service name, each `https://…/` (Redis: `https://host:port/`). All services but storage have one. */
    readonly endpoints: Readonly<Record<string, string>>;
}

/**
 * Whether a data plane accepts a key: the cheapest authenticated read, one try on a connection of its own. False if it does not, and if no
 * answer tells; never throws, never logs.
 */
export type KeyProbe = (key: string, target: ProbeTarget) => Promise<boolean>;

/** The one endpoint of a service that has no more; an empty text, which no request can be sent to, where it has none. */
export function soleEndpoint({ endpoints }: ProbeTarget): string {
    return Object.values(endpoints)[0] ?? "";
}
