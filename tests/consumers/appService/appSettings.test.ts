import assert from "node:assert/strict";
import { appSettingsKind } from "../../../components/consumers/appService/appSettings";
import type { AppSettingsPlace } from "../../../components/consumers/appService/appSettingsArgs";
import { keyVaultReference, referenceTo } from "../../../components/consumers/values/keyVaultReference";
import { sas } from "../../../components/consumers/values/sas";
import { changeOf } from "../support/changes";
import { fakeSite } from "./fakeSite";

const SECRET = "https://vault.vault.azure.net/secrets/uploads";
const LIST = "POST web/config/appsettings/list";
const PUT = "PUT web/config/appsettings";
const RESTART = "POST web/restart";

const place: AppSettingsPlace = {
    kind: "appSettings",
    argument: "consumers[1]",
    resourceGroupName: "rg",
    site: "web",
    settings: { UPLOADS: keyVaultReference("uploads"), UPLOADS_KEY: "key" },
};

function app(settings: Readonly<Record<string, string>>, rest: Parameters<typeof fakeSite>[0] = {}) {
    return fakeSite({ ...rest, maps: { "web/config/appsettings": settings, ...rest.maps } });
}

const { look, lookAround, switchOver, remove } = appSettingsKind;

describe("app settings", () => {
    it("take no right to read what became of references where they hold a SAS and none of these", () => {
        const withSas = { ...place, settings: { PHOTOS: sas({ permissions: "r", validFor: "90d" }) } };
        const asReferences = "Microsoft.Web/sites/config/appsettings/read";
        assert.ok(appSettingsKind.actions(place).includes(asReferences));
        assert.ok(!appSettingsKind.actions(withSas).includes(asReferences));
    });

    it("are looked at in one call: those of the entry, and no others", async () => {
        const access = app({ UPLOADS: "u", UPLOADS_KEY: "k", THEIRS: "t" });
        assert.deepEqual(await look?.(place, access), { UPLOADS: { value: "u" }, UPLOADS_KEY: { value: "k" } });
        assert.deepEqual(access.calls, [LIST]);
        assert.equal(await look?.(place, fakeSite({})), "absent");
    });

    it("are looked at in every slot, too, that no place names, because a swap would bring them into production", async () => {
        const slots = ["staging", "canary"];
        const maps = {
            "web/slots/staging/config/appsettings": { UPLOADS_KEY: "old" },
            "web/slots/canary/config/appsettings": { UPLOADS_KEY: "new", UPLOADS: "other" },
        };
        const canary = { ...place, slot: "canary", settings: { UPLOADS_KEY: "key" } } as const;
        assert.deepEqual(await lookAround?.(place, [place, canary], app({}, { slots, maps })), {
            "staging/UPLOADS_KEY": { value: "old" },
            "canary/UPLOADS": { value: "other" },
        });
        assert.deepEqual(await lookAround?.(canary, [place, canary], app({}, { slots, maps })), {});
    });

    it("are written as a whole map in which everything else stays, and the app restarts where it has to", async () => {
        const access = app({ THEIRS: "t", OLD: "o", UPLOADS_KEY: "k1" });
        await switchOver(changeOf(place, { UPLOADS_KEY: "k2" }, { removed: ["OLD"] }), access);
        assert.deepEqual(access.calls, [LIST, PUT, RESTART, LIST]);
        assert.deepEqual(access.bodies, [{ properties: { THEIRS: "t", UPLOADS_KEY: "k2" } }]);
        assert.deepEqual(access.requests.at(-2)?.query, { softRestart: "true", synchronous: "true" });
    });

    it("are not written where they are so already, because that would restart the app", async () => {
        const access = app({ UPLOADS_KEY: "k2" });
        await switchOver(changeOf(place, { UPLOADS_KEY: "k2" }), access);
        assert.deepEqual(access.calls, [LIST, RESTART, LIST]);
    });

    it("are written to the deployment slot that is named", async () => {
        const access = app({}, { maps: { "web/slots/staging/config/appsettings": { THEIRS: "t" } } });
        await switchOver(changeOf({ ...place, slot: "staging" }, { K: "k" }), access);
        assert.equal(access.calls[1], "PUT web/slots/staging/config/appsettings");
    });

    it("say what is safe and what to do where there is no such app", async () => {
        await assert.rejects(
            switchOver(changeOf(place, { K: "k" }), fakeSite({})),
            /there is no web app web .*; the key that it had before still works; restore it or take consumers\[1\]/,
        );
    });

    it("are taken away by name, and nothing is done where the app is gone", async () => {
        const access = app({ THEIRS: "t", UPLOADS_KEY: "k", TWO_KEY_REFRESHED: "then" });
        await remove(place, ["UPLOADS_KEY", "UPLOADS"], access);
        assert.deepEqual(access.bodies, [{ properties: { THEIRS: "t" } }]);
        const gone = fakeSite({});
        await remove(place, ["UPLOADS_KEY"], gone);
        assert.deepEqual(gone.calls, [LIST]);
    });
});

describe("a setting that is a Key Vault reference", () => {
    const references = { UPLOADS: `${SECRET}/v7` };
    const GET = "GET web/config/configreferences/appsettings/UPLOADS";
    const REFRESH = "POST web/config/configreferences/appsettings/refresh";
    const resolved = (version: string) => ({ status: "Resolved", activeVersion: version });
    const versioned = changeOf(place, { UPLOADS: referenceTo(`${SECRET}/v7`) }, { references });
    const versionless = changeOf(place, { UPLOADS: referenceTo(`${SECRET}/`) }, { references });
    const unchanged = versionless.values;
    const theirs = { THEIRS: "t" };

    it("is waited for until the platform has the version that was written last", async () => {
        const access = app(theirs, { references: [resolved("v6"), resolved("v7")] });
        await switchOver(versioned, access);
        assert.deepEqual(access.calls, [LIST, PUT, GET, GET, RESTART, LIST]);
    });

    it("is a failure where it is new and not resolved in time, because the app would get its text for a key", async () => {
        const access = app({}, { references: [{ status: "AccessToKeyVaultDenied" }] });
        await assert.rejects(
            switchOver(versioned, access),
            /web\/UPLOADS does not resolve .*AccessToKeyVaultDenied.*the app gets the text of the reference.*the old key still works/,
        );
        assert.equal(access.calls.filter((call) => call === PUT).length, 1);
    });

    it("is put back where the app had another value before, so that it goes on with that", async () => {
        const access = app({ UPLOADS: "the old one", THEIRS: "t" }, { references: [{ status: "SecretNotFound" }] });
        await assert.rejects(
            switchOver(versioned, access),
            /SecretNotFound.*what it had before was put back and still works/,
        );
        assert.deepEqual(access.bodies.at(-1), { properties: { UPLOADS: "the old one", THEIRS: "t" } });
        assert.equal(access.calls.at(-1), RESTART);
    });

    it("is read anew where it names no version, and then the app is restarted in any case", async () => {
        const access = app(unchanged, { references: [resolved("v6"), resolved("v7")] });
        await switchOver(versionless, access);
        assert.deepEqual(access.calls, [LIST, REFRESH, GET, GET, GET, RESTART, LIST]);
        assert.deepEqual(access.requests.at(-2)?.query, { softRestart: "false", synchronous: "true" });
    });

    it("is not read anew where a setting was written, which makes the platform read all of them", async () => {
        const access = app(theirs, { references: [resolved("v7")] });
        await switchOver(versionless, access);
        assert.deepEqual(access.calls, [LIST, PUT, GET, RESTART, LIST]);
    });

    it("is read anew by a change of a setting of ours where the platform knows no such call", async () => {
        const access = app(unchanged, { references: [resolved("v7")], refresh: 404 });
        await switchOver(versionless, access);
        assert.deepEqual(access.calls, [LIST, REFRESH, LIST, PUT, GET, RESTART, LIST]);
        assert.deepEqual(access.bodies, [
            { properties: { ...unchanged, TWO_KEY_REFRESHED: "2026-11-24T10:00:00.000Z" } },
        ]);
    });

    it("is read anew in the same way where the call changes nothing", async () => {
        const six = Array.from({ length: 5 }, () => resolved("v6"));
        const access = app(unchanged, { references: [...six, resolved("v7")] });
        await switchOver(versionless, access);
        assert.deepEqual(access.calls.slice(-5), [LIST, PUT, GET, RESTART, LIST]);
    });

    it("fails where the call is refused for another reason", async () => {
        await assert.rejects(switchOver(versionless, app(unchanged, { refresh: 500 })), /refused with 500/);
    });

    it("is warned of by name where it has neither version nor slash at its end, whoever wrote it", async () => {
        const access = app({
            THEIRS: referenceTo(SECRET),
            FINE: referenceTo(`${SECRET}/`),
            PINNED: referenceTo(`${SECRET}/v1`),
            PARTS: "@Microsoft.KeyVault(VaultName=vault;SecretName=uploads)",
        });
        await switchOver(changeOf(place, { UPLOADS_KEY: "k" }), access);
        assert.equal(access.warned.length, 1);
        assert.match(access.warned[0] ?? "", /^web\/THEIRS: the Key Vault reference names no version and does not end/);
    });
});

describe("the settings by which a function app reaches its own storage", () => {
    const own = { AzureWebJobsStorage: "cs", WEBSITE_CONTENTAZUREFILECONNECTIONSTRING: "cs" };
    const others = { FUNCTIONS_EXTENSION_VERSION: "~4", WEBSITE_CONTENTSHARE: "share" };

    function problemsOf(...settings: readonly AppSettingsPlace["settings"][]) {
        const places = settings.map((entry, index) => ({
            ...place,
            argument: `consumers[${index + 1}]`,
            settings: entry,
        }));
        return places.flatMap((one) => appSettingsKind.problems(one, places));
    }

    it("are written in one go, with the share's name as it is, and the triggers are made known after the restart", async () => {
        const access = app(others);
        await switchOver(changeOf(place, own), access);
        assert.deepEqual(access.calls, [LIST, PUT, RESTART, "POST web/syncfunctiontriggers", LIST]);
        assert.deepEqual(access.bodies, [{ properties: { ...others, ...own } }]);
    });

    it("are written again as long as the platform does not reach the share with the new key", async () => {
        const access = app(others, { refusals: [400, 409] });
        await switchOver(changeOf(place, own), access);
        assert.equal(access.calls.filter((call) => call === PUT).length, 3);
        assert.match(access.said.join("\n"), /waiting until web reaches its content share/);
    });

    it("fail with the platform's own words where it never does, and at once where other settings are refused", async () => {
        const refusals = Array.from({ length: 9 }, () => 400);
        await assert.rejects(switchOver(changeOf(place, own), app(others, { refusals })), /refused with 400/);
        const access = app(others, { refusals });
        await assert.rejects(switchOver(changeOf(place, { UPLOADS_KEY: "k" }), access), /refused with 400/);
        assert.equal(access.calls.length, 2);
    });

    it("are not written as a reference unless the platform is told not to look at the share", async () => {
        const change = changeOf(place, { WEBSITE_CONTENTAZUREFILECONNECTIONSTRING: referenceTo(`${SECRET}/v7`) });
        const access = app(others);
        await assert.rejects(
            switchOver(change, access),
            /nothing was changed; set WEBSITE_SKIP_CONTENTSHARE_VALIDATION to 1/,
        );
        assert.deepEqual(access.calls, [LIST]);
        await switchOver(change, app({ ...others, WEBSITE_SKIP_CONTENTSHARE_VALIDATION: "1" }));
    });

    it("are refused where they are in two entries, and where they would be the bare key", () => {
        const both = problemsOf(
            { AzureWebJobsStorage: "connectionString" },
            { WEBSITE_CONTENTAZUREFILECONNECTIONSTRING: "connectionString" },
        );
        assert.match(both[0]?.reason ?? "", /must be in one entry with WEBSITE_CONTENTAZUREFILECONNECTIONSTRING/);
        assert.match(both[1]?.reason ?? "", /must be in one entry with AzureWebJobsStorage, which consumers\[1\] has/);
        const [bare] = problemsOf({ AzureWebJobsStorage: "key" });
        assert.equal(bare?.property, "consumers[1].settings.AzureWebJobsStorage");
        assert.deepEqual(problemsOf({ AzureWebJobsStorage: "connectionString" }), []);
    });
});
