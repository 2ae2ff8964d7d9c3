import { type CustomResourceOptions, type Input, type Output, output, RunError, secret } from "@pulumi/pulumi";
import type { RandomBytes } from "@pulumi/random/randomBytes";
import type { RotatingKeyPairArgs } from "../arguments/rotatingKeyPairArgs";
import { emergencyOf, triggerOf } from "../arguments/triggerOf";
import { durationMs } from "../duration";
import { isVaultPair, type VaultPairSource } from "../services/vaultPair";

/** 512 bits, as the keys of a storage account have. */
const KEY_BYTES = 64;

/** The triggers that may make Rotation want a key. */
type Triggers = Pick<RotatingKeyPairArgs, "rotationTrigger" | "emergencyTrigger" | "rotateEvery">;

/** The material for the keys of a pair; nothing if the service makes them. */
export function keyMaterialOf(
    name: string,
    { source, ...triggers }: RotatingKeyPairArgs,
    opts: CustomResourceOptions,
): KeyMaterial | undefined {
    return isVaultPair(source) ? new KeyMaterial(name, source, triggers, opts) : undefined;
}

/**
 * The keys of a pair of secrets, drawn by `@pulumi/random` and kept in the state as secrets. Each is drawn before it is wanted and stays the
 * same until it is used, so that a crash in between costs nothing. Every cause that makes a key wanted draws another one.
 */
class KeyMaterial {
    /** The key that Rotation gives to the standby slot. For a pair that does not exist yet, it is the first key in use. */
    readonly next: Output<string>;
    /** The first key of the slot that is not in use. */
    readonly standby: Output<string>;

    constructor(
        private readonly name: string,
        private readonly source: VaultPairSource,
        { rotationTrigger, emergencyTrigger, rotateEvery }: Triggers,
        private readonly opts: CustomResourceOptions,
    ) {
        const period = rotateEvery === undefined ? "" : output(rotateEvery).apply(drawingPeriod);
        const triggers = { trigger: triggerOf(rotationTrigger), emergency: emergencyOf(emergencyTrigger) };
        this.next = this.draw(`${name}-material`, { ...triggers, period });
        this.standby = this.draw(`${name}-material-standby`, {});
    }

    /** The key that Retirement gives to the outgoing slot of this generation. */
    retiring(generation: Output<number>): Output<string> {
        return this.draw(`${this.name}-material-retirement`, { generation: generation.apply(String) });
    }

    /** Other secrets are another pair, and get no key of this one. */
    private draw(name: string, keepers: Readonly<Record<string, Input<string>>>): Output<string> {
        const { vaultUri, secretNames } = this.source;
        const pair = output(secretNames).apply((names) => names.join("+"));
        const Bytes = randomBytes();
        const bytes = new Bytes(name, { length: KEY_BYTES, keepers: { vaultUri, pair, ...keepers } }, this.opts);
        return secret(bytes.base64);
    }
}

/**
 * Names the stretch of time that `now` is in. Stretches are half as long as `rotateEvery`, so that a key which comes of age
 * was always drawn in an earlier one, although the program reads its clock some time before Rotation does.
 */
export function drawingPeriod(rotateEvery: string, now = Date.now()): string {
    const ms = durationMs(rotateEvery) ?? 0;
    return ms > 0 ? String(Math.floor((2 * now) / ms)) : "";
}

/** Only a pair of secrets needs the package, so it is loaded, and asked for, by such a pair alone. */
function randomBytes(): typeof RandomBytes {
    try {
        return (require("@pulumi/random/randomBytes") as { RandomBytes: typeof RandomBytes }).RandomBytes;
    } catch (error) {
        throw (error as NodeJS.ErrnoException).code === "MODULE_NOT_FOUND"
            ? new RunError("vaultPair draws its keys with @pulumi/random; run `npm install @pulumi/random`")
            : error;
    }
}
