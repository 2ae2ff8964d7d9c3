import {
    createDefaultHttpClient,
    createEmptyPipeline,
    createHttpHeaders,
    createPipelineRequest,
    tlsPolicy,
} from "@azure/core-rest-pipeline";
import type { LocalAzure } from "../azure/localAzure";

const GROUP = "acme";
const LOCATION = "westeurope";

/** A resource of the estate: its path beneath the group, its version and its body. */
interface Made {
    readonly path: string;
    readonly apiVersion: string;
    readonly body: Readonly<Record<string, unknown>>;
}

/** The names of the storage accounts. */
const ACCOUNTS = Array.from({ length: 15 }, (_, index) => `acmest${String(index + 1).padStart(2, "0")}`);

/**
 * The estate of a company: 15 storage accounts, Cosmos DB, Service Bus, web and function apps, container apps and a vault. Some of the apps
 * hold keys of the accounts already, on either slot.
 *
 * @returns the new resources, a line each
 */
export async function seedEstate(
    azure: LocalAzure,
    report: (line: string) => void = () => {},
): Promise<readonly string[]> {
    const put = await client(azure);
    await put({ path: "", apiVersion: "2024-03-01", body: { location: LOCATION } });
    const made: string[] = [];
    const make = async (resources: readonly Made[]): Promise<void> => {
        for (const one of resources) {
            await put(one);
            made.push(`${GROUP}/${one.path}`);
            report(`made ${one.path}`);
        }
    };
    await make(ACCOUNTS.map((name) => resource(`Microsoft.Storage/storageAccounts/${name}`, "2024-01-01")));
    await make([
        resource("Microsoft.DocumentDB/databaseAccounts/acme-orders", "2025-10-15"),
        resource("Microsoft.ServiceBus/namespaces/acme-bus", "2021-11-01"),
        resource("Microsoft.ServiceBus/namespaces/acme-bus/AuthorizationRules/send", "2021-11-01", {
            rights: ["Send"],
        }),
        resource("Microsoft.KeyVault/vaults/acmevault", "2024-11-01", {
            tenantId: azure.tenantId,
            sku: { family: "A", name: "standard" },
            enableRbacAuthorization: true,
        }),
        resource("Microsoft.Web/serverfarms/acme-plan", "2025-05-01"),
        ...["acme-web", "acme-api", "acme-admin"].map((name, index) => site(name, "app", settings(azure, index))),
        ...["acme-jobs", "acme-thumbs"].map((name, index) => site(name, "functionapp", settings(azure, index + 3))),
        resource("Microsoft.App/managedEnvironments/acme-env", "2025-01-01"),
        ...["acme-media", "acme-search"].map((name, index) => containerApp(azure, name, ACCOUNTS[index + 5] ?? "")),
    ]);
    return made;
}

/** Every second app is on the second key. */
function settings(azure: LocalAzure, index: number): Readonly<Record<string, string>> {
    const slot = index % 2 === 0 ? "key1" : "key2";
    return { UPLOADS: azure.storage.get(ACCOUNTS[index] ?? "").connectionString(slot) };
}

function resource(path: string, apiVersion: string, properties: object = {}): Made {
    return { path: `providers/${path}`, apiVersion, body: { location: LOCATION, properties } };
}

function site(name: string, kind: string, values: Readonly<Record<string, string>>): Made {
    const appSettings = Object.entries(values).map(([setting, value]) => ({ name: setting, value }));
    const made = resource(`Microsoft.Web/sites/${name}`, "2025-05-01", { siteConfig: { appSettings } });
    return { ...made, body: { ...made.body, kind, identity: { type: "SystemAssigned" } } };
}

function containerApp(azure: LocalAzure, name: string, account: string): Made {
    const secrets = [{ name: "uploads", value: azure.storage.get(account).keys.key1 }];
    const env = [{ name: "UPLOADS", secretRef: "uploads" }];
    return resource(`Microsoft.App/containerApps/${name}`, "2025-01-01", {
        configuration: { secrets },
        template: { containers: [{ name, image: "acme/app", env }] },
    });
}

/** Writes as the sandbox's own identity. */
async function client(azure: LocalAzure): Promise<(made: Made) => Promise<void>> {
    const audience = encodeURIComponent(`https://${azure.host}/`);
    const answer = await fetch(`${azure.env.IDENTITY_ENDPOINT}?api-version=2019-08-01&resource=${audience}`, {
        headers: { "x-identity-header": azure.env.IDENTITY_HEADER ?? "" },
    });
    const { access_token: token } = JSON.parse(await answer.text());
    const pipeline = createEmptyPipeline();
    pipeline.addPolicy(tlsPolicy({ ca: azure.authority }));
    const http = createDefaultHttpClient();
    const group = `https://${azure.host}/subscriptions/${azure.subscriptionId}/resourceGroups/${GROUP}`;
    return async ({ path, apiVersion, body }) => {
        const url = `${[group, path].filter(Boolean).join("/")}?api-version=${apiVersion}`;
        const headers = createHttpHeaders({ authorization: `Bearer ${token}`, "content-type": "application/json" });
        const request = createPipelineRequest({ url, method: "PUT", headers, body: JSON.stringify(body) });
        const { status, bodyAsText } = await pipeline.sendRequest(http, request);
        if (status >= 300) {
            throw new Error(`PUT ${path}: ${status} ${bodyAsText}`);
        }
    };
}
