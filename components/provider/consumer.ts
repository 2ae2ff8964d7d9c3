import { createHash } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import type { dynamic } from "@pulumi/pulumi";
import type { ConsumerInputs } from "../arguments/rotationInputs";
import { containsUnknown } from "../arguments/unknown";
import { ArmError, withoutKeys } from "../azure/armError";
import type { Change, Place, Seen, SeenValue } from "../consumers/consumer";
import { placeName, writtenConsumerOf } from "../consumers/consumers";
import type { KeyOrigin } from "../consumers/secretTags";
import { RotationError } from "../lifecycle/rotationError";
import { defaultSubscriptionId } from "./access";
import { accessFor } from "./consumerAccess";
import { declare, notDeclared } from "./declaredPlaces";

export { configure } from "./access";

/** What is left in the stack's state. Later releases read what earlier ones wrote. */
export interface ConsumerOutputs extends Pick<ConsumerInputs, "pair" | "owner" | "azureConfig" | "place" | "origin"> {
    readonly version: 1;
    /** SHA-256, in hex, of each value that the place holds. */
    readonly written: Readonly<Record<string, string>>;
}

/** Writes the place, and returns when the application uses the key. */
export async function create(inputs: ConsumerInputs): Promise<dynamic.CreateResult<ConsumerOutputs>> {
    return { id: await idOf(inputs, inputs.place), outs: await switchOver(inputs, []) };
}

/** Compares the place, where the values come from, and the values; calls no service. */
export async function diff(_id: string, olds: ConsumerOutputs, news: ConsumerInputs): Promise<dynamic.DiffResult> {
    if (containsUnknown(news)) {
        return { changes: true };
    }
    const id = await idOf(news, news.place);
    declare(id, Object.keys(news.values));
    if ((await idOf(olds, olds.place)).toLowerCase() !== id.toLowerCase()) {
        return { changes: true, replaces: ["place"] };
    }
    return { changes: !isDeepStrictEqual(comparable(olds), comparable({ ...news, written: digests(news.values) })) };
}

/** Writes the place, takes away what the pair no longer declares there, and returns when the application uses the key. */
export async function update(
    _id: string,
    olds: ConsumerOutputs,
    news: ConsumerInputs,
): Promise<dynamic.UpdateResult<ConsumerOutputs>> {
    return { outs: await switchOver(news, Object.keys(olds.written)) };
}

/** On `--refresh`: what the place holds now, so that one that was changed by hand is written again. */
export async function read(id: string, olds: ConsumerOutputs): Promise<dynamic.ReadResult<ConsumerOutputs>> {
    const { place, written, origin } = olds;
    const consumer = writtenConsumerOf(place, place.argument);
    if (consumer.look === undefined) {
        return { id, props: olds };
    }
    const seen = await consumer.look(place, await accessFor(olds));
    return seen === undefined ? {} : { id, props: { ...olds, written: stillWritten(written, seen, origin) } };
}

/** Takes away what the pair wrote there, and nothing else. */
export async function remove(_id: string, olds: ConsumerOutputs): Promise<void> {
    const { place, written } = olds;
    const names = notDeclared(await idOf(olds, place), Object.keys(written));
    if (names.length > 0) {
        await writtenConsumerOf(place, place.argument).remove(place, names, await accessFor(olds));
    }
}

export { remove as delete };

/** Switches the place; where that fails, says what is safe and what to run. */
async function switchOver(inputs: ConsumerInputs, owned: readonly string[]): Promise<ConsumerOutputs> {
    const { pair, owner, azureConfig, place, values, references, origin } = inputs;
    const id = await idOf(inputs, place);
    declare(id, Object.keys(values));
    try {
        const change: Change = { place, values, references, origin, removed: notDeclared(id, owned) };
        await writtenConsumerOf(place, place.argument).switchOver(change, await accessFor(inputs));
    } catch (cause) {
        throw notSwitched(pair, place, cause);
    }
    return { version: 1, pair, owner, azureConfig, place, origin, written: digests(values) };
}

function notSwitched(pair: string, place: Place, cause: unknown): unknown {
    if (!(cause instanceof RotationError)) {
        return cause;
    }
    const sentence =
        cause instanceof ArmError
            ? `${placeName(place)} did not take the new key: ${cause.message}; ` +
              "the key that it had before still works; run `pulumi up` again"
            : cause.message;
    return new RotationError(
        cause.code === "service" ? "not-switched" : cause.code,
        `${pair}: ${withoutKeys(sentence)}`,
        { cause },
    );
}

/** Those values that are seen as they were written. */
function stillWritten(
    written: ConsumerOutputs["written"],
    seen: Seen,
    { fingerprint }: KeyOrigin,
): ConsumerOutputs["written"] {
    const same = (digestBefore: string, value: SeenValue) =>
        "value" in value
            ? digest(value.value) === digestBefore && value.isChanged !== true
            : value.fingerprint === fingerprint;
    return Object.fromEntries(
        Object.entries(written).filter(([name, before]) => {
            const value = seen[name];
            return value !== undefined && same(before, value);
        }),
    );
}

async function idOf({ azureConfig }: Pick<ConsumerInputs, "azureConfig">, place: Place): Promise<string> {
    return writtenConsumerOf(place, place.argument).id(place, await defaultSubscriptionId(azureConfig));
}

/** Entries of the program may change places without a change of what they are about. */
function comparable({ place, origin, written }: Pick<ConsumerOutputs, "place" | "origin" | "written">): unknown {
    return { place: { ...place, argument: "" }, origin, written };
}

function digests(values: ConsumerInputs["values"]): ConsumerOutputs["written"] {
    return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, digest(value)]));
}

function digest(value: string): string {
    return createHash("sha256").update(value).digest("hex");
}
