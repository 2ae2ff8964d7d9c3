import type { Input } from "@pulumi/pulumi";
import { durationProblems, unless } from "../../arguments/problem";
import { RotationError } from "../../lifecycle/rotationError";
import type { Access } from "../access";
import { type ActionPlaceArgs, actionPlaceId, actionPlaceProblems } from "../actions/actionPlace";
import type { Holder, PlaceOf, WrittenConsumer } from "../consumer";
import { type Hub, withConnectionString } from "./hub";

/** Endpoints of an IoT hub that hold the pair's connection string: where it routes messages, and where devices upload files. */
export interface IotHubEndpointsArgs extends ActionPlaceArgs {
    /** Name of the IoT hub. */
    readonly hubName: Input<string>;
    /** Names of endpoints that messages are routed to: storage containers, event hubs, queues and topics. */
    readonly routing?: readonly Input<string>[];
    /** Whether devices upload files to the pair's storage account. */
    readonly fileUpload?: Input<boolean>;
    /** How long the hub may go on with the old key, such as `1h`; it is retired after that. Default: not at all. */
    readonly cachedFor?: Input<string>;
}

/** Such endpoints as a holder. */
export interface IotHubEndpointsHolder extends IotHubEndpointsArgs, Holder {
    /** Says what the place is; set by `iotHubEndpoints`. */
    readonly kind: "iotHubEndpoints";
}

/** The same as plain values. */
export type IotHubEndpointsPlace = PlaceOf<IotHubEndpointsHolder>;

/**
 * Endpoints of an IoT hub, for `holders`: the hub is written as a whole, as nobody else has changed it meanwhile (`If-Match`), with everything
 * else in it as it is. The hub shows no key of an endpoint, so nobody can look at it; whether an endpoint is
 * healthy it knows once messages were sent there. Leaving it out of the program changes nothing there.
 */
export function iotHubEndpoints(args: IotHubEndpointsArgs): IotHubEndpointsHolder {
    return { kind: "iotHubEndpoints", ...args };
}

/** How the file uploads of a hub are called beside its endpoints. */
export const FILE_UPLOADS = "file uploads";

const API_VERSION = "2023-06-30";
const PATIENCE = { timeoutMs: 120_000, intervalMs: 2_000 };

/** Endpoints of IoT hubs, whose keys are never shown. */
export const iotHubEndpointsConsumer: WrittenConsumer<IotHubEndpointsPlace> = {
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

    async switchOver({ place, values }, access) {
        const id = hubId(place, access.subscriptionId);
        const isWritten = await access.waitUntil(
            () => access.oneAtATime(id, () => writeOnce(place, id, values[""] ?? "", access)),
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
    },

    remove: () => Promise.resolve(),
};

/** Whether the hub took it; it does not where somebody has changed it since it was read. */
async function writeOnce(place: IotHubEndpointsPlace, id: string, value: string, { arm }: Access): Promise<boolean> {
    const hub = (await arm.find({ method: "GET", path: id, apiVersion: API_VERSION })) as Hub | undefined;
    if (hub === undefined) {
        throw notThere(`there is no IoT hub ${place.hubName} (${id})`);
    }
    const policies = await arm.send({ method: "POST", path: `${id}/listkeys`, apiVersion: API_VERSION });
    const { body, missing } = withConnectionString(hub, policies, place, value);
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

function notThere(what: string): RotationError {
    const next = "restore it or take it out of the program, then run `pulumi up` again";
    return new RotationError("not-switched", `${what}; the key that it had before still works; ${next}`);
}

function hubId(place: IotHubEndpointsPlace, subscriptionId: string): string {
    return actionPlaceId(place, `Microsoft.Devices/IotHubs/${place.hubName}`, subscriptionId);
}
