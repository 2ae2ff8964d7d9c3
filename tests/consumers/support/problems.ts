import type { Place, WrittenKind } from "../../../components/consumers/consumer";

/** The arguments of a place that are refused, where these others come before it. */
export function problemsOf<P extends Place>(
    { problems }: WrittenKind<P>,
    place: P,
    ...before: readonly P[]
): readonly string[] {
    return problems(place, [...before, place]).map(({ property }) => property);
}
