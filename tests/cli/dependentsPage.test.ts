import assert from "node:assert/strict";
import { unseenConsumers } from "../../cli/dependents";
import { dependentsPage } from "../../cli/dependentsPage";
import type { Dependent } from "../../components/lifecycle/dependent";

const place = (changes: Partial<Dependent>): Dependent => ({
    kind: "App Service setting",
    place: "web/UPLOADS",
    holds: ["key1"],
    foundBy: "fingerprint",
    movedBy: "pair",
    ...changes,
});

const uploads = { pair: "uploads", sourceId: "/subscriptions/s/uploads", unknownSlots: [], unseen: [] };
const looked = { calls: 12, lookedAt: "2026-11-24T10:00:00.000Z" };

describe("the page of dependents", () => {
    it("has a row for each place, with what it holds, who answers for it and who moves it", () => {
        const places = [
            place({ place: "old|web/KEY", movedBy: "nobody", owner: "media" }),
            place({
                kind: "Added by a person",
                place: "Storage Explorer",
                holds: [],
                foundBy: "person",
                movedBy: "byHand",
            }),
            place({ place: "web/LATEST", holds: [], foundBy: "reference", movedBy: "itself" }),
            place({}),
        ];
        const page = dependentsPage([{ ...uploads, found: { ...looked, places, notLookedAt: [] } }]);
        assert.equal(
            page,
            [
                "# Dependents",
                "## uploads",
                "Keys of `/subscriptions/s/uploads`, looked for at 2026-11-24T10:00:00.000Z with 12 calls.",
                [
                    "| Place | Kind | What it holds | Owner | Moved to the next key by |",
                    "| --- | --- | --- | --- | --- |",
                    "| old\\|web/KEY | App Service setting | holds key1 | media | **nobody**: it loses access with the next rotation |",
                    "| Storage Explorer | Added by a person |  | unknown | by hand: give its owner the new key |",
                    "| web/LATEST | App Service setting | refers to a secret of the pair | unknown | itself: it reads the newest version of the secret |",
                    "| web/UPLOADS | App Service setting | holds key1 | this stack | this pair |",
                ].join("\n"),
            ].join("\n\n"),
        );
    });

    it("names what was not looked at, and never takes it for clean", () => {
        const notLookedAt = [
            { kind: "App Service setting", places: ["a", "b"], count: 7, reason: "403: not allowed" },
            { kind: "IoT Hub routing endpoint", places: [], count: 0, reason: "403: not allowed" },
        ];
        const page = dependentsPage([
            { ...uploads, found: { ...looked, places: [], notLookedAt }, unknownSlots: ["key2"] },
        ]);
        assert.match(page, /Nothing was found\.\n\n## Not looked at\n\nThese places may hold a key:/);
        assert.match(page, /\| App Service setting \| a, b and 5 more \| 403: not allowed \| every pair \|/);
        assert.match(page, /\| IoT Hub routing endpoint \| all \| 403: not allowed \| every pair \|/);
        assert.match(page, /\*\*key2 could not be listed\*\*/);
    });

    it("says once what was not looked at for several pairs", () => {
        const shared = { kind: "App Service setting", places: ["a"], count: 1, reason: "403: not allowed" };
        const own = { ...shared, places: ["photos"] };
        const page = dependentsPage([
            { ...uploads, found: { ...looked, places: [], notLookedAt: [shared] } },
            { ...uploads, pair: "media", found: { ...looked, places: [], notLookedAt: [shared, own] } },
        ]);
        assert.deepEqual(page.match(/^\| App Service setting .*$/gm), [
            "| App Service setting | a | 403: not allowed | every pair |",
            "| App Service setting | photos | 403: not allowed | media |",
        ]);
        assert.equal(page.match(/Not looked at/g)?.length, 1);
    });

    it("lists a consumer of the pair in which no key was seen", () => {
        const consumers = ["web", "api"].map((site, index) => ({
            kind: "appSettings",
            argument: `consumers[${index}]`,
            resourceGroupName: "rg",
            site,
            settings: { UPLOADS: "key" },
        }));
        const id = "/subscriptions/s/resourceGroups/RG/providers/Microsoft.Web/sites/web/config/appsettings";
        const unseen = unseenConsumers(consumers, { places: [place({ id })] }, "s");
        const page = dependentsPage([{ ...uploads, found: { ...looked, places: [], notLookedAt: [] }, unseen }]);
        assert.deepEqual(page.match(/^\| (web|api).*$/gm), [
            "| api | consumer of the pair | no key was seen: it could not be looked at, or has none | this stack | this pair |",
        ]);
    });
});
