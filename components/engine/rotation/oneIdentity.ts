import type { RotationInputs } from "../../arguments/rotationInputs";
import { isOutsideAzure } from "../../consumers/consumers";
import { type ArgumentProblem, unless } from "../../shape/problem";
import { defaultSubscriptionId } from "../azureAccess";

type Pair = Pick<RotationInputs, "azureConfig" | "azureProvider" | "source" | "consumers">;

/**
 * Rule 28: the pair is refused if its azure-native provider works in another subscription than the pair's configuration. Otherwise keys would
 * be read in one subscription and secrets be written in another.
 */
export async function identityProblems({
    azureConfig,
    azureProvider,
    source,
    consumers,
}: Pair): Promise<readonly ArgumentProblem[]> {
    const isInAzure = source.service !== "custom" || !consumers.every(isOutsideAzure);
    if (azureProvider === undefined || !isInAzure) {
        return [];
    }
    // Without a subscription nothing can be reached: the code that reaches for it says so.
    const configured = await defaultSubscriptionId(azureConfig).catch(() => undefined);
    const { name, subscriptionId } = azureProvider;
    return unless(
        configured === undefined || subscriptionId.toLowerCase() === configured.toLowerCase(),
        "provider",
        `the azure-native provider "${name}" works in subscription ${subscriptionId}, but this pair reads its keys and looks at its ` +
            `consumers in ${configured}, as the configuration ${azureConfig} says; no key was changed; give the pair a provider for that ` +
            `subscription, or set ${azureConfig}:subscriptionId to what the provider says, and run \`pulumi up\` again`,
        azureProvider,
    );
}
