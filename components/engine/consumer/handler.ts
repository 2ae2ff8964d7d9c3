import { isDeepStrictEqual } from "node:util";
import type { dynamic } from "@pulumi/pulumi";
import type { Absent } from "../../absent";
import type { ConsumerInputs } from "../../arguments/rotationInputs";
import type { Access } from "../../consumers/access";
import type { Place, WrittenKind } from "../../consumers/consumer";
import { isOutsideAzure, placeName, writtenKindOf } from "../../consumers/consumers";
import { isSameId } from "../../consumers/naming";
import type { Seen } from "../../consumers/values/seenValue";
import { containsUnknown } from "../../shape/unknown";
import { defaultSubscriptionId } from "../azureAccess";
import { accessFor } from "../consumerAccess";
import { declare } from "../declaredPlaces";
import { explained } from "../explained";
import { canBeLookedAt } from "../lookAtConsumers";
import { safeHandler } from "../safeHandler";
import { writtenValues } from "../writtenValues";
import { type ConsumerOutputs, outputsAfter, outputsSeen, removableFrom } from "./consumerOutputs";

export { configure } from "../azureAccess";
export type { ConsumerOutputs } from "./consumerOutputs";

const AFTER_ABSENCE_MS = [1_000, 2_000, 4_000];

/** Writes the place, and returns when the application uses the key. */
export const create = safeHandler(async (inputs: ConsumerInputs): Promise<dynamic.CreateResult<ConsumerOutputs>> => {
    return { id: await idOf(inputs), outs: await switchOver(inputs) };
});

/** Compares the place, the origin of the values, and the values; calls no service. */
export const diff = safeHandler(
    async (_id: string, olds: ConsumerOutputs, news: ConsumerInputs): Promise<dynamic.DiffResult> => {
        if (containsUnknown(news)) {
            return { changes: true };
        }
        const id = await idOf(news);
        declare(id, Object.keys(news.values), consumerAt(news.place).naming);
        if (!isSameId(await idOf(olds), id)) {
            return { changes: true, replaces: ["place"] };
        }
        const wanted = comparable({ ...news, written: writtenValues(news.values) });
        return { changes: !isDeepStrictEqual(comparable(olds), wanted) };
    },
);

/** Writes the place, takes away the names that are to be removed from it, and returns when the application uses the key. */
export const update = safeHandler(
    async (
        _id: string,
        olds: ConsumerOutputs,
        news: ConsumerInputs,
    ): Promise<dynamic.UpdateResult<ConsumerOutputs>> => {
        return { outs: await switchOver(news, olds) };
    },
);

/** On `--refresh`: the present values of the place, so that a value that was changed by hand is written again. */
export const read = safeHandler((id: string, olds: ConsumerOutputs): Promise<dynamic.ReadResult<ConsumerOutputs>> => {
    const { pair, place } = olds;
    const failed = `${placeName(place)} was not read`;
    const command = "pulumi up --refresh";
    return explained({ pair, failed, safe: "nothing was changed", command, withoutProgram: true }, async () => {
        const consumer = consumerAt(place);
        if (consumer.look === undefined || !canBeLookedAt(place)) {
            return { id, props: olds };
        }
        const seen = await lookAgain(consumer.look, place, await accessFor(olds, [place]));
        return seen === "absent" ? {} : { id, props: outputsSeen(olds, seen) };
    });
});

/** That something is absent which the pair has written is believed after several looks. */
async function lookAgain(look: NonNullable<WrittenKind["look"]>, place: Place, access: Access): Promise<Seen | Absent> {
    let seen = await look(place, access);
    for (const ms of AFTER_ABSENCE_MS) {
        if (seen !== "absent") {
            return seen;
        }
        await access.pause(ms);
        seen = await look(place, access);
    }
    return seen;
}

/** Leaves the place unchanged, unless it is to be deleted: then the values of the pair are taken away, and nothing else (rule 27). */
export const remove = safeHandler((_id: string, olds: ConsumerOutputs): Promise<void> => {
    const { pair, place } = olds;
    const failed = `what the pair wrote to ${placeName(place)} was not removed`;
    return explained({ pair, failed, safe: "the keys in it still work", withoutProgram: true }, async () => {
        const names = removableFrom(await idOf(olds), olds);
        if (names.length > 0) {
            await consumerAt(place).remove(place, names, await accessFor(olds, [place]));
        }
    });
});

export { remove as delete };

function switchOver(inputs: ConsumerInputs, olds?: ConsumerOutputs): Promise<ConsumerOutputs> {
    const { pair, place, values, references, origin } = inputs;
    const { failed, safe } = consumerAt(place).failure?.(place) ?? {
        failed: `${placeName(place)} did not take the new key`,
        safe: "the key that it had before still works",
    };
    const about = { pair, failed, safe, code: "not-switched" } as const;
    return explained(about, async () => {
        const id = await idOf(inputs);
        declare(id, Object.keys(values), consumerAt(place).naming);
        const { known, adopted } = olds ?? { known: [], adopted: [] };
        const removed = removableFrom(id, { place, known, adopted });
        const change = { place, values, references, origin, former: olds?.origin, known, removed };
        const switched = await consumerAt(place).switchOver(change, await accessFor(inputs, [place]));
        return outputsAfter(inputs, olds, switched);
    });
}

function consumerAt(place: Place): WrittenKind {
    return writtenKindOf(place, place.argument);
}

async function idOf({ azureConfig, place }: Pick<ConsumerInputs, "azureConfig" | "place">): Promise<string> {
    return consumerAt(place).id(place, isOutsideAzure(place) ? "" : await defaultSubscriptionId(azureConfig));
}

/** Entries of the program may change their order without a change of their places. */
function comparable({ place, origin, written }: Pick<ConsumerOutputs, "place" | "origin" | "written">): unknown {
    return { place: { ...place, argument: "" }, origin, written };
}
