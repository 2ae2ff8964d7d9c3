import type { Keys, Reality, SlotIndex, World } from "../world/world";

/** A person regenerates a key outside the stack. */
export function regeneratedByHand(world: World, slot: SlotIndex): World {
    const { source } = world.program;
    const [key1, key2] = world.services[source];
    const keys: Keys = slot === 0 ? [world.fresh, key2] : [key1, world.fresh];
    const services: World["services"] = source === 0 ? [keys, world.services[1]] : [world.services[0], keys];
    const leftAt: World["leftAt"] = slot === 0 ? [undefined, world.leftAt[1]] : [world.leftAt[0], undefined];
    return { ...world, services, leftAt, fresh: world.fresh + 1 };
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
    const moved: Reality = { key, tag: 0, generation: -1, version, writer: "hand" };
    const consumers = world.consumers.map((consumer, at) => (at === place ? moved : consumer));
    return { ...world, consumers, fresh: world.fresh + 1 };
}

/** The clock then shows an earlier moment, although no less time has passed since readers left a key. */
export function clockSetBack(world: World): World {
    const [key1, key2] = world.leftAt;
    const earlier = (tick: number | undefined) => (tick === undefined ? undefined : tick - 1);
    return { ...world, now: world.now - 1, leftAt: [earlier(key1), earlier(key2)] };
}
