import { consumerKindOf } from "../consumers/consumers";
import { onRemoveProblems } from "../consumers/onRemove";
import { declaredSas } from "../consumers/values/declaredSas";
import { sasLifeProblems } from "../consumers/values/sasProblems";
import { dependentsProblems } from "../dependents/dependentsSearch";
import { durationMs } from "../duration";
import { gateProblems } from "../gates/gatesOfPair";
import { FOUND } from "../lifecycle/decideAdoption";
import type { SlotNames } from "../lifecycle/state";
import { isTrigger } from "../lifecycle/trigger";
import type { KeyPairDescription } from "../services/keyPairDescription";
import { didYouMean } from "../shape/closest";
import { type ArgumentProblem, countProblems, durationProblems, oneOfProblems, unless } from "../shape/problem";
import type { RotationInputs } from "./rotationInputs";
import { sourceProblems } from "./sourceProblems";
import { waveProblems } from "./waveProblems";

const STRATEGIES: readonly string[] = ["alternate", "there-and-back"];
const RETIREMENTS: readonly string[] = ["automatic", "manual"];

/** Everything that is wrong with the arguments of a pair. Values that are unknown at preview are right so far. */
export function argumentProblems(
    inputs: RotationInputs,
    { slots, canBeAsked }: Pick<KeyPairDescription, "slots" | "canBeAsked">,
): readonly ArgumentProblem[] {
    const { source, initialSlot, pinnedSlot, consumers, material } = inputs;
    return [
        ...sourceProblems(source, consumers, material),
        ...(initialSlot === FOUND ? [] : slotProblems("initialSlot", initialSlot, slots)),
        ...slotProblems("pinnedSlot", pinnedSlot, slots),
        ...triggerProblems(inputs),
        ...lifecycleProblems(inputs),
        ...propagationProblems(inputs),
        ...consumers.flatMap((place) => consumerKindOf(place).problems(place, consumers)),
        ...consumers.flatMap(onRemoveProblems),
        ...waveProblems(inputs),
        ...declaredSas(consumers).flatMap(({ argument, content }) => [
            ...unless(
                source.service === "storageAccount",
                argument,
                "a SAS can be made of the key of a storageAccount alone",
            ),
            ...sasLifeProblems(argument, content, inputs.rotateEvery),
        ]),
        ...dependentsProblems(inputs.dependents),
        ...inputs.gates.flatMap((gate, index) =>
            gateProblems(gate, `gates[${index}]`, { service: source.service, canBeAsked }),
        ),
    ];
}

function slotProblems(property: string, slot: string | undefined, slots: SlotNames): readonly ArgumentProblem[] {
    const right = slot === undefined || slots.some((known) => known === slot);
    const reason = `"${slot}" is no slot of this service; use ${slots.join(" or ")}${didYouMean(slot, slots)}`;
    return unless(right, property, reason, [slot, slots]);
}

function triggerProblems(inputs: RotationInputs): readonly ArgumentProblem[] {
    const { trigger, emergency, retireTrigger, rotateEvery } = inputs;
    const triggers = { rotationTrigger: trigger, emergencyTrigger: emergency, retireTrigger };
    return [
        ...unless(
            trigger !== "" || rotateEvery !== undefined,
            "rotationTrigger",
            "must not be empty: any value, and a change of it means rotate; or give `rotateEvery`",
        ),
        ...Object.entries(triggers).flatMap(([property, value]) =>
            unless(
                isTrigger(value),
                property,
                "must be one value: a string, a finite number, a boolean or a valid date",
                value,
            ),
        ),
    ];
}

function lifecycleProblems(inputs: RotationInputs): readonly ArgumentProblem[] {
    const { strategy, retire, pinnedSlot, rotateEvery, settle } = inputs;
    return [
        ...oneOfProblems("strategy", strategy, STRATEGIES),
        ...oneOfProblems("retire", retire, RETIREMENTS),
        ...unless(
            pinnedSlot === undefined || strategy !== "there-and-back",
            "pinnedSlot",
            'cannot be combined with the strategy "there-and-back", which moves between both slots',
        ),
        ...(rotateEvery === undefined ? [] : durationProblems("rotateEvery", rotateEvery, "positive")),
        ...durationProblems("settle", settle),
    ];
}

function propagationProblems({ propagation }: RotationInputs): readonly ArgumentProblem[] {
    const { timeout, interval, blindWait, consecutive } = propagation;
    const takesMs = (consecutive - 1) * (durationMs(interval) ?? 0);
    const timeoutMs = durationMs(timeout) || Number.POSITIVE_INFINITY;
    return [
        ...durationProblems("propagation.timeout", timeout, "positive"),
        ...durationProblems("propagation.interval", interval, "positive"),
        ...(blindWait === undefined ? [] : durationProblems("propagation.blindWait", blindWait)),
        ...countProblems("propagation.consecutive", consecutive),
        ...unless(
            !(takesMs >= timeoutMs),
            "propagation.timeout",
            `"${timeout}" is too short for ${consecutive} tries, one each ${interval}`,
            propagation,
        ),
    ];
}
