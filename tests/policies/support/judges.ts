import type { Finding } from "../../../policies/analyzer/finding";
import { keysWithoutExpiry } from "../../../policies/keyWithoutExpiry";
import { mixedSlotsIn } from "../../../policies/mixedSlots";
import { openVaults } from "../../../policies/openVault";
import { plainKeys } from "../../../policies/plainKeyOutput";
import { keysNobodyNeeds } from "../../../policies/preferEntraId";
import { rawKeysAsked, rawKeysInSettings } from "../../../policies/rawKeyInSettings";
import { sasWithoutPolicies } from "../../../policies/sasWithoutPolicy";
import { secretsWithoutExpiry } from "../../../policies/secretWithoutExpiry";
import type { Stack } from "../../../policies/stack/stack";
import { staleKeys } from "../../../policies/staleKey";
import { standbysNeverRotated } from "../../../policies/standbyNeverRotated";
import { unfinishedRotations } from "../../../policies/unfinishedRotation";
import { unregisteredConsumers } from "../../../policies/unregisteredConsumer";

/** A judgement, with the defaults of its policy. */
export type Judge = (stack: Stack, now?: Date) => readonly Finding[];

/** Every judgement of the pack, by its policy. */
export const JUDGES: Readonly<Record<string, Judge>> = {
    "stale-key": (stack, now = new Date()) => staleKeys(stack, { maxAgeDays: 90, warnDays: 14 }, now),
    "unfinished-rotation": (stack, now = new Date()) => unfinishedRotations(stack, { maxPendingDays: 7 }, now),
    "standby-never-rotated": (stack, now = new Date()) => standbysNeverRotated(stack, { minAgeDays: 30 }, now),
    "raw-key-in-settings": (stack) => [...stack.resources.flatMap(rawKeysAsked), ...rawKeysInSettings(stack)],
    "mixed-slots": mixedSlotsIn,
    "unregistered-consumer": unregisteredConsumers,
    "key-without-expiry": keysWithoutExpiry,
    "secret-without-expiry": (stack, now = new Date()) => secretsWithoutExpiry(stack, { maxAgeDays: 90 }, now),
    "plain-key-output": plainKeys,
    "open-vault": (stack) => openVaults(stack, { readers: [] }),
    "prefer-entra-id": keysNobodyNeeds,
    "sas-without-policy": sasWithoutPolicies,
};
