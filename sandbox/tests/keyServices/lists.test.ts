import assert from "node:assert/strict";
import { operationOf, specificationOf } from "../../azure/keyServices/specification";
import { keyServiceTypes, packagesOf } from "../../azure/keyServices/types/keyServiceTypes";
import { useLocalAzure } from "../../testing/localAzureFixture";

/** Every type of resource that stands in a group itself and has keys, or has something with keys in it. */
const TYPES = [...new Set(keyServiceTypes.map(({ type }) => type.split("/").slice(0, 2).join("/")))];

describe("the lists of services with keys, of the local Azure", function () {
    this.timeout(60_000);
    const fixture = useLocalAzure();

    const idsIn = async (path: string, version: string): Promise<readonly unknown[]> => {
        const { status, text, body } = await fixture().arm("GET", `${path}?api-version=${version}`);
        assert.equal(status, 200, `${path}: ${text}`);
        assert.deepEqual(Object.keys(body), ["value"], path);
        return (body.value as readonly { id: string }[]).map(({ id }) => id);
    };
    const versionOf = async (path: string): Promise<string> => {
        const [provider = ""] = path.split("/providers/").at(-1)?.split("/") ?? [];
        const specifications = await Promise.all(packagesOf(provider).map(specificationOf));
        const [found] = specifications.flatMap((one) => operationOf(one, "GET", path) ?? []);
        assert.ok(found !== undefined, `no package lists ${path}`);
        return found.apiVersion;
    };

    for (const type of TYPES) {
        it(`are empty before there is a resource of ${type}, and show it then: in its subscription and in its group`, async () => {
            const { azure } = fixture();
            const subscription = `/subscriptions/${azure.subscriptionId}`;
            const ofAll = `${subscription}/providers/${type}`;
            const ofGroup = `${subscription}/resourceGroups/photos/providers/${type}`;
            const ofOther = `${subscription}/resourceGroups/other/providers/${type}`;
            const version = await versionOf(ofAll);
            assert.deepEqual(await idsIn(ofAll, version), []);
            assert.deepEqual(await idsIn(ofGroup, version), []);
            const id = `${ofGroup}/one`;
            const keyed = keyServiceTypes.find(({ type: known }) => known === type);
            const packageName = keyServiceTypes.find(({ type: known }) => known.startsWith(type))?.packageName ?? "";
            await (keyed === undefined ? azure.keyServices.place(id, packageName) : azure.keyServices.create(id));
            assert.deepEqual(await idsIn(ofAll, version), [id]);
            assert.deepEqual(await idsIn(ofGroup, version), [id]);
            assert.deepEqual(await idsIn(ofOther, version), []);
            assert.equal((await fixture().arm("GET", `${ofAll}?api-version=1900-01-01`)).status, 400);
            azure.keyServices.delete(id);
            assert.deepEqual(await idsIn(ofAll, version), []);
        });
    }

    it("show what is within a resource, and never a key", async () => {
        const { azure, arm } = fixture();
        const namespace = `/subscriptions/${azure.subscriptionId}/resourceGroups/photos/providers/Microsoft.ServiceBus/namespaces/bus`;
        const { keys } = await azure.keyServices.create(`${namespace}/authorizationRules/send`);
        await azure.keyServices.create(`${namespace}/authorizationRules/listen`);
        await azure.keyServices.create(`${namespace}/queues/jobs/authorizationRules/send`);
        const version = await versionOf(`${namespace}/authorizationRules`);
        assert.deepEqual(await idsIn(`${namespace}/authorizationRules`, version), [
            `${namespace}/authorizationRules/send`,
            `${namespace}/authorizationRules/listen`,
        ]);
        assert.deepEqual(await idsIn(`${namespace}/queues`, version), [`${namespace}/queues/jobs`]);
        const { text } = await arm("GET", `${namespace}/authorizationRules?api-version=${version}`);
        assert.ok(Object.values(keys).every((key) => !text.includes(key)));
    });
});

describe("the lists of sites, plans, vaults, storage accounts and containers, of the local Azure", () => {
    const fixture = useLocalAzure();

    for (const [type, name, version] of [
        ["Microsoft.Storage/storageAccounts", "uploads", "2024-01-01"],
        ["Microsoft.KeyVault/vaults", "safe", "2023-07-01"],
        ["Microsoft.Web/sites", "web", "2024-11-01"],
        ["Microsoft.Web/serverfarms", undefined, "2024-11-01"],
        ["Microsoft.App/containerApps", undefined, "2025-07-01"],
        ["Microsoft.App/jobs", undefined, "2025-07-01"],
    ] as const) {
        it(`show the ${type} of the subscription, and of one of its groups alone`, async () => {
            const { azure, arm } = fixture();
            const subscription = `/subscriptions/${azure.subscriptionId}`;
            await arm("PUT", `${subscription}/resourceGroups/empty`, { location: "here" });
            if (type === "Microsoft.Web/sites") {
                await arm("PUT", `${type}/web/slots/staging`, { location: "here" });
            }
            const namesIn = async (scope: string) => {
                const { status, body, text } = await arm("GET", `${scope}/providers/${type}?api-version=${version}`);
                assert.equal(status, 200, text);
                return (body.value as readonly { name: string; type: string }[]).map((one) => [one.name, one.type]);
            };
            const expected = name === undefined ? [] : [[name, type]];
            assert.deepEqual(await namesIn(subscription), expected);
            assert.deepEqual(await namesIn(`${subscription}/resourceGroups/PHOTOS`), expected);
            assert.deepEqual(await namesIn(`${subscription}/resourceGroups/empty`), []);
            const absent = await arm(
                "GET",
                `${subscription}/resourceGroups/none/providers/${type}?api-version=${version}`,
            );
            assert.deepEqual([absent.status, /ResourceGroupNotFound/.test(absent.text)], [404, true]);
        });
    }
});

describe("the list of all resources, of the local Azure", function () {
    this.timeout(20_000);
    const fixture = useLocalAzure();
    const namesIn = async (path: string) => {
        const { azure, arm } = fixture();
        const { body, text, status } = await arm("GET", `/subscriptions/${azure.subscriptionId}/${path}`);
        assert.equal(status, 200, text);
        return (body.value as readonly { name: string }[]).map(({ name }) => name).sort();
    };
    const filtered = (filter: string) =>
        namesIn(`resources?api-version=2021-04-01&$filter=${encodeURIComponent(filter)}`);

    it("shows whatever there is, by name, type and group if it is asked so", async () => {
        const { azure, arm } = fixture();
        const group = `/subscriptions/${azure.subscriptionId}/resourceGroups/others`;
        await arm("PUT", group, { location: "here" });
        await azure.keyServices.create(`${group}/providers/Microsoft.Cache/redis/web`);
        assert.deepEqual(await namesIn("resources?api-version=2021-04-01"), ["safe", "uploads", "web", "web"]);
        assert.deepEqual(await namesIn("resourceGroups/photos/resources?api-version=2021-04-01"), [
            "safe",
            "uploads",
            "web",
        ]);
        assert.deepEqual(await filtered("resourceType eq 'microsoft.keyvault/vaults'"), ["safe"]);
        assert.deepEqual(await filtered("name eq 'web' and resourceType eq 'Microsoft.Cache/redis'"), ["web"]);
        assert.deepEqual(await filtered("resourceGroup eq 'others' and name eq 'safe'"), []);
        const refused = await arm(
            "GET",
            `/subscriptions/${azure.subscriptionId}/resources?api-version=2021-04-01&$filter=tagName`,
        );
        assert.equal(refused.status, 400);
    });
});

describe("what the Azure CLI asks of a site besides, of the local Azure", () => {
    const fixture = useLocalAzure();

    it("is its configuration without a setting, and where it is published", async () => {
        const { arm } = fixture();
        await arm("PUT", "Microsoft.Web/sites/web", {
            location: "here",
            properties: { siteConfig: { linuxFxVersion: "NODE|20", appSettings: [{ name: "A", value: "secret" }] } },
        });
        const { body, text } = await arm("GET", "Microsoft.Web/sites/web/config/web");
        assert.equal((body.properties as { linuxFxVersion: string }).linuxFxVersion, "NODE|20");
        assert.doesNotMatch(text, /secret/);
        const profile = await arm("POST", "Microsoft.Web/sites/web/publishxml");
        assert.match(profile.text, /^<publishData><publishProfile .*publishUrl="ftps:/);
    });
});
