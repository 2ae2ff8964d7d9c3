// Policies for key pairs and for keys in general, for a policy pack of one's own: `new PolicyPack("…", { policies })`.
import type { KeyPolicy } from "./analyzer/keyPolicy";
import { keyWithoutExpiry } from "./keyWithoutExpiry";
import { mixedSlots } from "./mixedSlots";
import { openVault } from "./openVault";
import { plainKeyOutput } from "./plainKeyOutput";
import { preferEntraId } from "./preferEntraId";
import { rawKeyInSettings } from "./rawKeyInSettings";
import { sasWithoutPolicy } from "./sasWithoutPolicy";
import { secretWithoutExpiry } from "./secretWithoutExpiry";
import { staleKey } from "./staleKey";
import { standbyNeverRotated } from "./standbyNeverRotated";
import { unfinishedRotation } from "./unfinishedRotation";
import { unregisteredConsumer } from "./unregisteredConsumer";

export type { KeyPolicy } from "./analyzer/keyPolicy";
export {
    keyWithoutExpiry,
    mixedSlots,
    openVault,
    plainKeyOutput,
    preferEntraId,
    rawKeyInSettings,
    sasWithoutPolicy,
    secretWithoutExpiry,
    staleKey,
    standbyNeverRotated,
    unfinishedRotation,
    unregisteredConsumer,
};

/** All policies of the pack. */
export const policies: readonly KeyPolicy[] = [
    staleKey,
    unfinishedRotation,
    standbyNeverRotated,
    rawKeyInSettings,
    mixedSlots,
    unregisteredConsumer,
    keyWithoutExpiry,
    secretWithoutExpiry,
    plainKeyOutput,
    openVault,
    preferEntraId,
    sasWithoutPolicy,
];
