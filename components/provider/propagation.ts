import { setTimeout as sleep } from "node:timers/promises";
import type { RotationInputs } from "../arguments/rotationInputs";
import { durationMs } from "../duration";
import type { Endpoints } from "../keySources/keyPairDescription";
import { RotationError } from "../lifecycle/rotationError";
import type { SlotKey } from "../lifecycle/state";
import type { Probe } from "./keyPairs/keyPair";
import { descriptionOf } from "./keyPairs/keyPairs";
import type { KeyService } from "./keyService";
import { report, warn } from "./report";
import { waitUntil } from "./waitUntil";

/** A moment's failure of the network must not cost a blind wait: tries, because one that is not answered takes long. */
const PREFLIGHT = { maxTries: 6, intervalMs: 600 };

/** How it is found out that a service accepts a key. */
export type Acceptance =
    | { readonly kind: "probe"; readonly accepts: Probe }
    /** Nobody can be asked, for this reason. */
    | { readonly kind: "blind"; readonly reason: string };

/**
 * A probe that is known to work because it accepts the key in use and refuses one that nobody has. Where it does not accept
 * the key in use, the data plane cannot be reached from here (a private endpoint, a firewall) or takes no keys, and its "no"
 * would say nothing of a new key; where it accepts any key, neither would its "yes".
 */
export async function acceptanceBy(service: KeyService, endpoints: Endpoints, activeKey: string): Promise<Acceptance> {
    const accepts = await service.probe(endpoints);
    if (accepts === undefined) {
        return { kind: "blind", reason: "no call tells whether this service accepts a key" };
    }
    const works = await waitUntil(
        () => accepts(activeKey),
        PREFLIGHT,
        () => Promise.resolve(),
    );
    if (!works) {
        return { kind: "blind", reason: "the data plane does not answer from here" };
    }
    return (await accepts(service.madeUpKey()))
        ? { kind: "blind", reason: "the data plane accepts any key" }
        : { kind: "probe", accepts };
}

/** Waits until the new key may be given to consumers; fails before any of them is touched. */
export async function waitForPropagation(
    acceptance: Acceptance,
    inputs: RotationInputs,
    key: string,
    slot: string,
    active: SlotKey,
): Promise<void> {
    const { pair, source, propagation } = inputs;
    if (acceptance.kind === "blind") {
        const wait = propagation.blindWait ?? descriptionOf(source).acceptedWithin;
        await warn(inputs, `${acceptance.reason}, so ${slot} is given ${wait} to take effect`);
        await sleep(durationMs(wait) ?? 0);
        return;
    }
    const accepted = await waitUntil(
        () => acceptance.accepts(key),
        {
            timeoutMs: durationMs(propagation.timeout) ?? 0,
            intervalMs: durationMs(propagation.interval) ?? 0,
            consecutive: propagation.consecutive,
        },
        (seconds) => report(inputs, `${slot} was regenerated; waiting until the service accepts it (${seconds} s)`),
    );
    if (!accepted) {
        throw new RotationError(
            "not-accepted",
            `${pair}: the service does not accept the new ${slot} after ${propagation.timeout}; no consumer was touched, ` +
                `all go on with ${active.slot}; run \`pulumi up\` to try again`,
        );
    }
}
