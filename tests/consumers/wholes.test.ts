import assert from "node:assert/strict";
import type { ArmCall } from "../../components/armCall";
import { appConfigurationKeyValuesKind } from "../../components/consumers/appConfiguration/keyValues";
import { appSettingsKind } from "../../components/consumers/appService/appSettings";
import { connectionStringsKind } from "../../components/consumers/appService/connectionStrings";
import { storageMountsKind } from "../../components/consumers/appService/storageMounts";
import type { Change, Place, WrittenKind } from "../../components/consumers/consumer";
import { containerAppJobSecretsKind } from "../../components/consumers/containerApps/containerAppJobSecrets";
import { containerAppSecretsKind } from "../../components/consumers/containerApps/containerAppSecrets";
import { referenceTo } from "../../components/consumers/values/keyVaultReference";
import { changeOf } from "./support/changes";
import { type FakeAccess, fakeAccess, Refused } from "./support/fakeAccess";

type Entries = Readonly<Record<string, unknown>>;

/** A whole with entries by name, as one kind of place has it. */
interface Kind<P extends Place = Place> {
    readonly title: string;
    readonly consumer: WrittenKind<P>;
    readonly place: P;
    /** The entry that it keeps for this value. */
    entry(value: string): unknown;
    isList(call: string): boolean;
    isWrite(call: string): boolean;
    listed(entries: Entries): unknown;
    written(body: unknown): Entries;
    /** Every other answer. */
    readonly besides: unknown;
}

const home = { argument: "consumers[0]", resourceGroupName: "rg" };
const mount = { type: "AzureFiles", accountName: "uploads", shareName: "photos", mountPath: "/photos" } as const;

function ofSite<P extends Place>(
    map: string,
    consumer: WrittenKind<P>,
    place: P,
    entry: Kind["entry"] = (value) => value,
): Kind<P> {
    return {
        title: map,
        consumer,
        place,
        entry,
        isList: (call) => call === `POST web/config/${map}/list`,
        isWrite: (call) => call === `PUT web/config/${map}`,
        listed: (properties) => ({ properties }),
        written: (body) => (body as { readonly properties: Entries }).properties,
        besides: {},
    };
}

function ofContainers<P extends Place>(name: string, consumer: WrittenKind<P>, place: P): Kind<P> {
    interface Secret {
        readonly name: string;
        readonly value: string;
    }
    type Body = { readonly properties: { readonly configuration: { readonly secrets: readonly Secret[] } } };
    return {
        title: `secrets of ${name}`,
        consumer,
        place,
        entry: (value) => value,
        isList: (call) => call === `POST ${name}/listSecrets`,
        isWrite: (call) => call === `PATCH ${name}`,
        listed: (entries) => ({ value: Object.entries(entries).map(([own, value]) => ({ name: own, value })) }),
        written: (body) =>
            Object.fromEntries((body as Body).properties.configuration.secrets.map(({ name, value }) => [name, value])),
        besides: { value: [], properties: {} },
    };
}

const settings = ofSite("appsettings", appSettingsKind, {
    ...home,
    kind: "appSettings",
    site: "web",
    settings: { ours: "key" },
});
const strings = ofSite(
    "connectionstrings",
    connectionStringsKind,
    { ...home, kind: "connectionStrings", site: "web", connectionStrings: { ours: { value: "key" } } },
    (value) => ({ value, type: "Custom" }),
);
const mounts = ofSite(
    "azurestorageaccounts",
    storageMountsKind,
    { ...home, kind: "storageMounts", site: "web", mounts: { ours: mount } },
    (accessKey) => ({ ...mount, accessKey }),
);
const app = ofContainers("api", containerAppSecretsKind, {
    ...home,
    kind: "containerAppSecrets",
    containerApp: "api",
    secrets: { ours: "key" },
});
const job = ofContainers("nightly", containerAppJobSecretsKind, {
    ...home,
    kind: "containerAppJobSecrets",
    job: "nightly",
    secrets: { ours: "key" },
});

/** An event that happens to a whole, beside the pair's own changes. */
interface Weather {
    /** Lists that are answered before the true ones. */
    readonly lists?: readonly Entries[];
    /** After each of the first writes, by the write's number: what somebody else makes of it. */
    readonly overwrite?: (entries: Entries, write: number) => Entries;
}

function world<P extends Place>(kind: Kind<P>, entries: Entries, { lists = [], overwrite }: Weather): FakeAccess {
    const untrue = [...lists];
    let current = entries;
    let writes = 0;
    return fakeAccess((call, { body }: ArmCall) => {
        if (kind.isList(call)) {
            return kind.listed(untrue.shift() ?? current);
        }
        if (kind.isWrite(call)) {
            writes += 1;
            current = overwrite?.(kind.written(body), writes) ?? kind.written(body);
        }
        return kind.besides;
    });
}

function describeWhole<P extends Place>(kind: Kind<P>) {
    const { title, consumer, place, entry } = kind;
    const before = { theirs: entry("t"), ours: entry("k1") };
    const known = { known: ["ours"] };
    const switchTo = (access: FakeAccess, rest: Partial<Pick<Change, "known">> = known) =>
        consumer.switchOver(changeOf(place, { ours: "k2" }, rest), access);
    const writesOf = ({ calls, requests }: FakeAccess) =>
        requests.filter((_, index) => kind.isWrite(calls[index] ?? "")).map(({ body }) => kind.written(body));

    describe(`what others have in ${title}`, () => {
        const after = { theirs: entry("t"), ours: entry("k2") };

        it("stays although a list was empty for a moment", async () => {
            for (const rest of [known, {}]) {
                const access = world(kind, before, { lists: [{}] });
                await switchTo(access, rest);
                assert.deepEqual(writesOf(access), [after]);
            }
        });

        it("stays although a list lacked half of it for a moment", async () => {
            const access = world(kind, { ...before, more: entry("m") }, { lists: [{ more: entry("m") }] });
            await switchTo(access);
            assert.deepEqual(writesOf(access), [{ ...after, more: entry("m") }]);
        });

        it("stays if the lists go on to be empty: nothing is written", async () => {
            const access = world(kind, {}, {});
            await assert.rejects(
                switchTo(access),
                /is empty, although this stack has written ours.*nothing was written/,
            );
            assert.deepEqual(writesOf(access), []);
        });

        it("stays if ours was deleted by hand, which is written again", async () => {
            const access = world(kind, { theirs: entry("t") }, {});
            await switchTo(access);
            assert.deepEqual(writesOf(access), [after]);
            assert.match(access.warned.join("\n"), /ours was taken away outside this stack/);
        });
    });

    describe(`what the pair wrote to ${title}`, () => {
        it("is seen although a list was empty for a moment (rule 14)", async () => {
            const seen = await consumer.look?.(place, world(kind, before, { lists: [{}] }));
            assert.deepEqual(seen === "absent" ? seen : Object.keys(seen ?? {}), ["ours"]);
        });

        it("is written again if somebody writes back an old copy right after", async () => {
            const overwrite = (entries: Entries, write: number) => (write === 1 ? before : entries);
            const access = world(kind, before, { overwrite });
            await switchTo(access);
            assert.equal(writesOf(access).length, 2);
            assert.match(access.warned.join("\n"), /\/ours was overwritten right after it was written/);
        });

        it("is written again if somebody deletes it right after", async () => {
            const overwrite = (entries: Entries, write: number) => (write === 1 ? { theirs: entry("t") } : entries);
            const access = world(kind, before, { overwrite });
            await switchTo(access);
            assert.equal(writesOf(access).length, 2);
        });

        it("does not count as switched if it is overwritten each time", async () => {
            const access = world(kind, before, { overwrite: () => before });
            await assert.rejects(switchTo(access), /\/ours was overwritten each of the 3 times/);
        });
    });
}

describeWhole(settings);
describeWhole(strings);
describeWhole(mounts);
describeWhole(app);
describeWhole(job);

describe("a setting that is a Key Vault reference", () => {
    it("is not told of the identity that reads it, if it was overwritten with an old copy", async () => {
        const uri = "https://vault.vault.azure.net/secrets/uploads";
        const [old, now] = [referenceTo(`${uri}/v1`), referenceTo(`${uri}/v2`)];
        let current: Entries = { ours: old };
        let writes = 0;
        const access = fakeAccess((call, { body }) => {
            if (call.startsWith("GET web/config/configreferences/")) {
                return { properties: { status: "Resolved", activeVersion: current.ours === now ? "v2" : "v1" } };
            }
            if (settings.isWrite(call)) {
                writes += 1;
                current = writes === 1 ? { ours: old } : settings.written(body);
            }
            return { properties: current };
        });
        const references = { ours: `${uri}/v2` };
        await appSettingsKind.switchOver(changeOf(settings.place, { ours: now }, { references }), access);
        assert.equal(writes, 2);
        assert.match(access.warned.join("\n"), /web\/ours was overwritten right after it was written/);
    });
});

describe("key-values of App Configuration", () => {
    const place = {
        ...home,
        kind: "appConfigurationKeyValues",
        configStoreName: "shared",
        keyValues: { ours: "key" },
        cachedFor: "5m",
    } as const;
    const { switchOver } = appConfigurationKeyValuesKind;

    /** @param missing how often the key-value is said not to be there. @param overwritten how many writes are undone. */
    function store(missing: number, overwritten: number): FakeAccess {
        const old = { value: "k1", contentType: "text/plain", tags: { team: "media" } };
        let current: unknown = old;
        let [absent, undone] = [missing, overwritten];
        return fakeAccess((call, { body }) => {
            if (call === "GET shared") {
                return {};
            }
            if (call.startsWith("PUT")) {
                current = undone-- > 0 ? old : (body as { readonly properties: unknown }).properties;
                return {};
            }
            if (absent-- > 0) {
                throw new Refused(404);
            }
            return { properties: current };
        });
    }

    it("keep their tags and content type although they are said not to be there for a moment", async () => {
        const access = store(1, 0);
        await switchOver(changeOf(place, { ours: "k2" }, { known: ["ours"] }), access);
        const { properties } = access.bodies[0] as {
            properties: { contentType: string; tags: Record<string, string> };
        };
        assert.equal(properties.contentType, "text/plain");
        assert.equal(properties.tags.team, "media");
    });

    it("are written again if somebody writes back an old copy right after", async () => {
        const access = store(0, 1);
        await switchOver(changeOf(place, { ours: "k2" }, { known: ["ours"] }), access);
        assert.equal(access.bodies.length, 2);
        assert.match(access.warned.join("\n"), /^shared\/ours was overwritten right after/);
    });
});
