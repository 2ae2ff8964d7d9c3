// Pairs as the test's configuration describes them: whatever is plain in `RotatingKeyPairArgs`.
import * as pulumi from "@pulumi/pulumi";
import { RotatingKeyPair, type RotatingKeyPairArgs } from "pulumi-two-key";

/** Configuration has no dates. */
type Trigger = string | number | { readonly date: string };
type PlainPair = Omit<RotatingKeyPairArgs, "rotationTrigger"> & { readonly rotationTrigger: Trigger };

const pairs = new pulumi.Config().requireObject<Record<string, PlainPair>>("pairs");
for (const [name, { rotationTrigger, ...args }] of Object.entries(pairs)) {
    new RotatingKeyPair(name, {
        ...args,
        rotationTrigger: typeof rotationTrigger === "object" ? new Date(rotationTrigger.date) : rotationTrigger,
    });
}
