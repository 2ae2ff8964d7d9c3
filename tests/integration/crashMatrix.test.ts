import assert from "node:assert/strict";
import { caseName, type Round } from "../matrix/crash/crashCase";
import { CrashedStack } from "../matrix/crash/crashedStack";
import type { Moment } from "../matrix/crash/moment";
import { alternate, back, emergency, rollBack, type Scenario, there } from "../matrix/crash/scenarios";
import {
    plain,
    refreshed,
    rolledBack,
    stateRestored,
    type Variant,
    withoutCheckpoints,
} from "../matrix/crash/variants";
import type { Victim } from "../matrix/crash/victim";
import { app, hosts, type PlaceGroup, services, signatures, unseen } from "../matrix/places/placeGroup";
import { alongside } from "./support/alongside";
import { describeOnEngine, type Testbed } from "./support/testbed";

const REGENERATE = "storageAccounts/regenerateKey";
const SECRET = "vaults/secrets/put";
const SETTINGS = "sites/config/appsettings/put";
const RESTART = "sites/restart";
const CONTAINER_APP = "containerApps/patch";
const JOB = "jobs/patch";
const KEY_VALUE = "keyValues/put";
const NAMED_VALUE = "namedValues/put";
const HUB = "iotHubs/put";
const SYNC = "batchAccounts/syncAutoStorageKeys";
const QUERY = "logs/query";

type Case = readonly [Scenario, Moment];

const before = (operation: string, nth = 1): Moment => ({ kind: "call", effect: "before", operation, nth });
const after = (operation: string, nth = 1): Moment => ({ kind: "call", effect: "after", operation, nth });
const saved = (resource: string, within: string): Moment => ({
    kind: "checkpoint",
    saved: resource,
    within: { kind: "call", effect: "before", operation: within, nth: 1 },
});

/** Each kill is of one process and mended in one way; each of its pairs is at a moment of its own. */
type Kills = readonly (readonly [string, Victim, Variant, readonly [Case, ...Case[]]])[];

const STORIES: Readonly<Record<string, readonly [PlaceGroup, Kills]>> = {
    "with the state that the kill leaves": [
        app,
        [
            [
                "a killed engine, when a call has had its effect and no checkpoint knows of it",
                "engine",
                plain,
                [
                    [alternate, after(REGENERATE)],
                    [emergency, after(REGENERATE, 2)],
                ],
            ],
            [
                "a killed engine, when consumers were switched and the state says so, by `up --refresh`",
                "engine",
                refreshed,
                [
                    [back, saved("AppSettings", RESTART)],
                    [rollBack, saved("AppSettings", RESTART)],
                ],
            ],
            [
                "a killed provider, when settings were written and the application is not restarted yet",
                "provider",
                plain,
                [
                    [alternate, after(SETTINGS)],
                    [rollBack, before(RESTART)],
                ],
            ],
            [
                "a killed program, while a consumer is written",
                "program",
                plain,
                [
                    [alternate, before(SECRET)],
                    [there, after(SETTINGS)],
                ],
            ],
        ],
    ],
    "with a state that is older than reality, or by going back": [
        app,
        [
            [
                "a killed engine that wrote no checkpoint",
                "engine",
                withoutCheckpoints,
                [
                    [alternate, after(SETTINGS)],
                    [emergency, after(SECRET)],
                ],
            ],
            [
                "a killed engine, by a roll-back without a new key",
                "engine",
                rolledBack,
                [
                    [alternate, after(SETTINGS)],
                    [emergency, after(RESTART)],
                ],
            ],
            [
                "a killed engine whose state is restored from before the rotation",
                "engine",
                stateRestored,
                [
                    [alternate, after(REGENERATE, 2)],
                    [there, after(SETTINGS)],
                ],
            ],
        ],
    ],
    "where a slot, a job and, in a second wave, a container app have the key": [
        hosts,
        [
            [
                "a killed engine, when secrets were written and nothing that reads them has begun anew",
                "engine",
                plain,
                [
                    [alternate, after(JOB)],
                    [alternate, after(CONTAINER_APP)],
                ],
            ],
            [
                "a killed provider, by a roll-back without a new key",
                "provider",
                rolledBack,
                [
                    [alternate, before(CONTAINER_APP)],
                    [alternate, after(JOB)],
                ],
            ],
        ],
    ],
    "where services and a program have the key": [
        services,
        [
            [
                "a killed engine, when one of two values was written and the state does not know",
                "engine",
                plain,
                [
                    [alternate, after(KEY_VALUE)],
                    [rollBack, after(NAMED_VALUE)],
                ],
            ],
            [
                "a killed engine whose state is restored from before the rotation",
                "engine",
                stateRestored,
                [
                    [alternate, after(KEY_VALUE, 2)],
                    [alternate, after(NAMED_VALUE)],
                ],
            ],
        ],
    ],
    "where services have the key that nobody can look at": [
        unseen,
        [
            [
                "a killed engine, when a service was told and the state does not know",
                "engine",
                plain,
                [
                    [alternate, after(HUB)],
                    [alternate, after(SYNC, 2)],
                ],
            ],
        ],
    ],
    "where apps have signatures, and logs tell whether a key is still used": [
        signatures,
        [
            [
                "a killed provider, while the logs are read",
                "provider",
                plain,
                [
                    [alternate, before(QUERY)],
                    [alternate, before(QUERY, 2)],
                ],
            ],
        ],
    ],
};

function roundOf(
    group: PlaceGroup,
    victim: Victim,
    variant: Variant,
    [first, ...others]: readonly [Case, ...Case[]],
): Round {
    const crashCase = ([scenario, moment]: Case) => ({ group, scenario, variant, victim, moment });
    return [crashCase(first), ...others.map(crashCase)];
}

/** A kill and its repair are some six updates, under load. */
const ONE_KILL_MS = 600_000;

describeOnEngine("a sample of the crash matrix (rules 4, 15 and 16)", (testbed) => {
    describe("kills one process of an update and", function () {
        this.timeout(ONE_KILL_MS);
        tell(testbed);
    });
});

function tell(testbed: () => Testbed): void {
    Object.entries(STORIES).forEach(([subject, [group, kills]], index) => {
        alongside(subject, (story) => {
            let stack: CrashedStack;

            story.before(async () => {
                stack = await CrashedStack.make(testbed(), `sample${index}`, group, 2);
            });

            for (const [what, victim, variant, cases] of kills) {
                story.it(`mends ${what}: no request fails, and every pair settles`, async () => {
                    const { results, outputs } = await stack.run(roundOf(group, victim, variant, cases));
                    for (const { crashCase, problems, killEnd, requests } of results) {
                        const seen = [caseName(crashCase), ...outputs].join("\n");
                        assert.deepEqual([killEnd, problems], ["killed", []], seen);
                        assert.ok(requests > 20, `${requests} requests, ${seen}`);
                    }
                });
            }
        });
    });
}
