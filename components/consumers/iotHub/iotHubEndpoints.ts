import type { Input } from "@pulumi/pulumi";
import { RotationError } from "../../lifecycle/rotationError";
import { list, membersOf } from "../../shape/containers";
import { durationProblems, unless } from "../../shape/problem";
import { optional } from "../../shape/shape";
import { flag, name } from "../../shape/values";
import type { Access } from "../access";
import { type ActionPlaceArgs, actionPlaceId, actionPlaceProblems } from "../armAction/actionPlace";
import type { Consumer, PlaceOf, WrittenKind } from "../consumer";
import type { ConsumerDeclaration } from "../declaration";
import { itemsIn } from "../lists/listAll";
import { sureList } from "../lists/sureList";
import { duration, resource } from "../shapes";
import { API_VERSION, FILE_UPLOADS, type Hub, partsIn, UPLOAD, withConnectionString } from "./hub";
import { iotHubs } from "./scan";

/** Endpoints of an IoT hub that hold the pair's connection string: the targets of its message routing, and the storage for the uploads of devices. */
export interface IotHubEndpointsArgs extends ActionPlaceArgs {
    /** Name of the IoT hub. */
    readonly hubName: Input<string>;
    /** Names of endpoints that messages are routed to: storage containers, event hubs, queues and topics. */
    readonly routing?: readonly Input<string>[];
    /** Whether devices upload files to the pair's storage account. */
    readonly fileUpload?: Input<boolean>;
    /** How long the hub may use the old key, such as `1h`; it is retired after that. Default: not at all. */
    readonly cachedFor?: Input<string>;
}

/** Such endpoints as a consumer. */
export interface IotHubEndpointsConsumer extends IotHubEndpointsArgs, Consumer {
    /** The kind of the consumer; set by `iotHubEndpoints`. */
    readonly kind: "iotHubEndpoints";
}

/** The same as plain values. */
export type IotHubEndpointsPlace = PlaceOf<IotHubEndpointsConsumer>;

/**
 * Endpoints of an IoT hub. The hub is written as a whole and otherwise unchanged, if nobody else has changed it meanwhile (`If-Match`). The hub
 * shows no key of an endpoint, so nobody can look at it; the hub knows whether an endpoint is healthy once messages were sent there. Its
 * removal changes nothing there; `onRemove` has no effect.
 */
export function iotHubEndpoints(args: IotHubEndpointsArgs): IotHubEndpointsConsumer {
    return { kind: "iotHubEndpoints", ...args };
}

const PATIENCE = { timeoutMs: 120_000, intervalMs: 2_000 };

/** Endpoints of IoT hubs, whose keys are never shown. */
export const iotHubEndpointsKind: WrittenKind<IotHubEndpointsPlace> = {
    role: "hub",
    names: ({ hubName }) => [hubName],
    id: hubId,
    contents: () => ({ "": "connectionString" }),
    writes: ({ routing = [], fileUpload = false }) => [...routing, ...(fileUpload ? [FILE_UPLOADS] : [])],
    readerLag: ({ cachedFor }) => cachedFor,
    actions: () => ["read", "write", "listkeys/action"].map((action) => `Microsoft.Devices/IotHubs/${action}`),

    problems(place, all) {
        const { argument, routing = [], fileUpload = false, cachedFor } = place;
        return [
            ...actionPlaceProblems(place, all, ({ hubName }) => ({ hubName })),
            ...unless(
                routing.length > 0 || fileUpload,
                `${argument}.routing`,
                "must name an endpoint, unless `fileUpload` is true",
                [routing, fileUpload],
            ),
            ...unless(!routing.includes(""), `${argument}.routing`, "must not be empty"),
            ...(cachedFor === undefined ? [] : durationProblems(`${argument}.cachedFor`, cachedFor)),
        ];
    },

    async switchOver({ place, values, known }, access) {
        const id = hubId(place, access.subscriptionId);
        const isWritten = await access.waitUntil(
            () => access.oneAtATime(id, () => writeOnce(place, id, values[""] ?? "", known.length > 0, access)),
            PATIENCE,
            () => `waiting until nobody else writes to ${place.hubName}`,
        );
        if (!isWritten) {
            const what = `${place.hubName} was changed by somebody else each time it was to be written`;
            throw new RotationError(
                "not-switched",
                `${what}; the old key still works; find out who writes it, then run \`pulumi up\` again`,
            );
        }
        return {};
    },

    remove: () => Promise.resolve(),
};

/** Whether the hub took it; it does not if somebody has changed it since it was read. */
async function writeOnce(
    place: IotHubEndpointsPlace,
    id: string,
    value: string,
    wasWritten: boolean,
    access: Access,
): Promise<boolean> {
    const { arm } = access;
    const { routing = [], fileUpload = false } = place;
    const hub = await sureList<Hub>(
        {
            name: place.hubName,
            ask: () => arm.find({ method: "GET", path: id, apiVersion: API_VERSION }),
            namesIn: partsIn,
            known: wasWritten ? [...routing, ...(fileUpload ? [UPLOAD] : [])] : [],
        },
        access,
    );
    if (hub === "absent") {
        throw notThere(`there is no IoT hub ${place.hubName} (${id})`);
    }
    const { body, missing } = withConnectionString(hub, await policiesOf(place, id, access), place, value);
    if (missing !== undefined) {
        throw notThere(`${place.hubName} has no ${missing} that uses a key`);
    }
    const headers = hub.etag === undefined ? {} : { "If-Match": hub.etag };
    try {
        await arm.send({ method: "PUT", path: id, apiVersion: API_VERSION, headers, body, isSlow: true });
        return true;
    } catch (error) {
        if (arm.statusOf(error) === 412) {
            return false;
        }
        throw error;
    }
}

/** The hub's policies with their keys, which are written with it: from an empty list they would all be gone. */
async function policiesOf(place: IotHubEndpointsPlace, id: string, access: Access): Promise<readonly Policy[]> {
    const call = { method: "POST", path: `${id}/listkeys`, apiVersion: API_VERSION } as const;
    const policies = await sureList<readonly Policy[]>(
        {
            name: `the policies of ${place.hubName}`,
            ask: async () => itemsIn<Policy>(await access.arm.send(call), call),
            namesIn: (list) => list.map(({ keyName = "" }) => keyName),
            known: [],
        },
        access,
    );
    return policies === "absent" ? [] : policies;
}

interface Policy {
    readonly keyName?: string;
}

function notThere(what: string): RotationError {
    const next = "restore it or take it out of the program, then run `pulumi up` again";
    return new RotationError("not-switched", `${what}; the key that it had before still works; ${next}`);
}

function hubId(place: IotHubEndpointsPlace, subscriptionId: string): string {
    return actionPlaceId(place, `Microsoft.Devices/IotHubs/${place.hubName}`, subscriptionId);
}

/** Storage endpoints of IoT hubs. */
export const iotHubEndpointsDeclaration: ConsumerDeclaration<IotHubEndpointsConsumer> = {
    example: iotHubEndpoints({
        resourceGroupName: "rg",
        subscriptionId: "b7a2c9d0-1111-2222-3333-123456789012",
        hubName: "things",
        routing: ["photos"],
        fileUpload: true,
    }),
    shape: membersOf<IotHubEndpointsConsumer>({
        ...resource,
        hubName: name,
        routing: optional(list(name)),
        fileUpload: optional(flag),
        cachedFor: optional(duration),
    }),
    place: iotHubEndpointsKind,
    scanners: [iotHubs],
};
