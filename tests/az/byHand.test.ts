import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { KeyedResource } from "local-azure";
import { useAtAz } from "./support/throughAz";

/** A service: its resource, how a person lists its keys, and how one of them is made anew. */
interface ByHand {
    readonly resource: string;
    readonly list: string;
    readonly renew: string;
    /** The slot that is renewed, in the words of the local Azure. */
    readonly slot: string;
    /** Waits until an operation that goes on after the command has ended. */
    readonly isLate?: true;
}

const G = "--resource-group photos";
const REST = "rest --method post --url";

/** `ID` is that of the resource. */
const SERVICES: Readonly<Record<string, ByHand>> = {
    "Cosmos DB": {
        resource: "Microsoft.DocumentDB/databaseAccounts/acmedb",
        list: `cosmosdb keys list --name acmedb ${G}`,
        renew: `cosmosdb keys regenerate --name acmedb ${G} --key-kind secondary`,
        slot: "secondary",
    },
    "Service Bus, of a namespace": {
        resource: "Microsoft.ServiceBus/namespaces/acmebus/AuthorizationRules/send",
        list: `servicebus namespace authorization-rule keys list --namespace-name acmebus ${G} --name send`,
        renew: `servicebus namespace authorization-rule keys renew --namespace-name acmebus ${G} --name send --key SecondaryKey`,
        slot: "SecondaryKey",
    },
    "Service Bus, of a queue": {
        resource: "Microsoft.ServiceBus/namespaces/acmebus/queues/jobs/authorizationRules/send",
        list: `servicebus queue authorization-rule keys list --namespace-name acmebus --queue-name jobs ${G} --name send`,
        renew: `servicebus queue authorization-rule keys renew --namespace-name acmebus --queue-name jobs ${G} --name send --key PrimaryKey`,
        slot: "PrimaryKey",
    },
    "Event Hubs": {
        resource: "Microsoft.EventHub/namespaces/acmehub/authorizationRules/send",
        list: `eventhubs namespace authorization-rule keys list --namespace-name acmehub ${G} --authorization-rule-name send`,
        renew: `eventhubs namespace authorization-rule keys renew --namespace-name acmehub ${G} --authorization-rule-name send --key PrimaryKey`,
        slot: "PrimaryKey",
    },
    Relay: {
        resource: "Microsoft.Relay/namespaces/acmerelay/authorizationRules/send",
        list: `relay namespace authorization-rule keys list --namespace-name acmerelay ${G} --name send`,
        renew: `relay namespace authorization-rule keys renew --namespace-name acmerelay ${G} --name send --key SecondaryKey`,
        slot: "SecondaryKey",
    },
    Redis: {
        resource: "Microsoft.Cache/redis/acmecache",
        list: `redis list-keys --name acmecache ${G}`,
        renew: `redis regenerate-keys --name acmecache ${G} --key-type Secondary`,
        slot: "Secondary",
    },
    SignalR: {
        resource: "Microsoft.SignalRService/signalR/acmelive",
        list: `signalr key list --name acmelive ${G}`,
        renew: `signalr key renew --name acmelive ${G} --key-type secondary`,
        slot: "Secondary",
        isLate: true,
    },
    "Web PubSub": {
        resource: "Microsoft.SignalRService/webPubSub/acmepub",
        list: `${REST} ID/listKeys?api-version=2024-03-01`,
        renew: `${REST} ID/regenerateKey?api-version=2024-03-01 --body {"keyType":"Primary"}`,
        slot: "Primary",
        isLate: true,
    },
    "AI services": {
        resource: "Microsoft.CognitiveServices/accounts/acmeai",
        list: `cognitiveservices account keys list --name acmeai ${G}`,
        renew: `cognitiveservices account keys regenerate --name acmeai ${G} --key-name Key2`,
        slot: "Key2",
    },
    Search: {
        resource: "Microsoft.Search/searchServices/acmesearch",
        list: `search admin-key show --service-name acmesearch ${G}`,
        renew: `search admin-key renew --service-name acmesearch ${G} --key-kind secondary`,
        slot: "secondary",
    },
    Batch: {
        resource: "Microsoft.Batch/batchAccounts/acmebatch",
        list: `batch account keys list --name acmebatch ${G}`,
        renew: `batch account keys renew --name acmebatch ${G} --key-name secondary`,
        slot: "Secondary",
    },
    "IoT Hub": {
        resource: "Microsoft.Devices/IotHubs/acmeiot/IotHubKeys/service",
        list: "iot hub policy show --hub-name acmeiot --name service",
        renew: "iot hub policy renew-key --hub-name acmeiot --name service --renew-key secondary",
        slot: "secondaryKey",
    },
    Maps: {
        resource: "Microsoft.Maps/accounts/acmemaps",
        list: `maps account keys list --name acmemaps ${G}`,
        renew: `maps account keys renew --name acmemaps ${G} --key secondary`,
        slot: "secondary",
    },
    "Event Grid": {
        resource: "Microsoft.EventGrid/topics/acmetopic",
        list: `eventgrid topic key list --name acmetopic ${G}`,
        renew: `eventgrid topic key regenerate --name acmetopic ${G} --key-name key2`,
        slot: "key2",
    },
    "Container Registry": {
        resource: "Microsoft.ContainerRegistry/registries/acmeacr",
        list: "acr credential show --name acmeacr",
        renew: "acr credential renew --name acmeacr --password-name password2",
        slot: "password2",
    },
    Communication: {
        resource: "Microsoft.Communication/communicationServices/acmecom",
        list: `${REST} ID/listKeys?api-version=2023-04-01`,
        renew: `${REST} ID/regenerateKey?api-version=2023-04-01 --body {"keyType":"Secondary"}`,
        slot: "Secondary",
    },
    "API Management": {
        resource: "Microsoft.ApiManagement/service/acmeapi/subscriptions/team",
        list: `${REST} ID/listSecrets?api-version=2022-08-01`,
        renew: `${REST} ID/regenerateSecondaryKey?api-version=2022-08-01`,
        slot: "secondary",
    },
};

describe("a person at the Azure CLI, with services that have two keys", function () {
    this.timeout(60_000);
    const at = useAtAz(async ({ azure, id }) => {
        for (const { resource } of Object.values(SERVICES)) {
            await azure.keyServices.create(id(resource));
        }
        await azure.keyServices.create(id("Microsoft.AppConfiguration/configurationStores/acmeconf"));
    });
    const command = (line: string, resource: string) => line.replace("ID", at().id(resource)).split(" ");
    const changedIn = (former: KeyedResource["keys"], now: KeyedResource["keys"]) =>
        Object.keys(former).filter((slot) => former[slot] !== now[slot]);

    for (const [name, { resource, list, renew, slot, isLate }] of Object.entries(SERVICES)) {
        it(`lists the keys of ${name}, renews one of them, and lists the new one`, async () => {
            const { az, azure, id } = at();
            const keyed = azure.keyServices.get(id(resource));
            const former = keyed.keys;
            const listed = JSON.stringify(await az.succeeds(...command(list, resource)));
            assert.ok(
                Object.values(former).some((key) => listed.includes(key)),
                `no key of ${name} is listed`,
            );
            await az.succeeds(...command(renew, resource));
            while (isLate && changedIn(former, keyed.keys).length === 0) {
                await new Promise((resolve) => setTimeout(resolve, 50));
            }
            assert.deepEqual(changedIn(former, keyed.keys), [slot]);
            const again = JSON.stringify(await az.succeeds(...command(list, resource)));
            assert.ok(again.includes(keyed.keys[slot] ?? ""), `the new key of ${name} is not listed`);
            assert.ok(!again.includes(former[slot] ?? ""), `the former key of ${name} is still listed`);
        });
    }

    it("renews a key of App Configuration by its id", async () => {
        const { az, azure, id } = at();
        const store = azure.keyServices.get(id("Microsoft.AppConfiguration/configurationStores/acmeconf"));
        const former = store.keys;
        const list = `appconfig credential list --name acmeconf ${G}`.split(" ");
        const [first] = (await az.succeeds(...list)) as readonly { id: string; name: string; value: string }[];
        assert.equal(`Id=${first?.id};Secret=${first?.value}`, former[first?.name ?? ""]);
        await az.succeeds(..."appconfig credential regenerate --name acmeconf".split(" "), "--id", first?.id ?? "");
        assert.deepEqual(changedIn(former, store.keys), [first?.name]);
    });

    it("finds everything that there is, and each resource by its name alone", async () => {
        const { az } = at();
        const all = (await az.succeeds("resource", "list", "--resource-group", "photos")) as readonly {
            readonly name: string;
        }[];
        const names = Object.values(SERVICES).map(({ resource }) => resource.split("/")[2] ?? "");
        assert.deepEqual([...new Set(all.map(({ name }) => name))].sort(), [...new Set([...names, "acmeconf"])].sort());
        const hubs = (await az.succeeds("iot", "hub", "list")) as readonly { readonly name: string }[];
        assert.deepEqual(
            hubs.map(({ name }) => name),
            ["acmeiot"],
        );
    });

    it("is told what is wrong, as Azure words it", async () => {
        const { az } = at();
        const absent = await az.run(..."redis list-keys --name none --resource-group photos".split(" "));
        assert.notEqual(absent.exitCode, 0);
        assert.match(absent.stderr, /\(ResourceNotFound\) The Resource 'Microsoft\.Cache\/redis\/none'/);
        const policy = await az.run(..."iot hub policy show --hub-name acmeiot --name none".split(" "));
        assert.match(policy.stderr, /Not Found/);
    });
});

describe("a person at the Azure CLI, with a web app, its vault and its storage account", function () {
    this.timeout(60_000);
    const at = useAtAz(async ({ arm }) => {
        for (const path of [
            "Microsoft.Storage/storageAccounts/acmest",
            "Microsoft.KeyVault/vaults/acmevault",
            "Microsoft.Web/sites/acmeweb",
            "Microsoft.Web/sites/acmeweb/slots/staging",
        ]) {
            await arm("PUT", path, { location: "here" });
        }
        await arm("PUT", "Microsoft.App/containerApps/acmeapp?api-version=2025-07-01", {
            location: "here",
            properties: {
                configuration: { secrets: [{ name: "uploads", value: "one" }] },
                template: { containers: [{ name: "main", image: "photos" }] },
            },
        });
    });
    const az = (line: string, ...more: readonly string[]) => at().az.succeeds(...line.split(" "), ...more);
    const site = () => at().azure.sites.get("acmeweb");
    const APP = `--name acmeweb ${G}`;

    it("lists and renews the keys of the account, by either of their names", async () => {
        const account = at().azure.storage.get("acmest");
        const former = account.keys;
        const listed = (await az(`storage account keys list --account-name acmest ${G}`)) as readonly object[];
        assert.deepEqual(
            listed.map((key) => [Reflect.get(key, "keyName"), Reflect.get(key, "value")]),
            Object.entries(former),
        );
        await az(`storage account keys renew --account-name acmest ${G} --key secondary`);
        assert.deepEqual([account.keys.key1, account.keys.key2 === former.key2], [former.key1, false]);
        await az("storage account keys renew --account-name acmest --key key1");
        assert.notEqual(account.keys.key1, former.key1);
    });

    it("writes blobs with key1, reads them with key2, and is refused with a key of before", async () => {
        const { azure } = at();
        const account = azure.storage.get("acmest");
        const withKey = (key: string) => [
            "--connection-string",
            `AccountName=acmest;AccountKey=${key};BlobEndpoint=${account.endpoints.blob}`,
        ];
        const old = account.keys.key2;
        const file = join(azure.certificates.authorityFile, "..", "photo.txt");
        await writeFile(file, "a photo");
        await az("storage container create --name photos", ...withKey(account.keys.key1));
        await az(
            `storage blob upload --container-name photos --name one --file ${file}`,
            ...withKey(account.keys.key1),
        );
        await az(`storage account keys renew --account-name acmest ${G} --key key2`);
        const read = "storage blob show --container-name photos --name one";
        const shown = (await az(read, ...withKey(account.keys.key2))) as { properties: { contentLength: number } };
        assert.equal(shown.properties.contentLength, 7);
        const refused = await at().az.run(...read.split(" "), ...withKey(old));
        assert.notEqual(refused.exitCode, 0);
        assert.match(refused.stderr, /Authentication failure\. This may be caused by either invalid account key/);
    });

    it("sets settings and connection strings, also of a deployment slot, and the others stay", async () => {
        await az(`webapp config appsettings set ${APP} --settings A=1 B=two`);
        await az(`webapp config appsettings set ${APP} --settings B=three`);
        assert.deepEqual(site().settings, { A: "1", B: "three" });
        await az(`webapp config appsettings set ${APP} --slot staging --settings C=3 --slot-settings D=4`);
        assert.deepEqual(at().azure.sites.get("acmeweb/staging").settings, { C: "3", D: "4" });
        assert.deepEqual(site().stickyNames.appSettingNames, ["D"]);
        const listed = (await az(`webapp config appsettings list ${APP}`)) as readonly { name: string }[];
        assert.deepEqual(listed.map(({ name }) => name).sort(), ["A", "B"]);
        await az(`webapp config appsettings delete ${APP} --setting-names A`);
        assert.deepEqual(site().settings, { B: "three" });
        await az(`webapp config connection-string set ${APP} --connection-string-type Custom --settings STORE=x`);
        assert.deepEqual(site().config.connectionStrings, { STORE: { value: "x", type: "Custom" } });
    });

    it("swaps the slots, and restarts the app", async () => {
        await az(`webapp deployment slot swap ${APP} --slot staging`);
        assert.deepEqual(site().settings, { C: "3" });
        const { journal } = at().azure;
        const before = journal.count("sites/restart");
        await az(`webapp restart ${APP}`);
        assert.equal(journal.count("sites/restart"), before + 1);
        const shown = (await az(`webapp show ${APP}`)) as { state: string; kind: string };
        assert.deepEqual([shown.state, shown.kind], ["Running", "app"]);
    });

    it("writes, shows, lists, deletes and recovers secrets, with their expiry and their tags", async () => {
        const OF = "--vault-name acmevault --name uploads";
        await az(`keyvault secret set ${OF} --value one --tags owner=me --expires 2030-01-01T00:00:00Z`);
        await az(`keyvault secret set ${OF} --value two`);
        const { current, versions } = at().azure.vaults.get("acmevault").get("uploads");
        assert.deepEqual(
            versions.map(({ value, tags, attributes }) => [value, tags, attributes.exp]),
            [
                ["one", { owner: "me", "file-encoding": "utf-8" }, 1_893_456_000],
                ["two", { "file-encoding": "utf-8" }, undefined],
            ],
        );
        const shown = (await az(`keyvault secret show ${OF}`)) as { value: string; id: string };
        assert.deepEqual([shown.value, shown.id.endsWith(current.id)], ["two", true]);
        const listed = (await az(`keyvault secret list-versions ${OF}`)) as readonly object[];
        assert.equal(listed.length, 2);
        await az(`keyvault secret delete ${OF}`);
        const blocked = await at().az.run(...`keyvault secret set ${OF} --value three`.split(" "));
        assert.match(blocked.stderr, /ObjectIsDeletedButRecoverable/);
        await az(`keyvault secret recover ${OF}`);
        assert.equal(((await az(`keyvault secret show ${OF}`)) as { value: string }).value, "two");
        const vaults = (await az("keyvault list")) as readonly { name: string }[];
        assert.deepEqual(
            vaults.map(({ name }) => name),
            ["acmevault"],
        );
    });

    it("lists and sets the secrets of a container app", async () => {
        const OF = `--name acmeapp ${G}`;
        await az(`containerapp secret set ${OF} --secrets other=b`);
        await az(`containerapp secret set ${OF} --secrets uploads=two`);
        const listed = (await az(`containerapp secret list ${OF} --show-values`)) as readonly {
            name: string;
            value: string;
        }[];
        assert.deepEqual(Object.fromEntries(listed.map(({ name, value }) => [name, value])), {
            uploads: "two",
            other: "b",
        });
    });
});
