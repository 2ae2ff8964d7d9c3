import { absent, type Keys, type Reality, remembered, type SlotIndex, TICK_MS, type World } from "../world/world";

/** A person regenerates a key outside the stack. */
export function regeneratedByHand(world: World, slot: SlotIndex): World {
    const { source } = world.program;
    const [key1, key2] = world.services[source];
    const keys: Keys = slot === 0 ? [world.fresh, key2] : [key1, world.fresh];
    const services: World["services"] = source === 0 ? [keys, world.services[1]] : [world.services[0], keys];
    const leftAt: World["leftAt"] = slot === 0 ? [undefined, world.leftAt[1]] : [world.leftAt[0], undefined];
    const past = remembered(world.shape, world.past, {
        source,
        slot,
        key: slot === 0 ? key1 : key2,
        at: world.now,
        isKnown: false,
    });
    return { ...world, services, leftAt, past, fresh: world.fresh + 1 };
}

/** A person gives a consumer the other key: a secret loses its tags, a reference becomes a plain value. */
export function movedByHand(world: World, place: number): World | undefined {
    const [key1, key2] = world.services[world.program.source];
    const before = world.consumers[place];
    if (before === undefined || before.key === 0) {
        return undefined;
    }
    const key = before.key === key1 ? key2 : key1;
    const version = world.shape.consumers[place] === "secret" ? world.fresh : 0;
    const moved: Reality = { key, tag: 0, generation: -1, moment: "", version, writer: "hand" };
    const consumers = world.consumers.map((consumer, at) => (at === place ? moved : consumer));
    return { ...world, consumers, fresh: world.fresh + 1 };
}

/** The clock then shows an earlier moment, although no less time has passed since readers left a key. */
export function clockSetBack(world: World): World {
    const [key1, key2] = world.leftAt;
    const earlier = (ms: number | undefined) => (ms === undefined ? undefined : ms - TICK_MS);
    const past = world.past.map((one) => ({ ...one, at: one.at - TICK_MS }));
    return {
        ...world,
        now: world.now - TICK_MS,
        setBack: world.setBack + 1,
        leftAt: [earlier(key1), earlier(key2)],
        past,
    };
}

/** A person gives a consumer a key that is not of this pair, or no longer. */
export function givenForeignKey(world: World, place: number): World | undefined {
    const before = world.consumers[place];
    if (before === undefined || before.key === 0) {
        return undefined;
    }
    const foreign: Reality = {
        ...before,
        key: world.fresh,
        tag: 0,
        generation: -1,
        moment: "",
        version: 0,
        writer: "hand",
    };
    const consumers = world.consumers.map((consumer, at) => (at === place ? foreign : consumer));
    return { ...world, consumers, fresh: world.fresh + 1 };
}

/** A person deletes the resource of a consumer. */
export function deletedByHand(world: World, place: number): World | undefined {
    const { shape, consumers } = world;
    if (consumers[place]?.key === 0) {
        return undefined;
    }
    const [gone] = absent(shape);
    return (
        gone && {
            ...world,
            consumers: consumers.map((consumer, at) => (at === place ? { ...gone, writer: "hand" } : consumer)),
        }
    );
}

/** A person, or the maker of the pair, gives both slots one key: that of key1. */
export function twinnedByHand(world: World): World | undefined {
    const { source } = world.program;
    const [key1, key2] = world.services[source];
    const keys: Keys = [key1, key1];
    const services: World["services"] = source === 0 ? [keys, world.services[1]] : [world.services[0], keys];
    return key1 === key2 ? undefined : { ...world, services, leftAt: [world.leftAt[0], undefined] };
}
