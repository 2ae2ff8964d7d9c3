import type { Place, WrittenConsumer } from "./consumer";

/** A service that reads the keys of the pair itself, as it is called once more when the old key was retired. */
export interface AfterRetirementPlace extends Place {
    readonly kind: "afterRetirement";
    readonly of: Place;
}

/** Such services; what is known of each is for its own kind to say. Where nothing was retired yet, nothing is called. */
export function afterRetirementConsumer(
    consumerOf: (place: Place) => WrittenConsumer,
): WrittenConsumer<AfterRetirementPlace> {
    return {
        role: "retired",
        names: ({ of }) => consumerOf(of).names(of),
        id: ({ of }, subscriptionId) => `${consumerOf(of).id(of, subscriptionId)}#retired`,
        actions: () => [],
        problems: () => [],
        contents: () => ({}),

        failure: ({ of }) => ({
            failed: `${consumerOf(of).names(of).join("/")} was not told that a key was retired`,
            safe: "whoever was given the key in use goes on, and this service may be without a key that works",
        }),

        async switchOver({ place: { of }, origin }, access) {
            if (origin.fingerprint !== "") {
                await consumerOf(of).follow?.(of, origin, access);
            }
        },

        remove: () => Promise.resolve(),
    };
}
