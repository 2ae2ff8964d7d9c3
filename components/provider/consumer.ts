import { isDeepStrictEqual } from "node:util";
import type { dynamic } from "@pulumi/pulumi";
import type { ConsumerInputs } from "../arguments/rotationInputs";
import { containsUnknown } from "../arguments/unknown";
import { withoutKeys } from "../azure/armError";
import type { Place, WrittenConsumer } from "../consumers/consumer";
import { isOutsideAzure, placeName, writtenConsumerOf } from "../consumers/consumers";
import { RotationError } from "../lifecycle/rotationError";
import { defaultSubscriptionId } from "./access";
import { accessFor } from "./consumerAccess";
import { declare, notDeclared } from "./declaredPlaces";
import { explained } from "./explained";
import { canBeLookedAt } from "./lookAtConsumers";
import { stillWritten, type WrittenValues, writtenValues } from "./writtenValues";

export { configure } from "./access";

/** What is left in the stack's state. Later releases read what earlier ones wrote. */
export interface ConsumerOutputs extends Pick<ConsumerInputs, "pair" | "owner" | "azureConfig" | "place" | "origin"> {
    readonly version: 1;
    readonly written: WrittenValues;
}

/** Writes the place, and returns when the application uses the key. */
export async function create(inputs: ConsumerInputs): Promise<dynamic.CreateResult<ConsumerOutputs>> {
    return { id: await idOf(inputs), outs: await switchOver(inputs, {}) };
}

/** Compares the place, where the values come from, and the values; calls no service. */
export async function diff(_id: string, olds: ConsumerOutputs, news: ConsumerInputs): Promise<dynamic.DiffResult> {
    if (containsUnknown(news)) {
        return { changes: true };
    }
    const id = await idOf(news);
    declare(id, Object.keys(news.values));
    if ((await idOf(olds)).toLowerCase() !== id.toLowerCase()) {
        return { changes: true, replaces: ["place"] };
    }
    const wanted = comparable({ ...news, written: writtenValues(news.values) });
    return { changes: !isDeepStrictEqual(comparable(olds), wanted) };
}

/** Writes the place, takes away what the pair no longer declares there, and returns when the application uses the key. */
export async function update(
    _id: string,
    olds: ConsumerOutputs,
    news: ConsumerInputs,
): Promise<dynamic.UpdateResult<ConsumerOutputs>> {
    return { outs: await switchOver(news, olds.written) };
}

/** On `--refresh`: what the place holds now, so that one that was changed by hand is written again. */
export function read(id: string, olds: ConsumerOutputs): Promise<dynamic.ReadResult<ConsumerOutputs>> {
    const { pair, place, written, origin } = olds;
    const failed = `${placeName(place)} was not read`;
    const command = "pulumi up --refresh";
    return explained({ pair, failed, safe: "nothing was changed", command }, async () => {
        const consumer = consumerAt(place);
        if (consumer.look === undefined || !canBeLookedAt(place)) {
            return { id, props: olds };
        }
        const seen = await consumer.look(place, await accessFor(olds, [place]));
        return seen === undefined
            ? {}
            : { id, props: { ...olds, written: stillWritten(written, seen, origin.fingerprint) } };
    });
}

/** Takes away what the pair wrote there, and nothing else. */
export function remove(_id: string, olds: ConsumerOutputs): Promise<void> {
    const { pair, place, written } = olds;
    const failed = `what the pair wrote to ${placeName(place)} was not removed`;
    return explained({ pair, failed, safe: "the keys in it still work" }, async () => {
        const names = notDeclared(await idOf(olds), Object.keys(written));
        if (names.length > 0) {
            await consumerAt(place).remove(place, names, await accessFor(olds, [place]));
        }
    });
}

export { remove as delete };

function switchOver(inputs: ConsumerInputs, before: WrittenValues): Promise<ConsumerOutputs> {
    const { pair, owner, azureConfig, place, values, references, origin } = inputs;
    const { failed, safe } = consumerAt(place).failure?.(place) ?? {
        failed: `${placeName(place)} did not take the new key`,
        safe: "the key that it had before still works",
    };
    const about = { pair, failed, safe, code: "not-switched" } as const;
    return explained(about, async () => {
        const id = await idOf(inputs);
        declare(id, Object.keys(values));
        const change = { place, values, references, origin, removed: notDeclared(id, Object.keys(before)) };
        const access = await accessFor(inputs, [place]);
        await consumerAt(place)
            .switchOver(change, access)
            .catch((error: unknown) => {
                throw ofPair(pair, error);
            });
        return { version: 1, pair, owner, azureConfig, place, origin, written: writtenValues(values) };
    });
}

/** A consumer knows nothing of the pair, which its sentences are to begin with. */
function ofPair(pair: string, error: unknown): unknown {
    if (!(error instanceof RotationError) || error.code !== "not-switched") {
        return error;
    }
    return new RotationError(error.code, `${pair}: ${withoutKeys(error.message)}`, { cause: error });
}

function consumerAt(place: Place): WrittenConsumer {
    return writtenConsumerOf(place, place.argument);
}

async function idOf({ azureConfig, place }: Pick<ConsumerInputs, "azureConfig" | "place">): Promise<string> {
    return consumerAt(place).id(place, isOutsideAzure(place) ? "" : await defaultSubscriptionId(azureConfig));
}

/** Entries of the program may change places without a change of what they are about. */
function comparable({ place, origin, written }: Pick<ConsumerOutputs, "place" | "origin" | "written">): unknown {
    return { place: { ...place, argument: "" }, origin, written };
}
