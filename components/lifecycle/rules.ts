/** One promise of the lifecycle, as docs/lifecycle.md tells it. */
export interface LifecycleRule {
    /** Its name in the code and the tests: `rule 5`. */
    readonly id: number;
    /** A few words for it. */
    readonly name: string;
    readonly sentence: string;
    /** The harm without it. */
    readonly because: string;
    /** The parts of the code that keep it: lists of decisions by their rules with this id, functions of the lifecycle, and files. */
    readonly keptBy: readonly string[];
}

/** The number of a rule. */
export type RuleId = (typeof rules)[number]["id"];

/** Every rule of the lifecycle: the one place for its promise and the reason. */
export const rules = [
    {
        id: 1,
        name: "The key in use stays",
        sentence: "The active slot is never regenerated, whatever the trigger does.",
        because:
            "Consumers hold its key. The state says which slot is active, because a trigger may skip a number, go back or change its type.",
        keptBy: ["rotationRules", "retirementRules"],
    },
    {
        id: 2,
        name: "Coming and going change no key",
        sentence: "Adopting a pair regenerates nothing. Destroying it regenerates and deletes nothing.",
        because: "Nobody knows yet, or any longer, who uses which key.",
        keptBy: ["adoptionRules", "retirementRules", "adopted", "components/lifecycle/adoption.ts"],
    },
    {
        id: 3,
        name: "Every consumer has a valid key",
        sentence: "At each instant every registered consumer holds a key that the service accepts.",
        because: "This is what the pair is for. All other rules serve it.",
        keptBy: ["waveRules", "passed"],
    },
    {
        id: 4,
        name: "A crash is got over",
        sentence:
            "After a crash at any point, the next `pulumi up` goes on. A crash costs at most one more regenerate, of a key that nobody uses.",
        because:
            "An update may end at any moment. An outgoing key that is already gone is recognized by its fingerprint and is not regenerated again.",
        keptBy: ["retirementRules", "isGone", "rotated"],
    },
    {
        id: 5,
        name: "Deferral",
        sentence:
            "A new trigger waits while the outgoing key of the last rotation is valid. This update finishes that rotation, the next one takes the trigger.",
        because: "The standby slot holds the outgoing key. Somebody may still use it.",
        keptBy: ["rotationRules"],
    },
    {
        id: 6,
        name: "Guard",
        sentence:
            "Nothing is regenerated while the active slot holds another key than consumers were given. Nothing overrides this guard.",
        because: "Consumers may be on the other key by now, moved there by whoever regenerated theirs.",
        keptBy: ["rotationRules", "retirementRules", "waveRules"],
    },
    {
        id: 7,
        name: "Refresh heals",
        sentence:
            "`--refresh` takes over a key that was regenerated outside the stack: a new generation begins with it, and the standby key counts as outgoing.",
        because: "Somebody may have been moved to the standby key by hand. Rule 5 and the gates protect it then.",
        keptBy: ["refreshed", "components/lifecycle/refresh.ts"],
    },
    {
        id: 8,
        name: "Emergency",
        sentence:
            "An emergency waits for nothing: no deferral, no grace, no gate that waits. A gate that failed, the guard and a consumer on the outgoing key still stop it.",
        because: "A key that has leaked must go at once, but not by taking access from an application.",
        keptBy: ["rotationRules", "retirementRules", "waveRules", "withoutPastEmergency"],
    },
    {
        id: 9,
        name: "Pin",
        sentence:
            "`pinnedSlot` switches to a slot and regenerates nothing. A pinned pair defers every trigger. A pin holds from the first update on.",
        because: "The other key of the pair is valid during grace, so going back needs no new key.",
        keptBy: ["adoptionRules", "rotationRules", "waveRules", "adopted", "switched"],
    },
    {
        id: 10,
        name: "There and back",
        sentence:
            "`there-and-back` switches to the standby key unchanged and retires the home slot. The next update switches home and retires the other one.",
        because:
            "Some want their applications on one slot at rest. Two updates, each resumed from the state, do that safely.",
        keptBy: ["rotationRules", "switched"],
    },
    {
        id: 11,
        name: "One key in use",
        sentence:
            "Consumers of one pair are on two keys only while a switch is under way or has failed. `settled` is false then.",
        because: "Readers of `settled` rely on it to tell whether the other key is free.",
        keptBy: ["beginRetirement", "components/lifecycle/decideRetirement.ts"],
    },
    {
        id: 12,
        name: "No key in any text",
        sentence:
            "A key appears only in secret outputs: never in plain state, diffs, logs, errors, arguments of programs or files.",
        because: "People who can read these should not have the key. Elsewhere its fingerprint stands for it.",
        keptBy: ["components/redaction/redacted.ts", "components/engine/safeHandler.ts"],
    },
    {
        id: 13,
        name: "Few calls",
        sentence:
            "An unchanged update calls no service. A rotation takes two lists and two regenerates, a few questions whether the new key is accepted, and one look at each consumer before each regenerate.",
        because: "Services throttle calls, and an update of a thousand pairs must stay fast.",
        keptBy: ["rotationRules", "retirementRules", "waveRules"],
    },
    {
        id: 14,
        name: "Look before you regenerate",
        sentence:
            "Before each regenerate every consumer is asked what it holds. One that holds the key about to go, or may hold it, keeps that key valid and is named.",
        because:
            "The state may be older than reality. Only a look shows a consumer that was moved by hand or that a crash left behind.",
        keptBy: ["rotationRules", "retirementRules"],
    },
    {
        id: 15,
        name: "Consumers write on a change of generation",
        sentence:
            "The inputs of a consumer carry the generation, so that each switch writes it, also back to a value from before.",
        because:
            "After a crash and a roll-back, the engine would see the value that it remembers and would write nothing, while the consumer holds the key about to be retired.",
        keptBy: ["adopted", "components/arguments/rotationInputs.ts"],
    },
    {
        id: 16,
        name: "Without checkpoints",
        sentence:
            "Rules 4, 14 and 15 also hold without checkpoints and with a restored state, if every consumer can be looked at. A pair with other consumers does not rotate without checkpoints.",
        because: "After a crash nobody could tell which key those consumers hold.",
        keptBy: ["rotationRules"],
    },
    {
        id: 17,
        name: "Another source is another pair",
        sentence:
            "A pair with another source is adopted anew and compared with nothing. An adoption consumes no trigger, and an unfinished rotation of the source before is said.",
        because: "Keys of another service say nothing of this one. A rotation that was asked for must not get lost.",
        keptBy: ["adopted", "components/lifecycle/adoption.ts", "components/lifecycle/retirement.ts"],
    },
    {
        id: 18,
        name: "No unproven key",
        sentence:
            "A key is given to consumers, or taken over by a refresh, only if the service accepts it. If nobody can be asked, the list must show it before and after the time that the service needs.",
        because: "A list of keys may be older than it looks. A key from it may be gone already.",
        keptBy: ["acceptedKey", "components/lifecycle/adoption.ts", "components/lifecycle/refresh.ts"],
    },
    {
        id: 19,
        name: '"Changed outside" needs proof',
        sentence:
            "A key counts as regenerated outside only if the service refuses it, or if nobody can be asked and lists over at least a minute agree.",
        because: "A list that lags shows the key from before. Believing it would give applications a key that is gone.",
        keptBy: ["whatBecameOf", "serviceOn"],
    },
    {
        id: 20,
        name: "The last look is the last thing",
        sentence: "Keys and consumers are looked at immediately before every regenerate. Nothing slow comes between.",
        because:
            "Gates, searches and logs take minutes. In that time somebody can move a consumer to the key about to go.",
        keptBy: [
            "components/lifecycle/regenerate.ts",
            "components/lifecycle/rotation.ts",
            "components/lifecycle/retirement.ts",
        ],
    },
    {
        id: 21,
        name: "One list repeats no regenerate",
        sentence:
            "An unchanged list after an answer of success means that the new key is not seen yet: the list is asked again for up to two minutes. After a repeat only a key that is proven (rule 18) is given out.",
        because: "A second regenerate would replace the key of the first one, which somebody may have been given.",
        keptBy: ["newKeyIn", "acceptedKey", "components/lifecycle/regenerate.ts"],
    },
    {
        id: 22,
        name: "A switch is its moment and its key",
        sentence:
            "Retirement, waves and acknowledgements know a switch by `rotatedAt` and the fingerprint, not by the generation alone.",
        because:
            "A Rotation that was made anew counts from 0 again. An acknowledgement of its former life must open nothing.",
        keptBy: ["beginRetirement", "beginWave"],
    },
    {
        id: 23,
        name: "Every consumer proves itself",
        sentence:
            "The outputs of each consumer show which switch it has written. Retirement waits for one that does not show this switch, and names it.",
        because:
            "With `--target` or `--exclude` the engine skips resources and hands on their former outputs. A skipped consumer holds the old key.",
        keptBy: ["retirementRules", "beginRetirement", "beginWave", "components/engine/proofs.ts"],
    },
    {
        id: 24,
        name: "Names are compared as services do",
        sentence:
            "Names and ids are compared as their service compares them: for App Service and ARM without regard to case, for App Configuration exactly.",
        because:
            "A setting that was written by hand in another case is the same setting, and may hold the key about to go.",
        keptBy: ["components/consumers/naming.ts"],
    },
    {
        id: 25,
        name: "A source has a birth",
        sentence:
            "A source that is replaced under its own name is another pair (rule 17), also in the update that replaces it.",
        because:
            "Its keys are new. Consumers must be written in the same update, or they keep keys of a resource that is gone.",
        keptBy: ["components/engine/rotation/replacedWith.ts"],
    },
    {
        id: 26,
        name: "One pair per source",
        sentence:
            "A second pair on the same keys is refused at preview, and both are named. A key that somebody else changes under a waiting update is said after a minute, not after the time-out.",
        because: "Each of two pairs would regenerate the key that the other one has just given out.",
        keptBy: ["acceptedKey", "components/engine/rotation/onePairPerSource.ts"],
    },
    {
        id: 27,
        name: "Leaving takes nothing away",
        sentence:
            'A consumer keeps its value when its entry, the pair or the stack is removed, except with `onRemove: "delete"`. A place that is still declared under another name is never deleted.',
        because: "An application goes on to run when somebody removes it from this program.",
        keptBy: ["components/consumers/onRemove.ts", "components/engine/secretRemoval/handler.ts"],
    },
    {
        id: 28,
        name: "One identity",
        sentence:
            "Keys, consumers and secrets of a pair are reached with one configuration. A provider for another subscription is refused at preview.",
        because: "Otherwise keys are read in one subscription and written in another.",
        keptBy: ["components/engine/rotation/oneIdentity.ts"],
    },
    {
        id: 29,
        name: "Clocks",
        sentence:
            "The time is the service's, if ours differs. A moment that is still to come counts as now. A wait longer than a timer can hold is made in pieces.",
        because: "Clocks are set wrong and set back. A grace must neither end at once nor last for ever.",
        keptBy: ["agedFrom", "beginRetirement", "beginWave", "components/azure/serviceClock.ts"],
    },
    {
        id: 30,
        name: "Only the key is ours",
        sentence:
            "Of a value with other parts, such as a connection string with an endpoint of its own, only the part with the key changes.",
        because: "The other parts are the application's. Replacing them would send it somewhere else.",
        keptBy: ["components/consumers/values/keyPart.ts"],
    },
    {
        id: 31,
        name: "An answer without the thing asked for is no answer",
        sentence:
            'A redirect, an empty or a foreign body proves nothing: neither "it does not exist" nor "it is done". Only the service\'s own 404 means absent. No map is written from a list that lacks what was known to be in it.',
        because:
            "A proxy, a sign-in page or a late list would otherwise count as an empty place, and the key that it holds would be retired.",
        keptBy: ["components/azure/usableAnswer.ts", "components/consumers/lists/sureList.ts"],
    },
    {
        id: 32,
        name: "Stop means stop",
        sentence: "After a cancel or a signal nothing is regenerated. The next update tells what was under way.",
        because: "The person who stops an update may have seen that something is wrong.",
        keptBy: ["components/engine/stop.ts"],
    },
    {
        id: 33,
        name: "A new wave waits like any other",
        sentence:
            "A wave that is new begins with the key that its consumers hold. Its soak counts from the wave before it, also in the update that rotates.",
        because: "Otherwise every consumer switches at once, although the program asks for waves.",
        keptBy: ["retirementRules", "waveRules", "newWave"],
    },
    {
        id: 34,
        name: "Look before you adopt",
        sentence:
            "The first update looks at every consumer. It refuses an `initialSlot` that none of them holds while they hold the other slot; `found` takes the slot that they hold.",
        because:
            "Otherwise applications that use the other key are moved and restarted, and nobody has asked for that.",
        keptBy: ["adoptionRules", "components/lifecycle/adoption.ts"],
    },
] as const satisfies readonly LifecycleRule[];
