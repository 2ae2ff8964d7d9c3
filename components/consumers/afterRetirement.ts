import type { Place, WrittenKind } from "./consumer";

/** A service that reads the keys of the pair itself, as it is called once more when the old key was retired. */
export interface AfterRetirementPlace extends Place {
    readonly kind: "afterRetirement";
    readonly of: Place;
}

/** Such services; each kind knows its own. Before the first retirement, nothing is called. */
export function afterRetirementKind(consumerKindOf: (place: Place) => WrittenKind): WrittenKind<AfterRetirementPlace> {
    return {
        role: "retired",
        names: ({ of }) => consumerKindOf(of).names(of),
        id: ({ of }, subscriptionId) => `${consumerKindOf(of).id(of, subscriptionId)}#retired`,
        actions: () => [],
        problems: () => [],
        contents: () => ({}),

        failure: ({ of }) => ({
            failed: `${consumerKindOf(of).names(of).join("/")} was not told that a key was retired`,
            safe: "whoever was given the key in use goes on, and this service may be without a key that works",
        }),

        async switchOver({ place: { of }, origin }, access) {
            if (origin.fingerprint !== "") {
                await consumerKindOf(of).follow?.(of, origin, access);
            }
            return {};
        },

        remove: () => Promise.resolve(),
    };
}
