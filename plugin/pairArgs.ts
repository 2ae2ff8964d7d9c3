import { type Input, Output } from "@pulumi/pulumi";
import type { RotatingKeyPairArgs, Strategy } from "../components/arguments/rotatingKeyPairArgs";
import type { DependentsArgs } from "../components/dependents/dependentsArgs";
import type { RotatingKeyPairPluginArgs } from "./args";
import { gateOf } from "./gates";
import { given } from "./given";
import { appSettingsOf, holderOf, keyVaultSecretOf } from "./holders";
import { propertyProblem } from "./propertyProblem";
import { sourceOf } from "./sources";

/** The configuration namespace of the plugin: the only one that the engine gives it. */
const NAMESPACE = "two-key";

/** What must be known when the component is made: it says which resources there are. */
const WRITTEN_OUT = [
    "source",
    "keyVaultSecrets",
    "appSettings",
    "holders",
    "gates",
    "dependents",
    "propagation",
] as const;

/**
 * The arguments of the component, from those of a program in another language.
 *
 * @throws InputPropertyError what the component's own checks would not find, because its types rule it out.
 */
export function pairArgs(args: RotatingKeyPairPluginArgs): RotatingKeyPairArgs {
    for (const property of WRITTEN_OUT) {
        if (Output.isInstance(args[property])) {
            throw propertyProblem(
                property,
                "must not be an output as a whole: write it out, with outputs as its values",
            );
        }
    }
    const {
        source,
        keyVaultSecrets = [],
        appSettings = [],
        holders = [],
        gates = [],
        strategy,
        retire,
        dependents,
        ...others
    } = args;
    return {
        ...others,
        source: sourceOf(source),
        // What is none of these is refused by the pair's own check.
        ...(strategy === undefined ? {} : { strategy: strategy as Input<Strategy> }),
        ...(retire === undefined ? {} : { retire: retire as Input<"automatic" | "manual"> }),
        ...(dependents === undefined ? {} : { dependents: given(dependents) as DependentsArgs }),
        keyVaultSecrets: keyVaultSecrets.map((entry, index) => keyVaultSecretOf(entry, `keyVaultSecrets[${index}]`)),
        appSettings: appSettings.map((entry, index) => appSettingsOf(entry, `appSettings[${index}]`)),
        holders: holders.map((holder, index) => holderOf(holder, `holders[${index}]`)),
        gates: gates.map((gate, index) => gateOf(gate, `gates[${index}]`)),
        azureConfig: NAMESPACE,
    };
}
