import assert from "node:assert/strict";
import { armActionOf, type Operation, readOperations } from "local-azure";
import type { ArmCall } from "../../../components/armCall";
import { appSettingsKind } from "../../../components/consumers/appService/appSettings";
import type { AppSettingsPlace } from "../../../components/consumers/appService/appSettingsArgs";
import {
    type ConnectionStringsPlace,
    connectionStringsKind,
} from "../../../components/consumers/appService/connectionStrings";
import { type StorageMountsPlace, storageMountsKind } from "../../../components/consumers/appService/storageMounts";
import type { Change, Place, WrittenKind } from "../../../components/consumers/consumer";
import { keyVaultReference, referenceTo } from "../../../components/consumers/values/keyVaultReference";
import { changeOf } from "../support/changes";
import { fakeSite } from "./fakeSite";

/** The call that Azure's documentation has and its management package has not. */
const REFRESH = "/config/configreferences/appsettings/refresh";

const SECRET = "https://vault.vault.azure.net/secrets/uploads";
const uploads = keyVaultReference("uploads", { form: "versionless" });
const referring = { values: { UPLOADS: referenceTo(`${SECRET}/`) }, references: { UPLOADS: `${SECRET}/v7` } };
const home = { argument: "consumers[0]", resourceGroupName: "rg", site: "web" };

/** A place of one value, with what App Service has of it after the switch. */
interface Case {
    readonly consumer: WrittenKind;
    readonly place: Place;
    readonly change: Pick<Change, "values" | "references">;
    readonly map: string;
    readonly entry: unknown;
}

const settings: AppSettingsPlace = { ...home, kind: "appSettings", settings: { UPLOADS: uploads } };
const strings: ConnectionStringsPlace = {
    ...home,
    kind: "connectionStrings",
    connectionStrings: { UPLOADS: { value: uploads } },
};
const mount = { accountName: "uploads", shareName: "photos", mountPath: "/photos" };
const mounts: StorageMountsPlace = { ...home, kind: "storageMounts", mounts: { UPLOADS: mount } };

const cases: readonly Case[] = [
    {
        consumer: appSettingsKind,
        place: settings,
        change: referring,
        map: "appsettings",
        entry: referring.values.UPLOADS,
    },
    {
        consumer: connectionStringsKind,
        place: strings,
        change: referring,
        map: "connectionstrings",
        entry: { value: referring.values.UPLOADS, type: "Custom" },
    },
    {
        consumer: storageMountsKind,
        place: mounts,
        change: { values: { UPLOADS: "k" }, references: {} },
        map: "azurestorageaccounts",
        entry: { type: "AzureFiles", ...mount, accessKey: "k" },
    },
];

/** Everything that is called when a place is looked at, switched with and without something to write, and removed. */
async function callsOf({ consumer, place, change, map, entry }: Case): Promise<readonly ArmCall[]> {
    const both = [{}, { [map]: { UPLOADS: entry } }].map(async (present: Readonly<Record<string, object>>) => {
        const runtime = { FUNCTIONS_EXTENSION_VERSION: "~4" };
        const all = {
            connectionstrings: {},
            azurestorageaccounts: {},
            ...present,
            appsettings: { ...runtime, ...present.appsettings },
        };
        const maps = Object.entries(all).flatMap(([name, entries]) => [
            [`web/config/${name}`, entries],
            [`web/slots/staging/config/${name}`, entries],
        ]);
        const references = [{ status: "Resolved", activeVersion: "v7" }];
        const access = fakeSite({ maps: Object.fromEntries(maps), slots: ["staging"], references });
        await consumer.look?.(place, access);
        await consumer.lookAround?.(place, [place], access);
        await consumer.switchOver(changeOf(place, change.values, change), access);
        await consumer.remove(place, ["UPLOADS"], access);
        return access.requests;
    });
    return (await Promise.all(both)).flat();
}

describe("the calls of App Service", function () {
    this.timeout(60_000);
    let operations: readonly Operation[];

    before(async () => {
        operations = await readOperations("@azure/arm-appservice");
    });

    /** The path of the operation, with its parameters in braces; undefined if the package has no such operation. */
    function patternOf({ method, path }: ArmCall): string | undefined {
        if (path.endsWith(REFRESH)) {
            return path.replace(/\/(sites|slots)\/[^/]+/g, "/$1/{name}");
        }
        const known = operations.find(
            (operation) =>
                operation.method === method &&
                new RegExp(`^${operation.path.replaceAll(/\{[^}]+\}/g, "[^/]+")}$`, "i").test(path),
        );
        return known?.path;
    }

    for (const one of cases) {
        for (const slot of [undefined, "staging"]) {
            const place: Place = { ...one.place, ...(slot === undefined ? {} : { slot }) };
            it(`are those of its own package, and need the actions that are named: ${place.kind}, ${slot ?? "production"}`, async () => {
                const calls = await callsOf({ ...one, place });
                assert.deepEqual(
                    calls
                        .filter((call) => patternOf(call) === undefined)
                        .map(({ method, path }) => `${method} ${path}`),
                    [],
                );
                const needed = calls.map((call) => armActionOf(call.method, patternOf(call) ?? "", call.path)?.action);
                assert.deepEqual(
                    one.consumer
                        .actions(place)
                        .map((action) => action.toLowerCase())
                        .sort(),
                    [...new Set(needed.map((action) => action?.toLowerCase()))].sort(),
                );
            });
        }
    }
});
