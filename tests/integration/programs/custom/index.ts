// A pair as the test's configuration describes it, with a resource of the user's own for a consumer.
import * as pulumi from "@pulumi/pulumi";
import { RandomString } from "@pulumi/random";
import { RotatingKeyPair, type RotatingKeyPairArgs } from "pulumi-two-key";

const { uploads } = new pulumi.Config().requireObject<Record<"uploads", RotatingKeyPairArgs>>("pairs");
new RotatingKeyPair("uploads", {
    ...uploads,
    settle: "1s",
    consumers: (key, options) => {
        const keepers = { fingerprint: key.fingerprint, generation: pulumi.interpolate`${key.generation}` };
        return [new RandomString("theirs", { length: 8, keepers }, options)];
    },
});
