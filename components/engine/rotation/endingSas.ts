import type { RotationInputs } from "../../arguments/rotationInputs";
import { placeName } from "../../consumers/consumers";
import { declaredSas } from "../../consumers/values/declaredSas";
import { sasExpiry } from "../../consumers/values/signedSas";
import { durationMs } from "../../duration";
import type { RotationState } from "../../lifecycle/state";
import { warn } from "../report";

/** The last part of a SAS's life. If nothing renews the SAS by then, a warning names it. */
const LAST_PART = 0.2;

/** Warns of a SAS that ends soon, or has ended, if no rotation is due that would renew it. */
export async function warnOfEndingSas(
    inputs: RotationInputs,
    { rotatedAt }: RotationState,
    now: Date,
    say: typeof warn = warn,
): Promise<void> {
    for (const { place, content } of declaredSas(inputs.consumers)) {
        const expiry = sasExpiry(content, rotatedAt);
        // A pair that rotates by itself renews it in time, if it is brought up in time.
        const spokenOfForMs = inputs.rotateEvery === undefined ? LAST_PART * (durationMs(content.validFor) ?? 0) : 0;
        if (now.getTime() >= expiry.getTime() - spokenOfForMs) {
            const ends = now >= expiry ? "has ended" : "ends";
            await say(
                inputs,
                `the SAS in ${placeName(place)} ${ends} at ${expiry.toISOString()}, and a rotation alone renews it; ` +
                    "change `rotationTrigger`, or give `rotateEvery`, and run `pulumi up`",
            );
        }
    }
}
