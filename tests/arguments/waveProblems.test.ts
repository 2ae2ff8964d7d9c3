import type { AppSettingsPlace } from "../../components/consumers/appService/appSettingsArgs";
import { good, withConsumers } from "./support/pairs";
import { secret, settings } from "./support/places";
import { areRefusedByName, type Refusal } from "./support/refusals";

const web: AppSettingsPlace = { ...settings, settings: { UPLOADS_KEY: "key" } };
const inTwoWaves = withConsumers(web, { ...secret, wave: 2 });

const REFUSALS: readonly Refusal[] = [
    ["wave 0", withConsumers(secret, { ...web, wave: 0 }), "consumers[1].wave", /above 0, and is 0/],
    ["half a wave", withConsumers({ ...secret, wave: 1.5 }), "consumers[0].wave", /whole number/],
    ["waves with a gap", withConsumers({ ...secret, wave: 3 }, web), "consumers[0].wave", /wave 3 and no wave 2/],
    ["no first wave", withConsumers({ ...secret, wave: 2 }), "consumers[0].wave", /no wave 1; number them/],
    [
        "a reference to a secret of an earlier wave",
        withConsumers(secret, { ...settings, wave: 2 }),
        "consumers[1].wave",
        /refers to the secret "uploads", which takes a new key in wave 1; give both the same wave/,
    ],
    ["a soak that is no duration", { ...inTwoWaves, soak: "a day" }, "soak", /"a day" is no duration/],
    ["a soak without waves", { ...good, soak: "24h" }, "soak", /several waves; give some `wave: 2`/],
    [
        "waves that take longer than the age at which the key is rotated",
        { ...inTwoWaves, soak: "30d", rotateEvery: "30d" },
        "soak",
        /2 waves, "30d" apart, take longer than "30d"/,
    ],
];

describe("bad waves are refused by name", () => {
    areRefusedByName(REFUSALS);
});
