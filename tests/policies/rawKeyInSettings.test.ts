import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";
import { fingerprintOf } from "../../components/services/fingerprint";
import { rawKeysAsked, rawKeysInSettings } from "../../policies/rawKeyInSettings";
import type { StackResource } from "../../policies/stack/stackResource";
import {
    ACCOUNT_ID,
    connectionStringOf,
    KEYS,
    keyOf,
    pairOf,
    resource,
    secret,
    stackOf,
    UNKNOWN_TEXT,
} from "./support/stacks";

const KEY = keyOf("somebody's");
const CONNECTION = connectionStringOf("photos", KEY);
const SAS = `https://photos.blob.core.windows.net/in?sv=2023-11-03&sr=c&sp=rl&se=2027-01-01&sig=${encodeURIComponent(
    keyOf("sas").slice(0, 43),
)}%3D`;

function base64(text: string | Buffer): string {
    return Buffer.from(text).toString("base64");
}

function site(...appSettings: readonly object[]): StackResource {
    return resource("azure-native:web:WebApp", "web", { inputs: { siteConfig: { appSettings } } });
}

/** Places of a key, by kind of resource: each has to be found before it is made. */
const HIDDEN: Readonly<Record<string, StackResource>> = {
    "an app setting": site({ name: "STORAGE", value: CONNECTION }),
    "a secret app setting": site({ name: "STORAGE", value: secret(CONNECTION) }),
    "settings that are secret as a whole": resource("azure-native:web:WebApp", "web", {
        inputs: { siteConfig: secret({ appSettings: [{ name: "K", value: KEY }] }) },
    }),
    "settings that are a resource of their own": resource("azure-native:web:WebAppApplicationSettings", "settings", {
        inputs: { properties: { STORAGE: CONNECTION } },
    }),
    "a function's content share": site({ name: "WEBSITE_CONTENTAZUREFILECONNECTIONSTRING", value: CONNECTION }),
    "a SAS of a package": site({ name: "WEBSITE_RUN_FROM_PACKAGE", value: SAS }),
    "a container's environment": resource("azure-native:app:ContainerApp", "app", {
        inputs: { template: { containers: [{ name: "main", env: [{ name: "KEY", value: KEY }] }] } },
    }),
    "a secret of a container app": resource("azure-native:app/v20240301:ContainerApp", "app", {
        inputs: { configuration: { secrets: [{ name: "key", value: secret(KEY) }] } },
    }),
    "a container group's environment": resource("azure-native:containerinstance:ContainerGroup", "group", {
        inputs: { containers: [{ name: "main", environmentVariables: [{ name: "K", secureValue: KEY }] }] },
    }),
    "a virtual machine's custom data": resource("azure-native:compute:VirtualMachine", "vm", {
        inputs: { osProfile: { customData: base64(`#cloud-config\nruncmd:\n  - export KEY=${KEY}\n`) } },
    }),
    "custom data in lines": resource("azure-native:compute:VirtualMachine", "vm", {
        inputs: {
            osProfile: {
                customData: base64(`#!/bin/sh\nmount -t cifs -o password=${KEY} //photos\n`).replace(/.{76}/g, "$&\n"),
            },
        },
    }),
    "custom data in gzip": resource("azure-native:compute:VirtualMachineScaleSet", "vmss", {
        inputs: { virtualMachineProfile: { osProfile: { customData: base64(gzipSync(`KEY=${KEY}\n`)) } } },
    }),
    "a PowerShell command in UTF-16": resource("azure-native:compute:VirtualMachineExtension", "script", {
        inputs: {
            settings: {
                commandToExecute: `powershell -EncodedCommand ${base64(Buffer.from(`$k = "${KEY}"`, "utf16le"))}`,
            },
        },
    }),
    "a Kubernetes secret": resource("kubernetes:core/v1:Secret", "manifest", {
        inputs: { kind: "Secret", data: { storage: base64(CONNECTION) } },
    }),
    "the text form of a Kubernetes secret": resource("kubernetes:core/v1:Secret", "manifest", {
        inputs: { stringData: { azurestorageaccountkey: KEY } },
    }),
    "a Kubernetes config map with JSON in it": resource("kubernetes:core/v1:ConfigMap", "config", {
        inputs: { data: { "app.json": JSON.stringify({ storage: { accountKey: KEY } }, null, 2) } },
    }),
    "JSON that escapes the plus sign": resource("kubernetes:core/v1:ConfigMap", "config", {
        inputs: { data: { "app.json": `x: {"key":"${`+${KEY.slice(1)}`.replaceAll("+", "\\u002B")}"}` } },
    }),
    "a Helm release's values": resource("kubernetes:helm.sh/v3:Release", "release", {
        inputs: { values: { storage: { connection: CONNECTION } } },
    }),
    "a command's environment": resource("command:local:Command", "seed", { inputs: { environment: { KEY } } }),
    "a container of Docker": resource("docker:index/container:Container", "db", { inputs: { envs: [`KEY=${KEY}`] } }),
    "a classic function app": resource("azure:appservice/linuxFunctionApp:LinuxFunctionApp", "fn", {
        inputs: { storageAccountAccessKey: KEY },
    }),
    "a classic app service": resource("azure:appservice/appService:AppService", "old", {
        inputs: { connectionStrings: [{ name: "storage", type: "Custom", value: CONNECTION }] },
    }),
    "a linked service": resource("azure-native:datafactory:LinkedService", "link", {
        inputs: { properties: { typeProperties: { connectionString: { type: "SecureString", value: CONNECTION } } } },
    }),
    "a configuration store": resource("azure-native:appconfiguration:KeyValue", "entry", {
        inputs: { value: CONNECTION },
    }),
    "an address of a queue, percent-encoded": site({
        name: "AMQP",
        value: `amqps://root:${encodeURIComponent(keyOf("amqp"))}@shop.servicebus.windows.net`,
    }),
    "a Service Bus connection string": site({
        name: "BUS",
        value: `Endpoint=sb://shop.servicebus.windows.net/;SharedAccessKeyName=root;SharedAccessKey=${keyOf("bus").slice(0, 43)}=`,
    }),
    "a Cosmos DB connection string": site({
        name: "DB",
        value: `AccountEndpoint=https://shop.documents.azure.com:443/;AccountKey=${KEY};`,
    }),
    "a setting whose name alone calls it a key": site({
        name: "AZURE_SEARCH_KEY",
        value: "3f2a9c4e5b6d7081a2c3e4f5061728d9",
    }),
    "a Service Bus key by itself": site({ name: "ServiceBusKey", value: `${keyOf("bus").slice(0, 43)}=` }),
    "a tag of a vault's secret": resource("azure-native:keyvault:Secret", "tagged", {
        inputs: { properties: { value: secret(KEY) }, tags: { old: KEY } },
    }),
    "the name of a property": resource("azure-native:storage:Blob", "blob", { inputs: { metadata: { [KEY]: "x" } } }),
    "an asset's text": resource("azure-native:storage:Blob", "blob", {
        inputs: {
            source: { "4dabf18193072939515e22adb298388d": "c44067f5952c0a294b673a41bacd8c17", text: `key: ${KEY}` },
        },
    }),
    "the outputs of a template": resource("azure-native:resources:Deployment", "deployment", {
        inputs: {
            properties: {
                template: {
                    outputs: {
                        key: { type: "string", value: "[listKeys(variables('id'), '2023-01-01').keys[0].value]" },
                    },
                },
            },
        },
    }),
};

describe("raw-key-in-settings", () => {
    for (const [place, hidden] of Object.entries(HIDDEN)) {
        it(`finds a key in ${place}, and never prints it`, () => {
            const [finding, ...others] = rawKeysAsked(hidden);
            assert.ok(finding, "a finding");
            assert.deepEqual(others, []);
            assert.equal(finding.urn, hidden.urn);
            assert.ok(finding.names.includes(hidden.name));
            for (const part of [KEY.slice(0, 20), KEY.slice(-20), encodeURIComponent(KEY).slice(0, 20), "sig="]) {
                assert.ok(!finding.message.includes(part), finding.message);
            }
        });
    }

    it("says where the key is, what it is, why that matters, and the way without it", () => {
        assert.equal(
            rawKeysAsked(site({ name: "STORAGE", value: CONNECTION }))[0]?.message,
            'web holds a key in siteConfig.appSettings["STORAGE"] (a connection string with AccountKey): whoever can read it ' +
                "there has the key, and no rotation knows of this copy. Put it into a Key Vault secret and refer to it: " +
                "`@Microsoft.KeyVault(SecretUri=…)`, or `keyVaultReference(…)` of a RotatingKeyPair.",
        );
    });

    it("names the way that is made for a function's own storage", () => {
        assert.match(
            rawKeysAsked(site({ name: "AzureWebJobsStorage", value: CONNECTION }))[0]?.message ?? "",
            /Use `AzureWebJobsStorage__accountName` and the app's identity, which need no key/,
        );
    });

    it("tells the places of one resource in one finding", () => {
        const settings = Array.from({ length: 7 }, (_, index) => ({ name: `STORAGE_KEY_${index}`, value: KEY }));
        const [finding, ...others] = rawKeysAsked(site(...settings));
        assert.deepEqual(others, []);
        assert.match(finding?.message ?? "", /"STORAGE_KEY_4"\] \(.*\) and 2 more: whoever/);
    });

    it("finds the key of a pair by its fingerprint, whatever it looks like", () => {
        const password = "a key that is text: 0123456789abcdef0123456789abcdef";
        const pair = pairOf({
            state: { active: { slot: "key1", fingerprint: fingerprintOf("0123456789abcdef0123456789abcdef", "text") } },
        });
        for (const value of [password, secret(password), base64(password), JSON.stringify({ password })]) {
            const app = site({ name: "PASSWORD", value });
            assert.deepEqual(rawKeysAsked(app), []);
            assert.match(
                rawKeysInSettings(stackOf(pair, app))[0]?.message ?? "",
                /^web holds a key in siteConfig\.appSettings\["PASSWORD"\] \(key1 of uploads\)/,
            );
        }
    });

    it("gives advice where random bytes may be a key, until a pair knows them", () => {
        const app = site({ name: "SOMETHING", value: KEYS.key1 });
        const [ahead, ...others] = rawKeysAsked(app);
        assert.deepEqual(others, []);
        assert.equal(ahead?.level, "advisory");
        assert.match(
            ahead?.message ?? "",
            /^web may hold a key in .*\(64 bytes in base64, as account keys are\): if a/,
        );
        assert.deepEqual(rawKeysInSettings(stackOf(app)), []);
        const [known] = rawKeysInSettings(stackOf(pairOf(), app));
        assert.equal(known?.level, undefined);
        assert.match(
            known?.message ?? "",
            /^web holds a key in siteConfig\.appSettings\["SOMETHING"\] \(key1 of uploads\)/,
        );
    });

    it("tells what is certain apart from what is not", () => {
        const app = site({ name: "SOMETHING", value: KEY }, { name: "STORAGE", value: CONNECTION });
        assert.deepEqual(
            rawKeysAsked(app).map(({ level, message }) => [level, /"(\w+)"/.exec(message)?.[1]]),
            [
                [undefined, "STORAGE"],
                ["advisory", "SOMETHING"],
            ],
        );
    });

    it("calls the secret of a pipeline advice: nobody reads it there, but it is a copy", () => {
        const [finding] = rawKeysAsked(
            resource("github:index/actionsSecret:ActionsSecret", "ci", { inputs: { plaintextValue: CONNECTION } }),
        );
        assert.equal(finding?.level, "advisory");
        assert.match(
            finding?.message ?? "",
            /no reader sees it there, and no rotation knows of this copy\. Let the pipeline/,
        );
    });

    it("finds the key of a pair in hex and in base64url", () => {
        const raw = Buffer.from(KEYS.key1, "base64");
        for (const value of [raw.toString("hex"), raw.toString("base64url")]) {
            const [finding] = rawKeysInSettings(stackOf(pairOf(), site({ name: "SOMETHING", value })));
            assert.match(finding?.message ?? "", /\(key1 of uploads\)/);
        }
    });

    it("finds the active key where it is glued to other letters", () => {
        const app = site({ name: "GLUED", value: `prefix${KEYS.key1}` });
        assert.equal(rawKeysInSettings(stackOf(pairOf(), app)).length, 1);
    });

    it("does not say again, at the end, what was seen before the resource was made", () => {
        assert.deepEqual(rawKeysInSettings(stackOf(site({ name: "STORAGE", value: CONNECTION }))), []);
    });

    it("finds what a deployment has put out", () => {
        const outputs = { properties: { outputs: { key: { type: "String", value: KEY } } } };
        const [finding] = rawKeysInSettings(
            stackOf(resource("azure-native:resources:Deployment", "deployment", { outputs })),
        );
        assert.match(finding?.message ?? "", /^deployment holds a key in outputs\.key/);
        assert.match(finding?.message ?? "", /Remove the output/);
    });

    for (const type of ["AppSettings", "ConnectionStrings", "StorageMounts"]) {
        it(`calls the ${type} of a pair advice: they are rotated, but readable`, () => {
            const settings = resource(`pulumi-nodejs:dynamic/two-key:${type}`, "uploads-settings-web", {
                inputs: { pair: "uploads", values: secret({ UPLOADS_KEY: KEYS.key1 }) },
            });
            const [finding] = rawKeysAsked(settings);
            assert.equal(finding?.level, "advisory");
            assert.match(
                finding?.message ?? "",
                /values\.UPLOADS_KEY .*: the pair rotates it.*Use `keyVaultReference\(…\)`/,
            );
        });
    }

    it("calls every other place that a pair writes advice, too", () => {
        const strings = resource("pulumi-nodejs:dynamic/two-key:ConnectionStrings", "uploads-connections-web", {
            inputs: { pair: "uploads", values: secret({ UPLOADS: CONNECTION }) },
        });
        assert.equal(rawKeysAsked(strings)[0]?.level, "advisory");
    });

    const FINE: Readonly<Record<string, StackResource>> = {
        "a Key Vault secret": resource("azure-native:keyvault:Secret", "uploads", {
            inputs: { properties: { value: secret(CONNECTION) } },
        }),
        "a classic Key Vault secret": resource("azure:keyvault/secret:Secret", "uploads", { inputs: { value: KEY } }),
        "a reference to a secret": site({
            name: "S",
            value: "@Microsoft.KeyVault(SecretUri=https://v.vault.azure.net/secrets/s/)",
        }),
        "the emulator's key, which is public": site({
            name: "S",
            value: "DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==;BlobEndpoint=http://127.0.0.1:10000/devstoreaccount1",
        }),
        "what stands for a key": site(
            { name: "A", value: "DefaultEndpointsProtocol=https;AccountName=photos;AccountKey=<your-account-key>" },
            { name: "B", value: `AccountKey=${"x".repeat(86)}==` },
            { name: "C", value: "AccountKey=your_storage_account_access_key_goes_here" },
        ),
        "subresource integrity": resource("azure-native:cdn:Endpoint", "cdn", {
            inputs: { headers: { integrity: `sha512-${KEY}` }, digest: KEY },
        }),
        "a certificate and an SSH key": resource("azure-native:containerservice:ManagedCluster", "aks", {
            inputs: {
                ssh: `ssh-rsa ${base64(Buffer.concat([1, 2, 3, 4, 5].map((n) => Buffer.from(keyOf(`${n}`), "base64"))))} me@here`,
                certificate: base64(Buffer.concat([1, 2, 3].map((n) => Buffer.from(keyOf(`${n}`), "base64")))),
            },
        }),
        "the workspace key of a container environment, which knows no other way": resource(
            "azure-native:app:ManagedEnvironment",
            "environment",
            {
                inputs: {
                    appLogsConfiguration: { logAnalyticsConfiguration: { customerId: "c", sharedKey: secret(KEY) } },
                },
            },
        ),
        "the key of a mounted file share": resource("azure-native:app:ManagedEnvironmentsStorage", "mount", {
            inputs: { properties: { azureFile: { accountName: "photos", accountKey: secret(KEY) } } },
        }),
        "the key of an audit log": resource("azure-native:sql:ServerBlobAuditingPolicy", "audit", {
            inputs: { storageAccountAccessKey: secret(KEY) },
        }),
        "the protected settings of an extension": resource("azure-native:compute:VirtualMachineExtension", "script", {
            inputs: { protectedSettings: secret({ storageAccountKey: KEY }) },
        }),
        "what is not known yet": site({ name: "S", value: UNKNOWN_TEXT }, { name: "T", value: secret(UNKNOWN_TEXT) }),
        "ids, addresses and fingerprints": site(
            { name: "TENANT_ID", value: "0f8fad5bd9cb469fa16570867728950e" },
            { name: "CACHE_KEY", value: "3f2a9c4e5b6d7081a2c3e4f5061728d9" },
            { name: "STORAGE_KEY", value: "uploads/2027/Photos" },
            { name: "primaryKey", value: "orderId, customerId, and more than that" },
            { name: "A", value: ACCOUNT_ID },
            { name: "B", value: fingerprintOf(KEY, "base64") },
            {
                name: "C",
                value: "InstrumentationKey=0f8fad5b-d9cb-469f-a165-70867728950e;IngestionEndpoint=https://westeurope-5.in.applicationinsights.azure.com/",
            },
            {
                name: "D",
                value: "https://login.microsoftonline.com/0f8fad5b-d9cb-469f-a165-70867728950e/v2.0?sig=none",
            },
        ),
        "a provider, whose configuration is not the program's": resource("pulumi:providers:pulumi-nodejs", "default", {
            kind: "provider",
            inputs: { "shop:key": KEY },
        }),
        "an output of a template that is a secure string": resource("azure-native:resources:Deployment", "deployment", {
            inputs: {
                properties: { template: { outputs: { key: { type: "secureString", value: "[listKeys('x','y')]" } } } },
            },
        }),
    };

    for (const [what, fine] of Object.entries(FINE)) {
        it(`says nothing of ${what}`, () => {
            assert.deepEqual(rawKeysAsked(fine), []);
            assert.deepEqual(rawKeysInSettings(stackOf(fine)), []);
        });
    }

    it("says nothing of a pair's own resources", () => {
        const found = pairOf().flatMap((own) => rawKeysAsked(own));
        assert.deepEqual([...found, ...rawKeysInSettings(stackOf(pairOf()))], []);
    });
});
