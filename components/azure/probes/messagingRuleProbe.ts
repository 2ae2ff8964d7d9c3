import { type Answer, ask } from "./ask";
import { type KeyProbe, soleEndpoint } from "./probe";
import { sharedAccessToken } from "./signing/sharedAccessToken";

interface MessagingRead {
    /** The read for a rule of the namespace. */
    readonly namespace: string;
    /** The read for a rule of a queue, topic, hub or relay. */
    readonly entity: (entity: string) => string;
    readonly headers?: Readonly<Record<string, string>>;
}

/** The reads of each service. All but the registrations need the right to manage, and a rule need not have it: see `isAccepted`. */
const READS = {
    serviceBus: {
        namespace: "$Resources/queues?$skip=0&$top=1&api-version=2021-05",
        entity: (entity) => `${entity}?api-version=2021-05`,
    },
    eventHubs: {
        namespace: "$Resources/eventhubs?$skip=0&$top=1&api-version=2014-01",
        entity: (entity) => `${entity}?api-version=2014-01`,
    },
    relay: {
        namespace: "$Resources/Relays?$skip=0&$top=1&api-version=2016-07",
        entity: (entity) => `${entity}?api-version=2016-07`,
        // Without it the request would go to the listener of the hybrid connection.
        headers: { "X-PROCESS-AT": "ServiceBus" },
    },
    notificationHubs: {
        namespace: "$Resources/NotificationHubs?$skip=0&$top=1&api-version=2015-01",
        // The registrations of a device that nobody has: the right to listen is enough.
        entity: (entity) =>
            `${entity}/registrations?$filter=${encodeURIComponent(`DeviceToken eq '${"0".repeat(64)}'`)}&api-version=2015-01`,
    },
} as const satisfies Readonly<Record<string, MessagingRead>>;

/** Rules of Service Bus, Event Hubs, Relay and Notification Hubs: a management read with a shared access signature. */
export function messagingRuleProbe(service: keyof typeof READS): KeyProbe {
    const read: MessagingRead = READS[service];
    return async (key, target) => {
        const [, ...path] = target.name.split("/");
        const rule = path.pop() ?? "";
        // ARM writes the slashes in an entity's name as tildes.
        const entity = path[0]?.replaceAll("~", "/");
        const endpoint = soleEndpoint(target);
        const authorization = sharedAccessToken(`${endpoint}${entity ?? ""}`.toLowerCase(), rule, key, new Date());
        const url = `${endpoint}${entity === undefined ? read.namespace : read.entity(entity)}`;
        return isAccepted(await ask({ url, headers: { ...read.headers, authorization } }));
    };
}

/**
 * How the services refuse a valid signature whose rule lacks a right: "Manage,EntityRead claims required for this operation" in the body,
 * or "SubCode=40100: Unauthorized : Unauthorized access for 'GetQueue' operation" in the status line. An invalid signature gets "40103:
 * Invalid authorization token signature" or "InvalidSignature", and "claim is empty or token is invalid" may be either.
 */
const LACKS_RIGHT = /\bclaims?(?:\(s\))? (?:(?:is|are) )?required\b|\bUnauthorized access for '/i;

/** The answer of the services to anybody if they do not know the entity. */
const PUBLIC_LISTING = "Publicly Listed Services";

function isAccepted({ status, text }: Answer): boolean {
    return status === 200 ? !text.includes(PUBLIC_LISTING) : status === 401 && LACKS_RIGHT.test(text);
}
