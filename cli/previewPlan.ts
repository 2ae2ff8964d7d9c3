import type { SourceInputs } from "../components/services/sourceInputs";
import { resourcesOf, type StackExport, StackProblem, type StackResource } from "./stackExport";

/** The output of `pulumi preview --json`, with the members that are read here. */
interface Plan {
    readonly config?: Readonly<Record<string, unknown>>;
    readonly steps?: readonly { readonly newState?: StackResource }[] | null;
}

/**
 * A stack as the previewed update would leave it: the resources with their inputs. Some values are known only after the update, such as the ids
 * of resources with keys. They count as in the subscription of the source, or in the configured one.
 */
export function readPlan(text: string, environment: NodeJS.ProcessEnv): StackExport {
    const { config = {}, steps } = planIn(text);
    const resources = (steps ?? []).flatMap(({ newState }) => (newState === undefined ? [] : [newState]));
    const pairs = resourcesOf({ deployment: { resources } }, "Rotation");
    if (pairs.length === 0) {
        throw new StackProblem("The preview has no pair: it failed before one, or the program makes none.");
    }
    return { deployment: { resources: pairs.map((pair) => withSourceId(pair, config, environment)) } };
}

function planIn(text: string): Plan {
    try {
        const read: unknown = JSON.parse(text);
        if (typeof read === "object" && read !== null && ("steps" in read || "config" in read)) {
            return read as Plan;
        }
    } catch {
        // Said below.
    }
    throw new StackProblem("This is not what `pulumi preview --json` prints.");
}

/** A pair that is there already has an id. */
function withSourceId(
    pair: StackResource,
    config: NonNullable<Plan["config"]>,
    environment: NodeJS.ProcessEnv,
): StackResource {
    const { source, azureConfig } = pair.inputs as {
        readonly source: Partial<SourceInputs> & { readonly subscriptionId?: string };
        readonly azureConfig: string;
    };
    if (pair.outputs?.sourceId !== undefined || source.service === "custom") {
        return pair;
    }
    const configured = config[`${azureConfig}:subscriptionId`] ?? environment.ARM_SUBSCRIPTION_ID;
    const subscriptionId = source.subscriptionId ?? configured;
    if (typeof subscriptionId !== "string" || subscriptionId === "") {
        throw new StackProblem(
            `Nothing says in which subscription the role is to be: set ${azureConfig}:subscriptionId or ARM_SUBSCRIPTION_ID.`,
        );
    }
    return { ...pair, outputs: { ...pair.outputs, sourceId: `/subscriptions/${subscriptionId}` } };
}
