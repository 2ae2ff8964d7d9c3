// Pairs as the test's configuration describes them: all plain members of `RotatingKeyPairArgs`.
import { Provider } from "@pulumi/azure-native/provider";
import * as pulumi from "@pulumi/pulumi";
import { RotatingKeyPair } from "pulumi-two-key";
import { argsOf, type Described } from "../described";

/** Configuration has no dates. */
type Trigger = string | number | { readonly date: string };
type PlainPair = Omit<Described, "rotationTrigger"> & {
    readonly rotationTrigger: Trigger;
    /** The name that the pair had before. */
    readonly formerName?: string;
    /** Puts it into a component of its own; it was in none before. */
    readonly moved?: true;
    /** The subscription of a provider of its own. */
    readonly providerIn?: string;
};

/** The properties that the whole stack ignores of every resource. */
const ignoreChanges = new pulumi.Config().getObject<string[]>("ignoreChanges");
if (ignoreChanges !== undefined) {
    pulumi.runtime.registerStackTransformation(({ props, opts }) => ({ props, opts: { ...opts, ignoreChanges } }));
}

const pairs = new pulumi.Config().requireObject<Record<string, PlainPair>>("pairs");
for (const [name, { rotationTrigger, formerName, moved, providerIn, ...described }] of Object.entries(pairs)) {
    new RotatingKeyPair(
        name,
        argsOf({
            ...described,
            rotationTrigger: typeof rotationTrigger === "object" ? new Date(rotationTrigger.date) : rotationTrigger,
        }),
        {
            ...(formerName === undefined ? {} : { aliases: [{ name: formerName }] }),
            ...(moved === undefined
                ? {}
                : {
                      parent: new pulumi.ComponentResource("photos:index:PhotoService", "photos"),
                      aliases: [{ parent: pulumi.rootStackResource }],
                  }),
            ...(providerIn === undefined ? {} : { provider: new Provider("explicit", { subscriptionId: providerIn }) }),
        },
    );
}
