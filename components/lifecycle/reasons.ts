/** The sentences of the lifecycle: what happened, what is still safe, and the next command. */

/** Rule 6: the key in the active slot is not the one that consumers were given. */
export function changedOutside(slot: string): string {
    return (
        `${slot} was regenerated outside this stack; no key was changed by this update; ` +
        "run `pulumi up --refresh` to give consumers the key as it is now"
    );
}

/** Rule 5: the outgoing key of the last rotation is still valid. */
export function outgoingStillValid(slot: string): string {
    return (
        `the new trigger waits, because ${slot} of the last rotation is not retired yet; ` +
        "this update finishes that rotation, the next `pulumi up` takes the trigger"
    );
}

/** Rule 14: a consumer holds the key that would be regenerated. */
export function stillHeld(slot: string, consumers: readonly string[]): string {
    return `${whoHolds(consumers)} ${slot}, which is therefore left as it is; run \`pulumi up --refresh\``;
}

/** Rules 8 and 14: both keys are in use, and an emergency is to replace the newer one. What is under way goes on first: it frees the other slot. */
export function emergencyAfterRotation(active: string, outgoing: string, consumers: readonly string[]): string {
    return (
        `${whoHolds(consumers)} ${outgoing} of the last rotation, so ${active} cannot be replaced yet and still works; this update finishes ` +
        `that rotation: it moves to ${active} whoever has not switched yet, and retires ${outgoing} when nobody holds it; run ` +
        `\`pulumi up --refresh\` after it, which replaces ${active}`
    );
}

function whoHolds(consumers: readonly string[]): string {
    return consumers.length === 1 ? `${consumers[0]} holds` : `${consumers.join(", ")} hold`;
}

/** Somebody outside the stack uses the standby key, or nobody can tell yet. */
export function standbyMayBeUsed(slot: string, gate: string, reason: string): string {
    return (
        `the rotation waits, because ${gate} does not show that nobody uses ${slot}, the key that it would regenerate: ${reason}; ` +
        "no key was changed; the next `pulumi up` asks again"
    );
}

/** It cannot be found out whether somebody uses the standby key. */
export function standbyNotAsked(slot: string, gate: string, reason: string): string {
    return (
        `${gate} failed when it was to tell whether somebody uses ${slot}: ${reason}; no key was changed; mend that and run ` +
        "`pulumi up` again, or give the gate `beforeRotation: false`"
    );
}

/** What was looked for is another key than the one that stands in the standby slot by now. */
export function standbyChanged(slot: string): string {
    return (
        `${slot} was regenerated outside this stack while it was looked for who uses it, so nobody knows who has the key as it is now; ` +
        "no key was changed; the next `pulumi up` looks again"
    );
}

/** Consumers may still use a copy of the outgoing key. */
export function readersMayLag(slot: string, retiresAt: string): string {
    return `readers may have ${slot} cached until ${retiresAt}; run \`pulumi up\` after that to retire it`;
}

/** Waves: the wave before has the key, and is watched with it for a while. */
export function soaking(wave: number, slot: string, switchesAt: string): string {
    return `wave ${wave} takes ${slot} after ${switchesAt}; run \`pulumi up\` after that to go on with it`;
}

/** Waves: an earlier wave does not have the key yet. */
export function afterEarlierWave(wave: number, slot: string): string {
    return `wave ${wave} takes ${slot} when wave ${wave - 1} has it`;
}

/** Waves: the key that the first wave left is still that of a later one. */
export function heldForWave(slot: string, reason: string): string {
    return `${slot} stays valid for the waves to come: ${reason}`;
}

/** Rule 16: without checkpoints, only consumers that can be looked at are safe. */
export function blindWithoutCheckpoints(): string {
    return (
        "a pair with `consumers` of your own does not rotate while PULUMI_SKIP_CHECKPOINTS is set, because after a crash " +
        "nobody could tell which key they hold; no key was changed; unset it and run `pulumi up` again"
    );
}

/** Rule 9: a pinned pair does not rotate. */
export function pinned(slot: string): string {
    return `the pair is pinned to ${slot}, so a rotation waits; remove \`pinnedSlot\` and run \`pulumi up\` to rotate`;
}

/** Rule 9: a pinned pair cannot follow an emergency without leaving its slot. */
export function pinnedInEmergency(slot: string): string {
    return (
        `the pair is pinned to ${slot}, so the emergency trigger cannot replace its key; no key was changed; ` +
        "remove `pinnedSlot` and run `pulumi up` again"
    );
}

/** `retire: "manual"`: a person retires the outgoing key. */
export function retiredByHand(slot: string): string {
    return `${slot} stays valid until \`retireTrigger\` changes; change it and run \`pulumi up\` to retire it`;
}

/** A gate is not open yet. */
export function gateWaits(slot: string, gate: string, reason: string): string {
    return `${slot} stays valid, because ${gate} waits: ${reason}; a later \`pulumi up\` asks again`;
}

/** Somebody has not said yet that the new key was taken. */
export function unacknowledgedBy(names: readonly string[], generation: number): string {
    const who = names.length === 1 ? `${names[0]} has` : `${names.join(", ")} have`;
    return `${who} not acknowledged generation ${generation}`;
}

/** What waits for acknowledgements. */
export function awaitsAcknowledgement(slot: string, names: readonly string[], generation: number): string {
    return `${unacknowledgedBy(names, generation)}; ${slot} stays valid until then; a later \`pulumi up\` asks again`;
}

/** A gate found something wrong. */
export function gateFailed(slot: string, gate: string, reason: string): string {
    return (
        `${gate} failed: ${reason}; ${slot}, the old key, still works and was not retired; mend what the gate found and run ` +
        "`pulumi up` again, or go back with `pinnedSlot`"
    );
}

/** The outgoing key has its grace. */
export function inGrace(slot: string, retiresAt: string): string {
    return `${slot} stays valid until ${retiresAt}; run \`pulumi up\` after that to retire it`;
}

/** How many places a sentence names before it only counts them. */
const NAMED = 10;

/** Places hold a key of the pair, and nobody moves them to the next one. */
export function heldElsewhere(places: readonly string[], wish: "refuse" | "warn"): string {
    const what = `${first(places)}, and nobody moves ${places.length === 1 ? "it" : "them"} to the next key`;
    return wish === "refuse"
        ? `${what}; no key was changed; make consumers of them or say in \`dependents.alsoHeldBy\` who moves them, or set ` +
              '`dependents.unregistered` to "warn", and run `pulumi up` again'
        : `${what}: access is lost when the old key is retired; make consumers of them and run \`pulumi up\``;
}

/** Places that may hold a key could not be looked at. */
export function notLookedAtBefore(kinds: readonly string[], wish: "refuse" | "warn"): string {
    const what = `not looked at, and therefore not known to be without a key: ${first(kinds)}`;
    const remedy = "allow it to look (`npx pulumi-two-key role`), or name them in `dependents.alsoHeldBy`";
    return wish === "refuse"
        ? `${what}; no key was changed; ${remedy}, or set \`dependents.notLookedAt\` to "warn", and run \`pulumi up\` again`
        : `${what}; ${remedy}`;
}

/** People have to be given the new key. */
export function tellPeople(places: readonly string[]): string {
    return `give the new key, once it is in use and before the old one is retired, to ${first(places)}`;
}

function first(names: readonly string[]): string {
    const more = names.length - NAMED;
    return `${names.slice(0, NAMED).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}
