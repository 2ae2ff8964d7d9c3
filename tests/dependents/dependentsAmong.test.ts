import assert from "node:assert/strict";
import type { AppConfigurationKeyValuesPlace } from "../../components/consumers/appConfiguration/keyValues";
import type { AppSettingsPlace } from "../../components/consumers/appService/appSettingsArgs";
import type { Place } from "../../components/consumers/consumer";
import type { IotHubEndpointsPlace } from "../../components/consumers/iotHub/iotHubEndpoints";
import type { KeyVaultSecretPlace } from "../../components/consumers/keyVault/keyVaultSecret";
import type { Held, HeldContent, Scanner } from "../../components/consumers/scanner";
import { collect, type Look } from "../../components/dependents/collect";
import { dependentsAmong, type Search } from "../../components/dependents/dependentsAmong";
import { fingerprintOf } from "../../components/services/fingerprint";
import { fakeAccess } from "../consumers/support/fakeAccess";
import { connectionString, GROUP, KEY1, KEY2, OTHER_KEY, SUBSCRIPTION, UPLOADS } from "./support/marks";
import { reading } from "./support/reading";

const NOW = new Date("2026-11-24T10:00:00Z");
const settings = `${GROUP}/Microsoft.Web/sites/web/config/appsettings`;
const secretId = `${GROUP}/Microsoft.KeyVault/vaults/keys/secrets/uploads`;
const secretUri = "https://keys.vault.azure.net/secrets/uploads";

const webSettings: AppSettingsPlace = {
    kind: "appSettings",
    argument: "consumers[1]",
    resourceGroupName: "photos",
    site: "WEB",
    settings: { UPLOADS: "connectionString" },
};
const vaultSecret: KeyVaultSecretPlace = {
    kind: "keyVaultSecret",
    argument: "consumers[0]",
    resourceGroupName: "photos",
    vaultName: "keys",
    secretName: "uploads",
};

/** A value of the web app, or of what else is named. */
function held(name: string, content: HeldContent, changes: Partial<Held> = {}): Held {
    return { kind: "Setting", holder: settings, name, place: `web/${name}`, tags: {}, content, ...changes };
}

const text = (value: string): HeldContent => ({ kind: "text", text: value });

/** One resource that holds these values. */
function scannerOf(...values: readonly Held[]): Scanner {
    const look = () => Promise.resolve(values);
    const documented = { calls: "0", known: "by fingerprint", notSeen: "files" };
    return { title: "Setting", documented, type: "Some.Service/things", apiVersion: "2020-01-01", actions: [], look };
}

function search(values: readonly Held[], changes: Partial<Search> = {}): Promise<readonly string[]> {
    return searched(values, changes).then(({ places }) =>
        places.map(({ place, holds, foundBy, movedBy, owner }) =>
            [place, holds.join("+") || "?", foundBy, movedBy, ...(owner === undefined ? [] : [owner])].join(" "),
        ),
    );
}

async function searched(values: readonly Held[], changes: Partial<Search> = {}, look: Partial<Look> = {}) {
    const access = fakeAccess(() => ({ value: [{ id: "/thing", name: "thing" }] }));
    const scanners = [scannerOf(...values)];
    const collected = await collect(
        { subscriptionIds: [SUBSCRIPTION], scanners, maxCalls: 100, ...look },
        reading(access),
        NOW,
    );
    return dependentsAmong(collected, {
        marks: UPLOADS,
        consumers: [],
        subscriptionId: SUBSCRIPTION,
        alsoHeldBy: [],
        ownerTag: "owner",
        ...changes,
    });
}

describe("dependentsAmong", () => {
    it("finds what holds either key by its fingerprint, and passes over what holds another", async () => {
        const values = [
            held("A", text(KEY1)),
            held("B", text(connectionString(KEY2))),
            held("C", text(connectionString(OTHER_KEY, "others"))),
            held("OLD", text(connectionString(OTHER_KEY))),
            held("NAME", text("uploads")),
        ];
        assert.deepEqual(await search(values), ["web/A key1 fingerprint nobody", "web/B key2 fingerprint nobody"]);
    });

    it("finds what hides its key by the name of what it opens, or by the resource that it belongs to", async () => {
        const values = [
            held("etl", { kind: "masked", beside: "AccountName=uploads" }),
            held("others", { kind: "masked", beside: "AccountName=others" }),
            held("shown", { kind: "masked", beside: connectionString(KEY2) }),
            held("batch", { kind: "keyOf", resourceId: UPLOADS.sourceId.toUpperCase() }),
            held("ml", { kind: "keyOf", resourceId: `${UPLOADS.sourceId}2` }),
            held("SAS", text("https://uploads.blob.core.windows.net/x?sig=a&se=2027-01-01")),
        ];
        assert.deepEqual(await search(values), [
            "web/batch ? name nobody",
            "web/etl ? name nobody",
            "web/SAS ? name nobody",
            "web/shown key2 fingerprint nobody",
        ]);
    });

    it("knows a consumer of the pair by place and name, in whatever case; the app's other settings are none", async () => {
        const values = [held("uploads", text(KEY1)), held("COPY", text(KEY1))];
        assert.deepEqual(await search(values, { consumers: [webSettings] }), [
            "web/COPY key1 fingerprint nobody",
            "web/uploads key1 fingerprint pair",
        ]);
    });

    it("knows a consumer by what is done with what holds the key, and what is in a consumer's neighbour as none", async () => {
        const secret = held("", text(KEY1), { holder: `${secretId}/versions`, place: "inner" });
        const vault = held("", text(KEY1), { holder: secretId.replace("/secrets/uploads", ""), place: "outer" });
        const other = held("", text(KEY1), { holder: `${secretId}2`, place: "other" });
        assert.deepEqual(await search([secret, vault, other], { consumers: [vaultSecret] }), [
            "inner key1 fingerprint nobody",
            "other key1 fingerprint nobody",
            "outer key1 fingerprint pair",
        ]);
    });

    it("knows secrets by their tags: those of this package, and those of Azure's rotation samples", async () => {
        const secret = (name: string, tags: Held["tags"]) =>
            held(name, { kind: "secret", uri: `https://keys.vault.azure.net/secrets/${name}` }, { tags, holder: name });
        const ours = { "two-key-fingerprint": fingerprintOf(KEY2, "base64"), ProviderAddress: UPLOADS.sourceId };
        const values = [
            secret("ours", ours),
            secret("former", { ...ours, "two-key-fingerprint": fingerprintOf(OTHER_KEY, "base64") }),
            secret("sample", { CredentialId: "key1", ProviderAddress: UPLOADS.sourceId }),
            secret("untagged", {}),
        ];
        assert.deepEqual(await search(values), ["web/ours key2 fingerprint nobody", "web/sample ? name nobody"]);
    });

    it("follows references to secrets of the pair: one without a version moves by itself, one to a version does not", async () => {
        const secret = held(
            "",
            { kind: "secret", uri: secretUri },
            { holder: secretId, place: "keys/uploads", tags: { "two-key-fingerprint": fingerprintOf(KEY1, "base64") } },
        );
        const values = [
            secret,
            held("LATEST", text(`@Microsoft.KeyVault(SecretUri=${secretUri}/)`)),
            held("NAMED", text("@Microsoft.KeyVault(VaultName=keys;SecretName=uploads)")),
            held("FIXED", text(`@Microsoft.KeyVault(SecretUri=${secretUri}/0123)`)),
            held("FIXED_BY_NAME", text("@Microsoft.KeyVault(VaultName=keys;SecretName=uploads;SecretVersion=0123)")),
            held("OTHER", text("@Microsoft.KeyVault(VaultName=keys;SecretName=other)")),
            held("app", { kind: "reference", uri: secretUri }),
        ];
        assert.deepEqual(await search(values, { consumers: [vaultSecret] }), [
            "web/FIXED ? reference nobody",
            "web/FIXED_BY_NAME ? reference nobody",
            "keys/uploads key1 fingerprint pair",
            "web/app ? reference itself",
            "web/LATEST ? reference itself",
            "web/NAMED ? reference itself",
        ]);
    });

    it("finds a reference to an old version of a secret whose current one has another key by now", async () => {
        const tags = { "two-key-fingerprint": fingerprintOf(OTHER_KEY, "base64"), ProviderAddress: UPLOADS.sourceId };
        const values = [
            held("secret", { kind: "secret", uri: secretUri }, { tags }),
            held("LATEST", text(`@Microsoft.KeyVault(SecretUri=${secretUri}/)`)),
            held("OLD", text(`@Microsoft.KeyVault(SecretUri=${secretUri}/0123)`)),
        ];
        assert.deepEqual(await search(values), ["web/OLD ? reference nobody"]);
    });

    it("takes no other endpoint of an IoT hub for one that the program names", async () => {
        const hub = `${GROUP}/Microsoft.Devices/IotHubs/hub`;
        const endpoint = (name: string) =>
            held(name, { kind: "masked", beside: "AccountName=uploads" }, { holder: hub, place: `hub/${name}` });
        const place: IotHubEndpointsPlace = {
            kind: "iotHubEndpoints",
            argument: "consumers[0]",
            resourceGroupName: "photos",
            hubName: "hub",
            routing: ["Hot"],
        };
        const values = ["hot", "cold", "file uploads"].map(endpoint);
        const movedBy = (fileUpload: boolean) => {
            const consumer: IotHubEndpointsPlace = { ...place, fileUpload };
            return search(values, { consumers: [consumer] });
        };
        assert.deepEqual(await movedBy(false), [
            "hub/cold ? name nobody",
            "hub/file uploads ? name nobody",
            "hub/hot ? name pair",
        ]);
        assert.deepEqual((await movedBy(true)).slice(1), ["hub/file uploads ? name pair", "hub/hot ? name pair"]);
    });

    it("tells names apart by their case where the service does", async () => {
        const store = `${GROUP}/Microsoft.AppConfiguration/configurationStores/settings`;
        const place: AppConfigurationKeyValuesPlace = {
            kind: "appConfigurationKeyValues",
            argument: "consumers[0]",
            resourceGroupName: "photos",
            configStoreName: "settings",
            keyValues: { Uploads: "key" },
            cachedFor: "0s",
        };
        const keyValue = (name: string, label = "") =>
            held(name, text(KEY1), { holder: `${store}/keyValues/$${label}`, isExact: true, place: label + name });
        const values = [keyValue("Uploads"), keyValue("uploads"), keyValue("Uploads", "prod/")];
        assert.deepEqual(await search(values, { consumers: [place] }), [
            "prod/Uploads key1 fingerprint nobody",
            "uploads key1 fingerprint nobody",
            "Uploads key1 fingerprint pair",
        ]);
    });

    it("takes the slots of a pair that is kept in a vault for no dependents, and whoever refers to them for one", async () => {
        const tags = { "two-key-fingerprint": fingerprintOf(KEY1, "base64") };
        const ownSecrets = ["one", "two"].map((secret) => ({ vault: "keys.vault.azure.net", secret }));
        const values = [
            held("slot", { kind: "secret", uri: "https://keys.vault.azure.net/secrets/one" }, { tags }),
            held("copy", { kind: "secret", uri: "https://keys.vault.azure.net/secrets/copy" }, { tags }),
            held("CALLER", text("@Microsoft.KeyVault(SecretUri=https://keys.vault.azure.net/secrets/two/)")),
        ];
        assert.deepEqual(await search(values, { marks: { ...UPLOADS, ownSecrets } }), [
            "web/copy key1 fingerprint nobody",
            "web/CALLER ? reference itself",
        ]);
    });

    it("says who answers for a place: by the tag of its resource, or by the word of a person", async () => {
        const values = [
            held("A", text(KEY1), { tags: { Owner: "media" } }),
            held("B", text(KEY1), { tags: { team: "b" } }),
        ];
        assert.deepEqual(await search(values), [
            "web/A key1 fingerprint nobody media",
            "web/B key1 fingerprint nobody",
        ]);
        assert.deepEqual(await search(values, { ownerTag: "team" }), [
            "web/A key1 fingerprint nobody",
            "web/B key1 fingerprint nobody b",
        ]);
    });

    it("takes a person's entry for a place that was found, by its name, its id or what it is in", async () => {
        for (const name of ["web/a", settings, `${GROUP}/Microsoft.Web/sites/web`]) {
            const alsoHeldBy = [{ name, owner: "ops", kind: "elsewhere" }];
            assert.deepEqual(await search([held("A", text(KEY1))], { alsoHeldBy }), [
                "web/A key1 fingerprint elsewhere ops",
            ]);
        }
        const alsoHeldBy = [{ name: `${GROUP}/Microsoft.Web/sites/we`, owner: "ops", kind: "elsewhere" }];
        assert.equal((await search([held("A", text(KEY1))], { alsoHeldBy }))[0], "web/A key1 fingerprint nobody");
    });

    it("lists what no call can see as a person wrote it down", async () => {
        const alsoHeldBy = [
            { name: "Storage Explorer", owner: "media", kind: "byHand" },
            { name: "VHDs of the farm", owner: "ops", kind: "unaffected" },
        ];
        assert.deepEqual(await search([], { alsoHeldBy } as Partial<Search>), [
            "Storage Explorer ? person byHand media",
            "VHDs of the farm ? person unaffected ops",
        ]);
    });

    it("looks in each subscription and tells how many calls that took", async () => {
        const { calls, lookedAt } = await searched([], {}, { subscriptionIds: [SUBSCRIPTION, "another"] });
        assert.equal(calls, 2);
        assert.equal(lookedAt, NOW.toISOString());
    });

    it("names some of what could not be looked at, and leaves out what somebody answers for, and the pair itself", async () => {
        const places = ["store", "app: settings", "a", "b", "c", "d", "e", "f"];
        const scanner: Scanner = {
            ...scannerOf(),
            async look(_, ask) {
                for (const place of places) {
                    ask.notLookedAt(place, "hidden");
                }
                ask.notLookedAt("known/x", "encrypted");
                ask.notLookedAt("keys/slot", "unread");
                return [];
            },
        };
        const entries = ["STORE", "app", "known", "/not/a/place"].map((name) => ({
            name,
            owner: "ops",
            kind: "unaffected",
        }));
        const marks = { ...UPLOADS, ownSecrets: [{ vault: "keys.vault.azure.net", secret: "slot" }] };
        const { notLookedAt } = await searched([], { alsoHeldBy: entries, marks }, { scanners: [scanner] });
        assert.deepEqual(notLookedAt, [
            { kind: "Setting", places: ["a", "b", "c", "d", "e"], count: 6, reason: "hidden" },
        ]);
    });

    it("keeps no key in what it returns", async () => {
        const consumers: readonly Place[] = [webSettings];
        const result = await searched([held("UPLOADS", text(connectionString(KEY1))), held("B", text(KEY2))], {
            consumers,
        });
        assert.equal(result.places.length, 2);
        for (const key of [KEY1, KEY2]) {
            assert.ok(!JSON.stringify(result).includes(key.slice(0, 20)));
        }
    });
});
