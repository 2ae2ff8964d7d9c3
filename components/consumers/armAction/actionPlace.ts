import type { Input } from "@pulumi/pulumi";
import type { ArgumentProblem } from "../../shape/problem";
import type { ConsumerArgs, Place } from "../consumer";
import { isSameName } from "../naming";
import { emptyProblems, placesBefore } from "../placeProblems";

/** The place of a service that takes the key. */
export interface ActionPlaceArgs extends ConsumerArgs {
    /** Resource group of the service. */
    readonly resourceGroupName: Input<string>;
    /** Subscription of the service; default: the one that azure-native is configured with. */
    readonly subscriptionId?: Input<string>;
}

/** The same as plain values. */
export interface ActionPlace extends Place {
    readonly resourceGroupName: string;
    readonly subscriptionId?: string;
}

/** ARM id of the resource that takes the key: `resource` is its type and names, such as `Microsoft.Batch/batchAccounts/NAME`. */
export function actionPlaceId(place: ActionPlace, resource: string, defaultSubscriptionId: string): string {
    const { subscriptionId = defaultSubscriptionId, resourceGroupName } = place;
    return `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroupName}/providers/${resource}`;
}

/** Problems of its place: an empty name that the user gave, or a place that is declared twice. */
export function actionPlaceProblems<P extends ActionPlace>(
    place: P,
    all: readonly Place[],
    namesIn: (place: P) => Readonly<Record<string, string>>,
): readonly ArgumentProblem[] {
    const { argument, resourceGroupName } = place;
    const names = namesIn(place);
    const [last = "name"] = Object.keys(names).slice(-1);
    const twin = placesBefore(place, all).find((other) =>
        Object.entries({ resourceGroupName: other.resourceGroupName, ...namesIn(other) }).every(([name, text]) =>
            isSameName(text, { resourceGroupName, ...names }[name]),
        ),
    );
    return [
        ...emptyProblems(place, { resourceGroupName, ...names }),
        ...(twin === undefined
            ? []
            : [{ property: `${argument}.${last}`, reason: `is written by ${twin.argument} already` }]),
    ];
}
