import assert from "node:assert/strict";
import { type AppSettingsPlace, appSettingsConsumer } from "../../../components/consumers/appService/appSettings";
import { keyVaultReference, referenceTo } from "../../../components/consumers/keyVaultReference";
import { changeOf } from "../support/changes";
import { fakeAccess, Refused } from "../support/fakeAccess";

const VERSION = "https://vault.vault.azure.net/secrets/uploads/v7";

const place: AppSettingsPlace = {
    kind: "appSettings",
    argument: "appSettings[0]",
    resourceGroupName: "rg",
    site: "web",
    settings: { UPLOADS: keyVaultReference("uploads"), UPLOADS_KEY: "key" },
};

/** A web app with these settings; references are resolved to the given versions, one after the other. */
function app(settings: Readonly<Record<string, string>> | undefined, resolved: readonly string[] = ["v7"]) {
    let asked = 0;
    return fakeAccess((call) => {
        if (settings === undefined) {
            throw new Refused(404);
        }
        if (call.startsWith("GET ")) {
            const activeVersion = resolved[Math.min(asked++, resolved.length - 1)];
            return { properties: { status: activeVersion === "" ? "SecretNotFound" : "Resolved", activeVersion } };
        }
        return call.endsWith("/list") ? { properties: settings } : {};
    });
}

describe("app settings", () => {
    it("are looked at in one call: those of the entry, and no others", async () => {
        const access = app({ UPLOADS_KEY: "k", THEIRS: "t" });
        assert.deepEqual(await appSettingsConsumer.look?.(place, access), { UPLOADS_KEY: { value: "k" } });
        assert.deepEqual(access.calls, ["POST web/config/appsettings/list"]);
        assert.equal(await appSettingsConsumer.look?.(place, app(undefined)), undefined);
    });

    it("are written as a whole map in which everything else stays", async () => {
        const access = app({ THEIRS: "t", OLD: "o", UPLOADS_KEY: "k1" });
        await appSettingsConsumer.switchOver(changeOf(place, { UPLOADS_KEY: "k2" }, { removed: ["OLD"] }), access);
        assert.deepEqual(access.calls, [
            "POST web/config/appsettings/list",
            "PUT web/config/appsettings",
            "POST web/restart",
        ]);
        assert.deepEqual(access.bodies, [{ properties: { THEIRS: "t", UPLOADS_KEY: "k2" } }]);
    });

    it("are not written where they are so already, because that would restart the app", async () => {
        const access = app({ UPLOADS_KEY: "k2" });
        await appSettingsConsumer.switchOver(changeOf(place, { UPLOADS_KEY: "k2" }), access);
        assert.deepEqual(access.calls, ["POST web/config/appsettings/list", "POST web/restart"]);
    });

    it("are written to the deployment slot that is named", async () => {
        const access = app({});
        await appSettingsConsumer.switchOver(changeOf({ ...place, slot: "staging" }, { K: "k" }), access);
        assert.equal(access.calls[1], "PUT web/slots/staging/config/appsettings");
    });

    it("say what is safe and what to do where there is no such app", async () => {
        await assert.rejects(
            appSettingsConsumer.switchOver(changeOf(place, { K: "k" }), app(undefined)),
            /there is no web app web .*; the key that it had before still works; restore it or take appSettings\[0\]/,
        );
    });

    it("are confirmed by the version of each reference, then by a restart where one is needed", async () => {
        const access = app({}, ["v6", "v7"]);
        const values = { UPLOADS: referenceTo(VERSION), UPLOADS_KEY: "k2" };
        await appSettingsConsumer.switchOver(changeOf(place, values, { references: { UPLOADS: VERSION } }), access);
        const asked = "GET web/config/configreferences/appsettings/UPLOADS";
        assert.deepEqual(access.calls.slice(2), [asked, asked, "POST web/restart"]);
    });

    it("are not confirmed where a reference is not resolved in time", async () => {
        const access = app({}, [""]);
        const change = changeOf(place, { UPLOADS: referenceTo(VERSION) }, { references: { UPLOADS: VERSION } });
        await assert.rejects(
            appSettingsConsumer.switchOver(change, access),
            /web\/UPLOADS does not resolve .*SecretNotFound/,
        );
    });

    it("are taken away by name, and nothing is done where the app is gone", async () => {
        const access = app({ THEIRS: "t", UPLOADS_KEY: "k" });
        await appSettingsConsumer.remove(place, ["UPLOADS_KEY", "UPLOADS"], access);
        assert.deepEqual(access.bodies, [{ properties: { THEIRS: "t" } }]);
        const gone = app(undefined);
        await appSettingsConsumer.remove(place, ["UPLOADS_KEY"], gone);
        assert.equal(gone.calls.length, 1);
    });

    it("lag a day where a reference names no version, because the platform refreshes it within that time", () => {
        const settings = { UPLOADS: keyVaultReference("uploads", { form: "versionless" }) };
        assert.equal(appSettingsConsumer.readerLag?.({ ...place, settings }), "24h");
        assert.equal(appSettingsConsumer.readerLag?.(place), undefined);
    });
});
