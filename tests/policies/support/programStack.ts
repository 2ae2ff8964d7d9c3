// A program's stack without an engine: its registrations, with the answers that Azure would give.
import { createHash } from "node:crypto";
import { type Output, runtime } from "@pulumi/pulumi";
import { fingerprintOf } from "../../../components/services/fingerprint";
import { plainType } from "../../../policies/stack/resourceType";
import { Stack } from "../../../policies/stack/stack";
import type { StackResource } from "../../../policies/stack/stackResource";
import { isSecret, type Registered, registeredBy, resolved } from "../../support/mocks";
import { connectionStringOf, keyOf, secret } from "./stacks";

/** A program of `programs/`; it returns the outputs of the stack. */
export type Program = () => Readonly<Record<string, Output<unknown>>> | undefined;

const SUBSCRIPTION = "/subscriptions/s";
const DAY_MS = 86_400_000;
/** Accounts are half a year old, keys ten days. */
const CREATED = new Date(Date.now() - 180 * DAY_MS).toISOString();
const KEYS_CREATED = new Date(Date.now() - 10 * DAY_MS).toISOString();
const UPLOADS_KEY = keyOf("uploads key1");

/** The stack that a program makes. */
export async function stackOfProgram(program: Program): Promise<Stack> {
    let outputs: Readonly<Record<string, Output<unknown>>> = {};
    const registered = await registeredBy(
        () => {
            outputs = program() ?? {};
        },
        { outputsOf, call },
    );
    const told = await Promise.all(
        Object.entries(outputs).map(async ([name, output]) => {
            const value = await resolved(output);
            return [name, (await isSecret(output)) ? secret(value) : value] as const;
        }),
    );
    const stack: StackResource = {
        urn: "urn:pulumi:stack::project::pulumi:pulumi:Stack::project-stack",
        type: "pulumi:pulumi:Stack",
        name: "project-stack",
        kind: "stack",
        inputs: {},
        outputs: Object.fromEntries(told),
        dependencies: [],
        propertyDependencies: {},
    };
    return new Stack([...registered.map(stackResource), stack]);
}

function stackResource(registered: Registered): StackResource {
    const { type, name, sent, parent, custom, dependencies, propertyDependencies } = registered;
    const parentType = parent === undefined || parent === "" ? "" : `${parent.split("::")[2]?.split("$").at(-1)}$`;
    return {
        urn: `urn:pulumi:stack::project::${parentType}${type}::${name}`,
        type,
        name,
        kind: custom ? "resource" : "component",
        inputs: sent,
        outputs: shown(type, { ...sent, ...outputsOf(registered) }),
        ...(parent === undefined || parent === "" ? {} : { parent }),
        dependencies,
        propertyDependencies,
    };
}

/** Azure gives back neither settings nor the values of secrets. */
function shown(type: string, outputs: Readonly<Record<string, unknown>>): unknown {
    const hidden: Readonly<Record<string, string>> = { "web:webapp": "siteConfig", "keyvault:secret": "properties" };
    const without = hidden[plainType(type)];
    return Object.fromEntries(Object.entries(outputs).filter(([name]) => name !== without));
}

function outputsOf({
    type,
    name,
    inputs,
}: Pick<Registered, "type" | "name" | "inputs">): Readonly<Record<string, unknown>> {
    if (type.startsWith("pulumi-nodejs:")) {
        return pairOutputs(type);
    }
    const given = ["accountName", "vaultName", "name", "namespaceName", "serverName"].map((input) => inputs[input]);
    const own = given.find((value) => typeof value === "string" && type.startsWith("azure-native:"));
    const common = { name: own ?? name, identity: { principalId: `principal-of-${name}` } };
    switch (plainType(type)) {
        case "storage:storageaccount":
            return {
                ...common,
                creationTime: CREATED,
                keyCreationTime: { key1: KEYS_CREATED, key2: KEYS_CREATED },
                primaryEndpoints: Object.fromEntries(
                    ["blob", "dfs", "file", "web"].map((service) => [
                        service,
                        `https://${common.name}.${service}.core.windows.net/`,
                    ]),
                ),
            };
        case "keyvault:secret":
            return {
                ...common,
                properties: {
                    secretUri: `https://v.vault.azure.net/secrets/${name}`,
                    secretUriWithVersion: `https://v.vault.azure.net/secrets/${name}/1`,
                },
            };
        case "random:index/randomPassword:RandomPassword":
            return { result: secret(createHash("sha256").update(name).digest("hex")) };
        case "random:index/randomBytes:RandomBytes":
            return { base64: secret(createHash("sha256").update(name).digest("base64")) };
        case "applicationinsights:component":
            return {
                ...common,
                instrumentationKey: "0f8fad5b-d9cb-469f-a165-70867728950e",
                connectionString:
                    "InstrumentationKey=0f8fad5b-d9cb-469f-a165-70867728950e;IngestionEndpoint=https://westeurope-5.in.applicationinsights.azure.com/",
            };
        default:
            return common;
    }
}

/** A pair that uses key1 of the account `uploads` since ten days, and is settled. */
function pairOutputs(type: string): Readonly<Record<string, unknown>> {
    const source = `${SUBSCRIPTION}/resourceGroups/photos/providers/Microsoft.Storage/storageAccounts/uploads`;
    const fingerprint = fingerprintOf(UPLOADS_KEY, "base64");
    switch (type.split(":").at(-1)) {
        case "Rotation":
            return {
                state: {
                    source,
                    generation: 3,
                    active: { slot: "key1", fingerprint },
                    home: "key1",
                    rotatedAt: KEYS_CREATED,
                },
                sourceId: source,
                endpoints: secret({ blob: "https://uploads.blob.core.windows.net/" }),
                key: secret(UPLOADS_KEY),
                connectionString: secret(connectionStringOf("uploads", UPLOADS_KEY)),
            };
        case "Retirement":
            return { state: { generation: 3, settled: true, switchedAt: KEYS_CREATED }, answers: [] };
        default:
            return {};
    }
}

/** Every key that Azure would list. */
function call(
    token: string,
    { accountName, namespaceName }: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
    const bus = (slot: string) =>
        `Endpoint=sb://${namespaceName}.servicebus.windows.net/;SharedAccessKeyName=send;SharedAccessKey=${keyOf(slot).slice(0, 43)}=`;
    switch (token.split(":").at(-1)) {
        case "getClientConfig":
            return { tenantId: "t", objectId: "deployer", subscriptionId: "s", clientId: "c" };
        case "listStorageAccountKeys":
            return {
                keys: ["key1", "key2"].map((keyName) => ({ keyName, value: keyOf(`${accountName} ${keyName}`) })),
            };
        case "listStorageAccountServiceSAS":
            return {
                serviceSasToken: `sv=2015-04-05&sr=c&se=2030-01-01&sp=r&sig=${encodeURIComponent(`${keyOf("sas").slice(0, 43)}=`)}`,
            };
        case "listDatabaseAccountKeys":
            return { primaryMasterKey: keyOf("cosmos"), secondaryMasterKey: keyOf("cosmos 2") };
        case "listDatabaseAccountConnectionStrings":
            return {
                connectionStrings: [
                    {
                        connectionString: `mongodb://carts:${encodeURIComponent(keyOf("mongo"))}@carts.mongo.cosmos.azure.com:10255/?ssl=true`,
                    },
                ],
            };
        case "listNamespaceKeys":
            return { primaryConnectionString: bus("primary"), secondaryConnectionString: bus("secondary") };
        case "listRedisKeys":
            return { primaryKey: `${keyOf("redis").slice(0, 33)}AzCa${keyOf("redis").slice(40, 45)}=` };
        case "getSharedKeys":
            return { primarySharedKey: keyOf("workspace") };
        default:
            throw new Error(`Mock not implemented: ${token}`);
    }
}

/** Programs are named by their files. */
export function programName(file: string): string {
    return file.replace(/\.js$/, "");
}

runtime.setAllConfig({});
