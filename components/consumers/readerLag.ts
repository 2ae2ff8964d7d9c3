import { durationMs } from "../duration";
import type { ConsumerPlace } from "./consumer";

/** App Service fetches a versionless Key Vault reference again within this time ("Use Key Vault references": rotation). */
const VERSIONLESS_REFERENCE_LAG = "24h";

/** How long, in milliseconds, the slowest reader may go on with a key after every consumer has switched. */
export function longestLagMs(places: readonly ConsumerPlace[]): number {
    return Math.max(0, ...places.map((place) => durationMs(lagOf(place)) ?? 0));
}

function lagOf(place: ConsumerPlace): string {
    switch (place.kind) {
        case "keyVaultSecret":
            return place.cachedFor ?? "0s";
        case "appSettings": {
            const versionless = Object.values(place.settings).some(
                (value) => typeof value === "object" && value.form === "versionless",
            );
            return versionless ? VERSIONLESS_REFERENCE_LAG : "0s";
        }
    }
}
