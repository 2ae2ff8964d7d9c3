import assert from "node:assert/strict";
import {
    type ConnectionString,
    type ConnectionStringsPlace,
    connectionStringsKind,
} from "../../../components/consumers/appService/connectionStrings";
import { keyVaultReference, referenceTo } from "../../../components/consumers/values/keyVaultReference";
import { changeOf } from "../support/changes";
import { fakeSite } from "./fakeSite";

const LIST = "POST web/config/connectionstrings/list";
const PUT = "PUT web/config/connectionstrings";

const place: ConnectionStringsPlace = {
    kind: "connectionStrings",
    argument: "consumers[0]",
    resourceGroupName: "rg",
    site: "web",
    connectionStrings: {
        UPLOADS: { value: "connectionString" },
        QUEUE: { value: "connectionString", type: "ServiceBus" },
    },
};

function app(strings: Readonly<Record<string, unknown>>, rest: Parameters<typeof fakeSite>[0] = {}) {
    return fakeSite({ ...rest, maps: { "web/config/connectionstrings": strings, ...rest.maps } });
}

function problemsOf(
    connectionStrings: Readonly<Record<string, ConnectionString>>,
    ...others: ConnectionStringsPlace[]
) {
    const one = { ...place, argument: "consumers[1]", connectionStrings };
    return connectionStringsKind.problems(one, [...others, one]);
}

const { look, lookAround, switchOver, remove } = connectionStringsKind;

describe("connection strings", () => {
    it("are looked at in one call, and are not as declared where the type is another", async () => {
        const access = app({
            UPLOADS: { value: "cs", type: "Custom" },
            QUEUE: { value: "cs", type: "Custom" },
            THEIRS: { value: "t", type: "SQLAzure" },
        });
        assert.deepEqual(await look?.(place, access), {
            UPLOADS: { value: "cs", isChanged: false },
            QUEUE: { value: "cs", isChanged: true },
        });
        assert.deepEqual(access.calls, [LIST]);
        assert.equal(await look?.(place, fakeSite({})), "absent");
    });

    it("are looked at in slots that no place names", async () => {
        const maps = { "web/slots/staging/config/connectionstrings": { UPLOADS: { value: "old", type: "Custom" } } };
        const seen = await lookAround?.(place, [place], app({}, { slots: ["staging"], maps }));
        assert.deepEqual(seen, { "staging/UPLOADS": { value: "old", isChanged: false } });
    });

    it("are written with their types as a whole map in which everything else stays", async () => {
        const theirs = { value: "t", type: "SQLAzure" };
        const access = app({ THEIRS: theirs, OLD: { value: "o", type: "Custom" } });
        await switchOver(changeOf(place, { UPLOADS: "cs2", QUEUE: "cs2" }, { removed: ["OLD"] }), access);
        assert.deepEqual(access.calls, [LIST, PUT, "POST web/restart", LIST]);
        assert.deepEqual(access.bodies, [
            {
                properties: {
                    THEIRS: theirs,
                    UPLOADS: { value: "cs2", type: "Custom" },
                    QUEUE: { value: "cs2", type: "ServiceBus" },
                },
            },
        ]);
    });

    it("are waited for, where they are references, at the address that App Service has for them", async () => {
        const uri = "https://vault.vault.azure.net/secrets/uploads/v7";
        const theirs = { THEIRS: { value: "t", type: "Custom" } };
        const access = app(theirs, { references: [{ status: "Resolved", activeVersion: "v7" }] });
        await switchOver(changeOf(place, { UPLOADS: referenceTo(uri) }, { references: { UPLOADS: uri } }), access);
        assert.equal(access.calls[2], "GET web/config/configreferences/connectionstrings/UPLOADS");
    });

    it("are taken away by name, with what may have been left to have secrets read anew", async () => {
        const strings = { UPLOADS: { value: "cs", type: "Custom" }, THEIRS: { value: "t", type: "Custom" } };
        const access = app(strings);
        await remove(place, ["UPLOADS"], access);
        assert.deepEqual(access.calls, [LIST, PUT]);
        assert.deepEqual(access.bodies, [{ properties: { THEIRS: strings.THEIRS } }]);

        const maps = { "web/config/appsettings": { TWO_KEY_REFRESHED: "then", THEIRS: "t" } };
        const refreshed = app(strings, { maps });
        const connectionStrings = { UPLOADS: { value: keyVaultReference("uploads", { form: "versionless" }) } };
        await remove({ ...place, connectionStrings }, ["UPLOADS"], refreshed);
        assert.deepEqual(refreshed.bodies.at(-1), { properties: { THEIRS: "t" } });
    });

    it("are refused by name where the type is unknown, the value is none, or another entry has the name", () => {
        const [type] = problemsOf({ A: { value: "key", type: "Oracle" as "Custom" } });
        assert.equal(type?.property, "consumers[1].connectionStrings.A.type");
        assert.match(type?.reason ?? "", /"Oracle" is not one of ApiHub, Custom/);
        const [value] = problemsOf({ A: { value: "secret!" as "key" } });
        assert.equal(value?.property, "consumers[1].connectionStrings.A");
        const [twin] = problemsOf({ uploads: { value: "key" } }, place);
        assert.match(twin?.reason ?? "", /is set by consumers\[0\] already/);
        assert.match(problemsOf({})[0]?.reason ?? "", /at least one/);
        assert.deepEqual(problemsOf({ A: { value: "key" } }, place), []);
    });
});
