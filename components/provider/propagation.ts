import { setTimeout as sleep } from "node:timers/promises";
import type { RotationInputs } from "../arguments/rotationInputs";
import { durationMs } from "../duration";
import type { Endpoints } from "../keySources/azureService";
import { RotationError } from "../lifecycle/rotationError";
import type { SlotKey } from "../lifecycle/state";
import type { KeyService } from "./keyService";
import { report, warn } from "./report";
import { waitUntil } from "./waitUntil";

/** A moment's failure of the network must not cost a blind wait: tries, because one that is not answered takes long. */
const PREFLIGHT = { maxTries: 6, intervalMs: 600 };

/** Asks the data plane whether it accepts a key. */
export type Probe = (key: string) => Promise<boolean>;

/**
 * A probe that is known to work because it accepts the key in use; undefined where it does not: the data plane cannot be
 * reached from here (a private endpoint, a firewall) or takes no keys, and then its "no" would say nothing of a new key.
 */
export async function workingProbe(
    service: KeyService,
    endpoints: Endpoints,
    activeKey: string,
): Promise<Probe | undefined> {
    const { storageAccepts } = await import("../azure/storageProbe.js");
    const probe: Probe = (key) => storageAccepts(service.source.name, key, endpoints);
    const works = await waitUntil(
        () => probe(activeKey),
        PREFLIGHT,
        () => Promise.resolve(),
    );
    return works ? probe : undefined;
}

/** Waits until the new key may be given to consumers; fails before any of them is touched. */
export async function waitForPropagation(
    probe: Probe | undefined,
    inputs: RotationInputs,
    key: string,
    slot: string,
    active: SlotKey,
): Promise<void> {
    const { pair, propagation } = inputs;
    if (probe === undefined) {
        await warn(
            inputs,
            `the data plane does not answer from here, so ${slot} is given ${propagation.blindWait} to take effect`,
        );
        await sleep(durationMs(propagation.blindWait) ?? 0);
        return;
    }
    const accepted = await waitUntil(
        () => probe(key),
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
