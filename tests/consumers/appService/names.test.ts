import assert from "node:assert/strict";
import { appSettingsKind } from "../../../components/consumers/appService/appSettings";
import { connectionStringsKind } from "../../../components/consumers/appService/connectionStrings";
import { storageMountsKind } from "../../../components/consumers/appService/storageMounts";
import type { Place, WrittenKind } from "../../../components/consumers/consumer";
import { changeOf } from "../support/changes";
import { fakeSite } from "./fakeSite";

interface Kind<P extends Place> {
    readonly map: string;
    readonly consumer: WrittenKind<P>;
    /** A place that has these names, of the app, or of one of its deployment slots. */
    place(names: readonly string[], slot?: string): P;
    /** The entry that App Service keeps under a name. */
    entry(value: string): unknown;
    /** The value in such an entry. */
    valueIn(entry: unknown): unknown;
}

const site = { argument: "consumers[0]", resourceGroupName: "rg", site: "web" };
const each = <Value>(names: readonly string[], value: Value) =>
    Object.fromEntries(names.map((name) => [name, value] as const));
const mount = { accountName: "uploads", shareName: "photos", mountPath: "/photos" };
const memberOf = (member: string) => (entry: unknown) => (entry as Readonly<Record<string, unknown>>)[member];

const settings: Kind<Parameters<typeof appSettingsKind.id>[0]> = {
    map: "appsettings",
    consumer: appSettingsKind,
    place: (names, slot) => ({ kind: "appSettings", ...site, ...(slot && { slot }), settings: each(names, "key") }),
    entry: (value) => value,
    valueIn: (entry) => entry,
};
const strings: Kind<Parameters<typeof connectionStringsKind.id>[0]> = {
    map: "connectionstrings",
    consumer: connectionStringsKind,
    place: (names, slot) => ({
        kind: "connectionStrings",
        ...site,
        ...(slot && { slot }),
        connectionStrings: each(names, { value: "key" as const }),
    }),
    entry: (value) => ({ value, type: "Custom" }),
    valueIn: memberOf("value"),
};
const mounts: Kind<Parameters<typeof storageMountsKind.id>[0]> = {
    map: "azurestorageaccounts",
    consumer: storageMountsKind,
    place: (names, slot) => ({ kind: "storageMounts", ...site, ...(slot && { slot }), mounts: each(names, mount) }),
    entry: (value) => ({ type: "AzureFiles", ...mount, accessKey: value }),
    valueIn: memberOf("accessKey"),
};

function describeKind<P extends Place>({ map, consumer, place, entry, valueIn }: Kind<P>) {
    describe(`rule 24: names in ${map} are without regard to case`, () => {
        const path = `web/config/${map}`;
        const declared = place(["UPLOADS-KEY"]);

        it("in looking: another spelling is found, and is not as declared", async () => {
            const access = fakeSite({ maps: { [path]: { "Uploads-Key": entry("k2") } } });
            assert.deepEqual(await consumer.look?.(declared, access), {
                "UPLOADS-KEY": { value: "k2", isChanged: true },
            });
        });

        it("in looking at other deployment slots, and in what is declared of them", async () => {
            const maps = { [`web/slots/Staging/config/${map}`]: { "uploads-key": entry("k1") } };
            const access = () => fakeSite({ slots: ["Staging"], maps });
            const around = await consumer.lookAround?.(declared, [declared], access());
            assert.deepEqual(Object.keys(around ?? {}), ["Staging/UPLOADS-KEY"]);
            const staging = place(["Uploads-Key"], "staging");
            assert.deepEqual(await consumer.lookAround?.(declared, [declared, staging], access()), {});
        });

        it("in writing: the spelling that is there is replaced, so that no map has two variants", async () => {
            const maps = { [path]: { "Uploads-Key": entry("k1"), Theirs: entry("t") } };
            const access = fakeSite({ maps });
            await consumer.switchOver(changeOf(declared, { "UPLOADS-KEY": "k2" }), access);
            const { properties } = access.bodies[0] as { properties: Record<string, unknown> };
            assert.deepEqual(Object.keys(properties), ["Theirs", "UPLOADS-KEY"]);
            assert.equal(valueIn(properties["UPLOADS-KEY"]), "k2");
        });

        it("in removing", async () => {
            const access = fakeSite({ maps: { [path]: { "Uploads-Key": entry("k1"), Theirs: entry("t") } } });
            await consumer.remove(declared, ["UPLOADS-KEY"], access);
            assert.deepEqual(access.bodies, [{ properties: { Theirs: entry("t") } }]);
        });

        it("in refusing names that are declared twice, in one entry or in two", () => {
            const twice = place(["UPLOADS-KEY", "Uploads-Key"]);
            const reasons = consumer.problems(twice, [twice]).map(({ reason }) => reason);
            assert.deepEqual(reasons, ["is the same name as UPLOADS-KEY"]);
            const other = { ...place(["uploads-key"]), argument: "consumers[1]" };
            const [twin] = consumer.problems(other, [declared, other]);
            assert.match(twin?.reason ?? "", /by consumers\[0\] already/);
        });
    });
}

describeKind(settings);
describeKind(strings);
describeKind(mounts);
