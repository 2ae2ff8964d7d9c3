// A pair as the test's configuration describes it, with a resource of the user's own for a consumer.
import * as pulumi from "@pulumi/pulumi";
import { RandomString } from "@pulumi/random";
import { own, RotatingKeyPair } from "pulumi-two-key";
import { argsOf, type Described } from "../described";

const { uploads } = new pulumi.Config().requireObject<Record<"uploads", Described>>("pairs");
const args = argsOf(uploads);
new RotatingKeyPair("uploads", {
    settle: "1s",
    ...args,
    consumers: [
        ...args.consumers,
        own((key, options) => {
            const keepers = { fingerprint: key.fingerprint, generation: pulumi.interpolate`${key.generation}` };
            return [new RandomString("theirs", { length: 8, keepers }, options)];
        }),
    ],
});
