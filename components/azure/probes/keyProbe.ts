/** The resource whose data plane is asked. */
export interface ProbeTarget {
    /** The resource's name as ARM templates write nested names: `account`, `namespace/rule`, `namespace/queue/rule`. */
    readonly name: string;
    /**
     * Where its data plane is, by service name; each `https://…/`. A probe other than storage's asks the first one. Redis: `https://host:port/`.
     */
    readonly endpoints: Readonly<Record<string, string>>;
}

/**
 * The cheapest authenticated read of a data plane: whether it accepts the key. False where it does not, or where nothing
 * answers; never throws, never logs, tries once.
 */
export type KeyProbe = (key: string, target: ProbeTarget) => Promise<boolean>;
