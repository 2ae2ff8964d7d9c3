import type { KeyPairModule } from "../../../components/services/customPair";

const keys: Record<string, string> = { key1: "one", key2: "two" };

/** A pair that this process has alone. */
export const { slots, keyEncoding, list, regenerate }: KeyPairModule = {
    slots: ["key1", "key2"],
    keyEncoding: "text",
    list: () => ({ ...keys }),
    async regenerate(_context, slot) {
        keys[slot] = `${keys[slot]}, anew`;
    },
};
