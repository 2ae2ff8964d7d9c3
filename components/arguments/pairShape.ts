import type { AlsoHeldBy, DependentsSearch } from "../dependents/dependentsSearch";
import { gateShape } from "../gates/gatesOfPair";
import { list, membersOf } from "../shape/containers";
import { isLater, optional, type Shape, writtenOut } from "../shape/shape";
import { shown } from "../shape/shown";
import { amount, guid, text } from "../shape/values";
import { consumer } from "./consumerShape";
import type { PropagationArgs, RotatingKeyPairArgs } from "./rotatingKeyPairArgs";
import { source } from "./sourceShape";

const duration = text(100);

/** One value, which may be a date. Its other problems show in its canonical form. */
const trigger: Shape = (value, at, findings) => {
    const isOne = ["string", "number", "boolean"].includes(typeof value) || value instanceof Date || isLater(value);
    return isOne && !(typeof value === "string" && value.length > 1_000)
        ? value
        : findings.add(
              at,
              `must be one value: a string of at most 1000 characters, a number, a boolean or a date, and is ${shown(value)}`,
              value,
          );
};

const dependents = membersOf<DependentsSearch>({
    unregistered: optional(text()),
    notLookedAt: optional(text()),
    alsoHeldBy: optional(list(membersOf<AlsoHeldBy>({ name: text(1_000), owner: text(), kind: text() }))),
    subscriptionIds: optional(list(guid)),
    maxCalls: optional(amount),
    ownerTag: optional(text(512)),
});

const propagation = membersOf<PropagationArgs>({
    timeout: optional(duration),
    consecutive: optional(amount),
    interval: optional(duration),
    blindWait: optional(duration),
});

/** The shape of each argument of a pair, as a program in TypeScript or JavaScript gives it. */
export const pairMembers: { readonly [Name in keyof Required<RotatingKeyPairArgs>]: Shape } = {
    source,
    rotationTrigger: optional(trigger),
    emergencyTrigger: optional(trigger),
    rotateEvery: optional(duration),
    pinnedSlot: optional(text()),
    initialSlot: optional(text()),
    strategy: optional(text()),
    consumers: optional(writtenOut(list(consumer))),
    soak: optional(duration),
    settle: optional(duration),
    gates: optional(list(gateShape)),
    retire: optional(text()),
    retireTrigger: optional(trigger),
    dependents: optional(dependents),
    propagation: optional(propagation),
    azureConfig: optional(text()),
};
