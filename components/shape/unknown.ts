import { runtime } from "@pulumi/pulumi";

/** Whether a value, or any value in it, is known only after an update. */
export function containsUnknown(value: unknown): boolean {
    if (typeof value === "object" && value !== null) {
        return Object.values(value).some(containsUnknown);
    }
    return value === runtime.unknownValue;
}
