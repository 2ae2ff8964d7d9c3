import type { PairShape } from "./pairShape";

const untimed = { graceTicks: 0, lagTicks: 0, retire: "automatic" } as const;

/** The pairs that are explored: each adds to bumps, updates and crashes what belongs together. */
export const shapes: readonly PairShape[] = [
    {
        ...untimed,
        name: "hands",
        consumers: ["secret", "setting"],
        groups: ["pin", "strategy", "hand"],
    },
    {
        ...untimed,
        name: "past",
        consumers: ["secret", "setting"],
        groups: ["pin", "past", "hand"],
    },
    {
        ...untimed,
        name: "references",
        consumers: ["secret", "reference"],
        groups: ["pin", "emergency", "gate", "hand"],
    },
    {
        name: "time",
        consumers: ["secret", "setting"],
        graceTicks: 2,
        lagTicks: 1,
        retire: "automatic",
        groups: ["time", "gate", "emergency", "pin", "strategy"],
    },
    {
        ...untimed,
        name: "age",
        consumers: ["setting"],
        graceTicks: 1,
        rotateEveryTicks: 3,
        groups: ["time", "pin", "strategy", "hand"],
    },
    {
        ...untimed,
        name: "manual",
        consumers: ["secret", "setting"],
        retire: "manual",
        groups: ["manual", "emergency", "pin", "gate"],
    },
    {
        ...untimed,
        name: "custom",
        consumers: ["setting", "custom"],
        groups: ["pin", "gate", "emergency", "strategy", "blind"],
    },
    {
        ...untimed,
        name: "sources",
        consumers: ["secret", "setting"],
        groups: ["source", "hand", "strategy"],
    },
];
