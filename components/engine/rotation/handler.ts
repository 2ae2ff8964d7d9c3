import type { dynamic } from "@pulumi/pulumi";
import type { RotationInputs } from "../../arguments/rotationInputs";
import { durationMs } from "../../duration";
import { askedBeforeRotation } from "../../gates/gatesOfPair";
import { planOf } from "../../lifecycle/plan";
import type { GivenSwitch } from "../../lifecycle/proof";
import { refresh } from "../../lifecycle/refresh";
import { rotation } from "../../lifecycle/rotation";
import type { Refusal, RotationConduct, RotationEnd } from "../../lifecycle/rotationEnd";
import { RotationError } from "../../lifecycle/rotationError";
import { containsUnknown } from "../../shape/unknown";
import { declareSecrets } from "../declaredSecrets";
import { wishOf } from "../dependentsWish";
import { explained } from "../explained";
import { noteGiven } from "../givenNow";
import { type PairOfWorld, PairWorld } from "../pairWorld";
import { perform, preview } from "../perform";
import { notePreview } from "../previewing";
import { report, warn } from "../report";
import { safeHandler } from "../safeHandler";
import { notePair, noteRestarts } from "../stackSummary";
import { noteProgram } from "../stop";
import { adoptionProblems } from "./adoptionAhead";
import { failure, failuresOf } from "./checkArguments";
import { desiredRotation, planContext } from "./desiredRotation";
import { warnOfEndingSas } from "./endingSas";
import { identityProblems } from "./oneIdentity";
import { secondPairProblems } from "./onePairPerSource";
import type { RotationOutputs } from "./rotationOutputs";
import { tellWhatStays } from "./tellWhatStays";
import { unlessGone } from "./unlessGone";

export { configure } from "../azureAccess";

/** Refuses bad arguments at preview, and a second pair of the same source; takes note of the processes that run the program. */
export const check = safeHandler(
    async (olds: Partial<RotationInputs>, news: RotationInputs): Promise<dynamic.CheckResult<RotationInputs>> => {
        notePreview(news);
        notePair(news, news);
        const problems = failuresOf(news);
        const inputs = noteProgram(news);
        if (problems.length > 0) {
            return { inputs, failures: [...problems] };
        }
        await declareSecrets(news);
        const others = [...(await identityProblems(news)), ...(await secondPairProblems(news))];
        const { ahead } = news;
        if (ahead === undefined || others.length > 0) {
            return { inputs, failures: others.map(({ reason }) => failure(`${news.pair}: ${reason}`)) };
        }
        await tellWhatStays(olds, news);
        const found = await adoptionProblems(olds, news, ahead);
        const codeOf = (argument: string) => (argument === "initialSlot" ? "initial-slot" : "arguments");
        return { inputs, failures: found.map(({ property, reason }) => failure(reason, codeOf(property))) };
    },
);

/** Adopts the pair: reads its keys and regenerates nothing. */
export const create = safeHandler((inputs: RotationInputs): Promise<dynamic.CreateResult<RotationOutputs>> => {
    const { pair } = inputs;
    return explained({ pair, failed: "the pair was not adopted", safe: "no key was changed" }, async () => {
        const world = worldOf(inputs, undefined);
        const end = await perform(rotation(undefined, await desiredRotation(inputs), conductOf(inputs)), world);
        const outs = await outputs(world, inputs, given(pair, end));
        return { id: outs.sourceId, outs };
    });
});

/** Whether an update is wanted. Lists the keys only if an earlier rotation may be unfinished. */
export const diff = safeHandler(
    (_id: string, olds: RotationOutputs, news: RotationInputs): Promise<dynamic.DiffResult> => {
        const about = { pair: news.pair, failed: "nothing could be decided", safe: "no key was changed" };
        return explained(about, () => compare(olds, news));
    },
);

async function compare(olds: RotationOutputs, news: RotationInputs): Promise<dynamic.DiffResult> {
    // The material of a key is new with each trigger, and does not show whether the key is wanted.
    const { material: _, standbyMaterial: __, ...known } = news;
    if (containsUnknown(known)) {
        return { changes: true };
    }
    const desired = await desiredRotation(news);
    const world = worldOf(news, olds);
    const end = await preview(rotation(olds.state, desired, conductOf(news)), world);
    const now = await world.now();
    if (end === undefined) {
        if (olds.state.source === desired.source) {
            const plan = planContext(news);
            await report(news, planOf(olds.state, desired, plan, now));
            noteRestarts(plan.consumers.flatMap(({ restarts = [] }) => restarts));
        }
        return { changes: true };
    }
    if (end.kind === "refused") {
        throw refused(news.pair, end);
    }
    if (end.kind === "given") {
        return { changes: true };
    }
    await (end.reason === undefined ? warnOfEndingSas(news, end.state, now) : warn(news, end.reason));
    return { changes: end.state !== olds.state };
}

/** Rotates, adopts another source, or leaves the trigger for a later update. */
export const update = safeHandler(
    (_id: string, olds: RotationOutputs, news: RotationInputs): Promise<dynamic.UpdateResult<RotationOutputs>> => {
        const safe = `no consumer was touched, all go on with ${olds.state.active.slot}`;
        return explained({ pair: news.pair, failed: "the rotation stopped", safe }, async () => {
            const desired = await desiredRotation(news);
            const isSameSource = olds.state.source === desired.source;
            const world = worldOf(news, isSameSource ? olds : undefined);
            const end = await perform(rotation(olds.state, desired, conductOf(news)), world);
            if (end.kind === "kept") {
                await (end.reason === undefined ? undefined : warn(news, end.reason));
                return { outs: { ...olds, state: end.state } };
            }
            const made = given(news.pair, end);
            noteGiven(news.owner, made.state);
            return { outs: await outputs(world, news, made, isSameSource ? olds.found : undefined) };
        });
    },
);

/**
 * On `--refresh`: finds an active key that was regenerated outside this stack, and takes it over (rule 7). Without a result if the source no
 * longer exists: then the engine forgets this resource.
 */
export const read = safeHandler((id: string, olds: RotationOutputs): Promise<dynamic.ReadResult<RotationOutputs>> => {
    const { pair } = olds;
    const about = { pair, failed: "the refresh stopped", safe: "no key was changed" };
    return explained({ ...about, command: "pulumi up --refresh", withoutProgram: true }, async () => {
        const world = worldOf({ ...olds, owner: "", consumers: [], gates: [] }, olds);
        const { slots } = await world.service();
        const end = await unlessGone(() => perform(refresh(olds.state, slots), world));
        if (end === "absent") {
            return {};
        }
        if (end.kind === "refused") {
            throw refused(pair, end);
        }
        const isSame = end.state === olds.state;
        const props = isSame ? olds : await outputs(world, olds, { kind: "given", state: end.state }, olds.found);
        return { id, props };
    });
});

function worldOf(
    pair: PairOfWorld & Partial<Pick<RotationInputs, "propagation">>,
    olds: Pick<RotationOutputs, "endpoints" | "key" | "state"> | undefined,
): PairWorld {
    const { blindWait } = pair.propagation ?? {};
    return new PairWorld(pair, {
        ...(olds && { endpoints: olds.endpoints, keys: [olds.key] }),
        ...(blindWait === undefined ? {} : { blindWait }),
        expected: {
            wasWritten: () => false,
            ...(olds === undefined ? { isFirst: true } : { given: givenBy(olds.state) }),
        },
        searched: "lately",
    });
}

function givenBy({ rotatedAt, active }: RotationOutputs["state"]): GivenSwitch {
    return { rotatedAt, fingerprint: active.fingerprint };
}

function conductOf({ propagation, dependents, gates }: RotationInputs): RotationConduct {
    const { timeout, interval, consecutive } = propagation;
    return {
        propagation: {
            timeoutMs: durationMs(timeout) ?? 0,
            timeout,
            intervalMs: durationMs(interval) ?? 0,
            consecutive,
        },
        ...(dependents && { dependents: wishOf(dependents) }),
        asksUse: askedBeforeRotation(gates).length > 0,
    };
}

type Given = Extract<RotationEnd, { kind: "given" }>;

function given(pair: string, end: RotationEnd): Given {
    switch (end.kind) {
        case "given":
            return end;
        case "refused":
            throw refused(pair, end);
        case "kept":
            throw new RotationError("service", `${pair}: nothing was adopted`);
    }
}

async function outputs(
    world: PairWorld,
    { pair, source, azureConfig }: Pick<RotationOutputs, "pair" | "source" | "azureConfig">,
    { state, standby, found }: Given,
    before?: RotationOutputs["found"],
): Promise<RotationOutputs> {
    const service = await world.service();
    const endpoints = await world.endpoints();
    const key = await world.keyOf(state.active);
    const connectionString = service.connectionString(key, endpoints);
    const known = found ?? before;
    return {
        version: 1,
        pair,
        source,
        azureConfig,
        sourceId: service.id,
        state,
        endpoints,
        key,
        connectionString,
        ...(standby && { standby }),
        ...(known && { found: known }),
    };
}

function refused(pair: string, { code, reason }: Refusal): RotationError {
    return new RotationError(code, `${pair}: ${reason}`);
}
