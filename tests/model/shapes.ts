import type { EventGroup, PairShape } from "./pairShape";

const untimed = { graceTicks: 0, lagTicks: 0, retire: "automatic" } as const;

/** A pair that is explored exhaustively, and how many events deep. */
export interface ExploredShape extends PairShape {
    readonly depth: number;
}

/** The pairs that are explored: each adds to bumps, updates and crashes what belongs together. */
export const shapes: readonly ExploredShape[] = [
    {
        ...untimed,
        name: "hands",
        consumers: ["secret", "setting"],
        groups: ["pin", "strategy", "hand"],
        depth: 6,
    },
    {
        ...untimed,
        name: "past",
        consumers: ["secret", "setting"],
        groups: ["pin", "past", "hand"],
        depth: 6,
    },
    {
        ...untimed,
        name: "operators",
        consumers: ["secret", "setting"],
        groups: ["operator", "pin", "emergency", "gate"],
        depth: 6,
    },
    {
        ...untimed,
        name: "references",
        consumers: ["secret", "reference"],
        groups: ["pin", "emergency", "gate", "hand"],
        depth: 6,
    },
    {
        ...untimed,
        name: "wishes",
        consumers: ["secret", "setting"],
        groups: ["pin", "strategy", "emergency", "gate", "hand"],
        depth: 6,
    },
    {
        name: "time",
        consumers: ["secret", "setting"],
        graceTicks: 2,
        lagTicks: 1,
        retire: "automatic",
        groups: ["time", "gate", "emergency", "pin", "strategy"],
        depth: 8,
    },
    {
        ...untimed,
        name: "lag",
        consumers: ["setting", "custom"],
        lagTicks: 1,
        groups: ["time", "pin", "strategy", "operator"],
        depth: 9,
    },
    {
        ...untimed,
        name: "age",
        consumers: ["setting"],
        graceTicks: 1,
        rotateEveryTicks: 3,
        groups: ["time", "pin", "strategy", "hand"],
        depth: 8,
    },
    {
        ...untimed,
        name: "manual",
        consumers: ["secret", "setting"],
        retire: "manual",
        groups: ["manual", "emergency", "pin", "gate"],
        depth: 7,
    },
    {
        ...untimed,
        name: "custom",
        consumers: ["setting", "custom"],
        groups: ["pin", "gate", "emergency", "strategy", "blind"],
        depth: 7,
    },
    {
        ...untimed,
        name: "waves",
        consumers: ["secret", "setting"],
        waves: [1, 2],
        soakTicks: 1,
        groups: ["time", "pin", "emergency", "past", "hand"],
        depth: 5,
    },
    {
        ...untimed,
        name: "waves of two operators",
        consumers: ["setting", "secret"],
        waves: [1, 2],
        soakTicks: 1,
        groups: ["time", "operator", "gate", "strategy", "emergency"],
        depth: 6,
    },
    {
        ...untimed,
        name: "three waves with grace",
        consumers: ["custom", "setting", "setting"],
        waves: [1, 2, 3],
        soakTicks: 1,
        graceTicks: 1,
        groups: ["time", "emergency", "manual", "pin"],
        depth: 6,
    },
    {
        ...untimed,
        name: "sources",
        consumers: ["secret", "setting"],
        groups: ["source", "hand", "strategy"],
        depth: 5,
    },
];

const everything: readonly EventGroup[] = [
    "pin",
    "strategy",
    "emergency",
    "gate",
    "time",
    "hand",
    "past",
    "operator",
    "source",
    "manual",
    "blind",
];

/** The pairs to which everything may happen, in histories that are told at random. */
export const bigShapes: readonly PairShape[] = [
    { ...untimed, name: "everything", consumers: ["secret", "setting", "reference"], groups: everything },
    {
        ...untimed,
        name: "everything, in waves",
        consumers: ["secret", "reference", "setting", "setting"],
        waves: [2, 2, 1, 3],
        soakTicks: 1,
        groups: everything,
    },
    { ...untimed, name: "everything, with a custom consumer", consumers: ["secret", "custom"], groups: everything },
    {
        name: "everything, with grace and lag",
        consumers: ["secret", "setting", "reference"],
        graceTicks: 2,
        lagTicks: 1,
        retire: "automatic",
        groups: everything,
    },
    {
        name: "everything, with age",
        consumers: ["secret", "setting", "custom"],
        graceTicks: 1,
        lagTicks: 2,
        rotateEveryTicks: 4,
        retire: "manual",
        groups: everything,
    },
];
