import assert from "node:assert/strict";
import { runtime } from "@pulumi/pulumi";
import { argumentProblems } from "../../components/arguments/argumentProblems";
import type { RotationInputs } from "../../components/arguments/rotationInputs";
import type { AppConfigurationKeyValuesPlace } from "../../components/consumers/appConfiguration/keyValues";
import type { AppSettingsPlace } from "../../components/consumers/appService/appSettings";
import type { Place } from "../../components/consumers/consumer";
import type { ContainerAppJobSecretsPlace } from "../../components/consumers/containerApps/containerAppJobSecrets";
import type { ContainerAppSecretsPlace } from "../../components/consumers/containerApps/containerAppSecrets";
import { keyVaultReference } from "../../components/consumers/keyVaultReference";
import type { KeyVaultSecretPlace } from "../../components/consumers/keyVaultSecret";
import { type SasArgs, sas } from "../../components/consumers/sas/sas";
import type { SettingValue } from "../../components/consumers/settingValue";
import { DEPENDENTS_DEFAULTS } from "../../components/dependents/dependentsArgs";
import type { GateInputs, UnusedInputs } from "../../components/gates/gateInputs";
import { azureServices } from "../../components/keySources/azureServices";
import type { AzureSourceInputs } from "../../components/keySources/keySource";
import { type VaultPairInputs, vaultPairDescription } from "../../components/keySources/vaultPair";

const secret: KeyVaultSecretPlace = {
    kind: "keyVaultSecret",
    argument: "keyVaultSecrets[0]",
    resourceGroupName: "rg",
    vaultName: "photos-vault",
    secretName: "uploads",
    content: "connectionString",
    expiresAfter: "90d",
    cachedFor: "24h",
};

const settings: AppSettingsPlace = {
    kind: "appSettings",
    argument: "appSettings[0]",
    resourceGroupName: "rg",
    site: "web",
    settings: { UPLOADS: keyVaultReference("uploads"), UPLOADS_KEY: "key" },
};

const account: AzureSourceInputs = { service: "storageAccount", resourceGroupName: "rg", name: "uploads" };

const good: RotationInputs = {
    pair: "uploads",
    owner: "urn",
    source: account,
    azureConfig: "azure-native",
    consumers: [secret, settings],
    customConsumers: false,
    gates: [],
    emergency: "",
    retire: "automatic",
    retireTrigger: "",
    trigger: "1",
    initialSlot: "key1",
    strategy: "alternate",
    propagation: { timeout: "10m", consecutive: 3, interval: "1s", blindWait: "10m" },
    settle: "60s",
    soak: "0s",
};

function withSource(changes: Partial<AzureSourceInputs>): RotationInputs {
    return { ...good, source: { ...account, ...changes } };
}

const hooks: VaultPairInputs = {
    service: "vaultPair",
    vaultUri: "https://hooks.vault.azure.net/",
    secretNames: ["hook-key1", "hook-key2"],
};

/** A pair of secrets. */
function withSecrets(changes: Partial<VaultPairInputs>): RotationInputs {
    const { initialSlot: _, ...others } = good;
    return { ...others, source: { ...hooks, ...changes }, material: "drawn", standbyMaterial: "drawn, too" };
}

type AnyPlace =
    | KeyVaultSecretPlace
    | AppSettingsPlace
    | ContainerAppSecretsPlace
    | ContainerAppJobSecretsPlace
    | AppConfigurationKeyValuesPlace;

/** Places of several kinds, each whole. */
function withConsumers(...consumers: readonly AnyPlace[]): RotationInputs {
    return { ...good, consumers };
}

function withoutMaterial({ material: _, ...inputs }: RotationInputs): RotationInputs {
    return inputs;
}

function withSecret(changes: Partial<KeyVaultSecretPlace>): RotationInputs {
    return { ...good, consumers: [{ ...secret, ...changes }] };
}

function withSettings(changes: Partial<AppSettingsPlace>): RotationInputs {
    return { ...good, consumers: [secret, { ...settings, ...changes }] };
}

/** A further place, whole but for the changes. */
function withHolder<P extends Place>(place: P, changes: Partial<P> = {}): RotationInputs {
    return { ...good, consumers: [secret, settings, { ...place, ...changes }] };
}

const containers = { argument: "holders[0]", resourceGroupName: "rg", secrets: { uploads: "key" } } as const;
const app: ContainerAppSecretsPlace = { ...containers, kind: "containerAppSecrets", containerApp: "api" };
const job: ContainerAppJobSecretsPlace = { ...containers, kind: "containerAppJobSecrets", job: "nightly" };
const keyValues: AppConfigurationKeyValuesPlace = {
    argument: "holders[0]",
    resourceGroupName: "rg",
    kind: "appConfigurationKeyValues",
    configStoreName: "shared",
    keyValues: { "Uploads:Key": "key" },
    cachedFor: "5m",
};

function withPropagation(changes: Partial<RotationInputs["propagation"]>): RotationInputs {
    return { ...good, propagation: { ...good.propagation, ...changes } };
}

function withGate(gate: GateInputs): RotationInputs {
    return { ...good, gates: [gate] };
}

const quiet: UnusedInputs = {
    kind: "unused",
    workspaceId: "b7a2c9d0-1111-2222-3333-123456789012",
    quietFor: "7d",
    showsUpWithin: "5m",
    beforeRotation: true,
};

const healthy: GateInputs = {
    kind: "httpHealthy",
    url: "https://web.example/healthz",
    attempts: 3,
    interval: "5s",
    timeout: "10s",
    expect: {},
};

const run: GateInputs = { kind: "command", command: ["./check"], timeout: "60s" };

const reader = "6f1c1a5e-0f0a-4a53-8d0b-1a6b8f6d2c11";
const web: AppSettingsPlace = { ...settings, settings: { UPLOADS_KEY: "key" } };
const inTwoWaves = withConsumers(web, { ...secret, wave: 2 });

const again = { argument: "keyVaultSecrets[1]" };
const second = { argument: "appSettings[1]" };

const writingASlot: RotationInputs = {
    ...withSecrets({}),
    consumers: withSecret({ vaultName: "Hooks", secretName: "Hook-Key1" }).consumers,
};

type Dependents = typeof DEPENDENTS_DEFAULTS;
type Entry = Dependents["alsoHeldBy"][number];

function withDependents(changes: Partial<Dependents>): RotationInputs {
    return { ...good, dependents: { ...DEPENDENTS_DEFAULTS, ...changes } };
}

function withEntries(...entries: readonly Partial<Entry>[]): RotationInputs {
    const whole = { name: "Storage Explorer", owner: "media", kind: "byHand" };
    return withDependents({ alsoHeldBy: entries.map((entry) => ({ ...whole, ...entry })) });
}

const signature: SasArgs = { permissions: "rl", validFor: "120d", container: "photos" };
const { container: _, ...ofAccount } = signature;

const SAS_TABLE: readonly (readonly [string, SasArgs, string, RegExp])[] = [
    ["a SAS that allows nothing", { ...signature, permissions: "" }, ".permissions", /letters of Azure Storage/],
    ["a SAS with words", { ...signature, permissions: "to list" }, ".permissions", /"to list" must be letters/],
    ["a SAS without a life", { ...signature, validFor: "0s" }, ".validFor", /no positive duration/],
    ["a SAS of a life in words", { ...signature, validFor: "long" }, ".validFor", /"long"/],
    ["a SAS of a container in capitals", { ...signature, container: "Photos" }, ".container", /lower-case/],
    ["a SAS of a blob of no container", { ...ofAccount, blob: "a.jpg" }, ".blob", /needs a container/],
    ["a SAS of a container for a service", { ...signature, services: "b" }, "", /neither `services` nor/],
    ["a SAS of an unknown service", { ...ofAccount, services: "x" }, ".services", /b, q, t, f/],
    ["a SAS of unknown resources", { ...ofAccount, resourceTypes: "x" }, ".resourceTypes", /s, c, o/],
    ["a connection string of a container", { ...signature, form: "connectionString" }, ".form", /token or url/],
];

type Row = readonly [string, RotationInputs, string, RegExp];

function inSecretAndSetting([what, args, property, reason]: (typeof SAS_TABLE)[number]): readonly Row[] {
    const content = sas(args);
    return [
        [`${what}, in a secret`, withSecret({ content }), `keyVaultSecrets[0].content${property}`, reason],
        [
            `${what}, in a setting`,
            withSettings({ settings: { PHOTOS: content } }),
            `appSettings[0].settings.PHOTOS${property}`,
            reason,
        ],
    ];
}

const TABLE: readonly Row[] = [
    ["an empty account name", withSource({ name: "" }), "source.accountName", /3 to 24 lower-case/],
    ["an account name in capitals", withSource({ name: "Uploads" }), "source.accountName", /"Uploads"/],
    ["an account name that is too long", withSource({ name: "a".repeat(25) }), "source.accountName", /3 to 24/],
    ["an empty resource group", withSource({ resourceGroupName: "" }), "source.resourceGroupName", /empty/],
    ["an unknown slot", { ...good, initialSlot: "key3" }, "initialSlot", /"key3" is no slot.*key1 or key2/],
    ["a slot in the wrong case", { ...good, initialSlot: "Key1" }, "initialSlot", /key1 or key2/],
    ["an empty trigger", { ...good, trigger: "" }, "rotationTrigger", /empty/],
    [
        "an unknown strategy",
        { ...good, strategy: "random" },
        "strategy",
        /"random" is none of alternate, there-and-back/,
    ],
    ["a negative settle", { ...good, settle: "-5m" }, "settle", /no duration/],
    ["a settle without a unit", { ...good, settle: "60" }, "settle", /no duration/],
    ["nobody to read a secret", withSecret({ readers: [] }), "keyVaultSecrets[0].readers", /must not be empty: name/],
    [
        "a reader by name",
        withSecret({ readers: ["media"] }),
        "keyVaultSecrets[0].readers[0]",
        /"media" must be the object/,
    ],
    ["a reader twice", withSecret({ readers: [reader, reader] }), "keyVaultSecrets[0].readers[1]", /named already/],
    [
        "a reader of an unknown type",
        withSecret({ readers: [{ principalId: reader, principalType: "App" as "User" }] }),
        "keyVaultSecrets[0].readers[0].principalType",
        /"App" is none of ServicePrincipal, Group, User/,
    ],
    ["wave 0", withConsumers(secret, { ...web, wave: 0 }), "appSettings[0].wave", /above 0, and is 0/],
    ["half a wave", withConsumers({ ...secret, wave: 1.5 }), "keyVaultSecrets[0].wave", /whole number/],
    ["waves with a gap", withConsumers({ ...secret, wave: 3 }, web), "keyVaultSecrets[0].wave", /wave 3 and no wave 2/],
    ["no first wave", withConsumers({ ...secret, wave: 2 }), "keyVaultSecrets[0].wave", /no wave 1; number them/],
    [
        "a reference to a secret of an earlier wave",
        withConsumers(secret, { ...settings, wave: 2 }),
        "appSettings[0].wave",
        /refers to the secret "uploads", which takes a new key in wave 1; give both the same wave/,
    ],
    ["a soak that is no duration", { ...inTwoWaves, soak: "a day" }, "soak", /"a day" is no duration/],
    ["a soak without waves", { ...good, soak: "24h" }, "soak", /several waves; give some `wave: 2`/],
    [
        "waves that take longer than the age at which the key is rotated",
        { ...inTwoWaves, soak: "30d", rotateEvery: "30d" },
        "soak",
        /2 waves, "30d" apart, take longer than "30d"/,
    ],
    ["an unknown unit", withPropagation({ timeout: "10 fortnights" }), "propagation.timeout", /no positive duration/],
    ["an empty interval", withPropagation({ interval: "" }), "propagation.interval", /no positive duration/],
    ["no tries", withPropagation({ consecutive: 0 }), "propagation.consecutive", /whole number above 0/],
    ["half a try", withPropagation({ consecutive: 1.5 }), "propagation.consecutive", /whole number/],
    ["a bad blind wait", withPropagation({ blindWait: "soon" }), "propagation.blindWait", /"soon"/],
    [
        "an underscore in a secret's name",
        withSecret({ secretName: "up_loads" }),
        "keyVaultSecrets[0].secretName",
        /hyphens/,
    ],
    ["an empty secret name", withSecret({ secretName: "" }), "keyVaultSecrets[0].secretName", /1 to 127/],
    [
        "a secret's name that is too long",
        withSecret({ secretName: "a".repeat(128) }),
        "keyVaultSecrets[0].secretName",
        /127/,
    ],
    [
        "a bad vault name",
        withSecret({ vaultName: "1vault" }),
        "keyVaultSecrets[0].vaultName",
        /beginning with a letter/,
    ],
    [
        "two hyphens in a vault name",
        withSecret({ vaultName: "my--vault" }),
        "keyVaultSecrets[0].vaultName",
        /single hyphens/,
    ],
    [
        "a secret without a group",
        withSecret({ resourceGroupName: "" }),
        "keyVaultSecrets[0].resourceGroupName",
        /empty/,
    ],
    [
        "unknown content",
        withSecret({ content: "sas" as "key" }),
        "keyVaultSecrets[0].content",
        /key or connectionString/,
    ],
    ["a bad expiry", withSecret({ expiresAfter: "never" }), "keyVaultSecrets[0].expiresAfter", /"never"/],
    ["a bad cache time", withSecret({ cachedFor: "-1h" }), "keyVaultSecrets[0].cachedFor", /"-1h"/],
    [
        "one secret twice",
        { ...good, consumers: [secret, { ...secret, ...again, secretName: "UPLOADS" }] },
        "keyVaultSecrets[1].secretName",
        /written by keyVaultSecrets\[0\] already/,
    ],
    ["an empty site", withSettings({ site: "" }), "appSettings[0].site", /empty/],
    ["settings of no group", withSettings({ resourceGroupName: "" }), "appSettings[0].resourceGroupName", /empty/],
    ["no settings", withSettings({ settings: {} }), "appSettings[0].settings", /at least one/],
    ["a setting without a name", withSettings({ settings: { "": "key" } }), "appSettings[0].settings.", /letters/],
    [
        "a raw value",
        withSettings({ settings: { K: "secret!" as SettingValue } }),
        "appSettings[0].settings.K",
        /key, connectionString or a keyVaultReference.*`consumers`/,
    ],
    [
        "a reference to a secret of somebody else",
        withSettings({ settings: { K: keyVaultReference("other") } }),
        "appSettings[0].settings.K",
        /"other" is none of this pair's keyVaultSecrets/,
    ],
    [
        "one setting twice",
        withConsumers(secret, settings, { ...settings, ...second, settings: { uploads: "key" } }),
        "appSettings[1].settings.uploads",
        /set by appSettings\[0\] already/,
    ],
    [
        "a reference to a name that two vaults have",
        { ...good, consumers: [secret, { ...secret, ...again, vaultName: "other-vault" }, settings] },
        "appSettings[0].settings.UPLOADS",
        /several vaults/,
    ],
    ["a list as trigger", { ...good, trigger: "[1,2]" }, "rotationTrigger", /one value/],
    ["an object as trigger", { ...good, trigger: '{"a":1}' }, "rotationTrigger", /one value/],
    ["two emergency triggers at once", { ...good, emergency: '["a","b"]' }, "emergencyTrigger", /one value/],
    ["an object as retire trigger", { ...good, retireTrigger: "{}" }, "retireTrigger", /one value/],
    ["an unknown pin", { ...good, pinnedSlot: "key3" }, "pinnedSlot", /"key3" is no slot.*key1 or key2/],
    ["an empty pin", { ...good, pinnedSlot: "" }, "pinnedSlot", /no slot/],
    [
        "a pin with there-and-back",
        { ...good, pinnedSlot: "key1", strategy: "there-and-back" },
        "pinnedSlot",
        /cannot be combined.*there-and-back/,
    ],
    ["an age of nothing", { ...good, rotateEvery: "0d" }, "rotateEvery", /no positive duration/],
    ["a negative age", { ...good, rotateEvery: "-90d" }, "rotateEvery", /no positive duration/],
    ["an age without a unit", { ...good, rotateEvery: "90" }, "rotateEvery", /no positive duration/],
    ["an age in words", { ...good, rotateEvery: "quarterly" }, "rotateEvery", /"quarterly"/],
    ["an unknown way to retire", { ...good, retire: "never" }, "retire", /"never" is none of automatic, manual/],
    ["a timeout of nothing", withPropagation({ timeout: "0s" }), "propagation.timeout", /no positive duration/],
    ["an interval of nothing", withPropagation({ interval: "0ms" }), "propagation.interval", /no positive duration/],
    ["more tries than fit", withPropagation({ consecutive: 601 }), "propagation.timeout", /too short for 601 tries/],
    ["a negative number of tries", withPropagation({ consecutive: -3 }), "propagation.consecutive", /above 0/],
    ["a number of tries as text", withPropagation({ consecutive: "3" as never }), "propagation.consecutive", /whole/],
    ["a group that is blank in a source", withSource({ resourceGroupName: "" }), "source.resourceGroupName", /empty/],
    ["an account name with a dot", withSource({ name: "up.loads" }), "source.accountName", /letters and digits/],
    ["an account name that is too short", withSource({ name: "up" }), "source.accountName", /3 to 24/],
    ["a secret name with a slash", withSecret({ secretName: "a/b" }), "keyVaultSecrets[0].secretName", /hyphens/],
    [
        "a vault name that ends in a hyphen",
        withSecret({ vaultName: "vault-" }),
        "keyVaultSecrets[0].vaultName",
        /3 to 24/,
    ],
    ["a vault name that is too short", withSecret({ vaultName: "v" }), "keyVaultSecrets[0].vaultName", /3 to 24/],
    [
        "a setting name with a space",
        withSettings({ settings: { "A B": "key" } }),
        "appSettings[0].settings.A B",
        /letters/,
    ],
    [
        "an empty value",
        withSettings({ settings: { K: "" as SettingValue } }),
        "appSettings[0].settings.K",
        /must be key/,
    ],
    ["no value", withSettings({ settings: { K: undefined as never } }), "appSettings[0].settings.K", /must be key/],
    ["no container app", withHolder(app, { containerApp: "" }), "holders[0].containerApp", /empty/],
    ["a container app without secrets", withHolder(app, { secrets: {} }), "holders[0].secrets", /at least one/],
    [
        "a secret of a container app in capitals",
        withHolder(app, { secrets: { Uploads: "key" } }),
        "holders[0].secrets.Uploads",
        /lower-case/,
    ],
    [
        "a secret of a container app that names no version",
        withHolder(app, { secrets: { uploads: keyVaultReference("uploads", { form: "versionless" }) } }),
        "holders[0].secrets.uploads",
        /must name a version/,
    ],
    ["executions that take a while", withHolder(job, { cachedFor: "a while" }), "holders[0].cachedFor", /no duration/],
    [
        "a reference of a job to nothing",
        withHolder(job, { secrets: { uploads: keyVaultReference("none") } }),
        "holders[0].secrets.uploads",
        /none of this pair's keyVaultSecrets/,
    ],
    ["no configuration store", withHolder(keyValues, { configStoreName: "" }), "holders[0].configStoreName", /empty/],
    ["a store without keys", withHolder(keyValues, { keyValues: {} }), "holders[0].keyValues", /at least one/],
    [
        "readers of a store that nobody knows",
        withHolder(keyValues, { cachedFor: undefined as never }),
        "holders[0].cachedFor",
        /say how long/,
    ],
    [
        "a sentinel that holds the key",
        withHolder(keyValues, { sentinel: "Uploads:Key" }),
        "holders[0].sentinel",
        /none of the keys/,
    ],
    [
        "an unknown wish",
        withDependents({ unregistered: "ask" }),
        "dependents.unregistered",
        /"ask" is none of refuse, warn/,
    ],
    ["an unknown wish for what is unseen", withDependents({ notLookedAt: "" }), "dependents.notLookedAt", /none of/],
    ["no calls", withDependents({ maxCalls: 0 }), "dependents.maxCalls", /above 0/],
    ["half a call", withDependents({ maxCalls: 1.5 }), "dependents.maxCalls", /whole number/],
    ["a tag without a name", withDependents({ ownerTag: " " }), "dependents.ownerTag", /empty/],
    ["a subscription by name", withDependents({ subscriptionIds: ["dev"] }), "dependents.subscriptionIds[0]", /"dev"/],
    ["an entry without a name", withEntries({ name: "" }), "dependents.alsoHeldBy[0].name", /empty/],
    [
        "an entry that nobody answers for",
        withEntries({ owner: undefined as unknown as string }),
        "dependents.alsoHeldBy[0].owner",
        /somebody has to answer/,
    ],
    ["an entry of no kind", withEntries({ kind: "maybe" }), "dependents.alsoHeldBy[0].kind", /byHand, elsewhere/],
    [
        "two entries of one name",
        withEntries({}, { name: "storage explorer" }),
        "dependents.alsoHeldBy[1].name",
        /already/,
    ],
    ["a grace in words", withGate({ kind: "grace", duration: "a while" }), "gates[0].duration", /no duration/],
    ["a negative grace", withGate({ kind: "grace", duration: "-48h" }), "gates[0].duration", /no duration/],
    ["a gate without an address", withGate({ ...healthy, url: "" }), "gates[0].url", /https:\/\//],
    ["a gate with a path alone", withGate({ ...healthy, url: "/healthz" }), "gates[0].url", /address/],
    ["a gate with a file", withGate({ ...healthy, url: "file:///etc/passwd" }), "gates[0].url", /address/],
    ["a gate without attempts", withGate({ ...healthy, attempts: 0 }), "gates[0].attempts", /above 0/],
    ["half an attempt", withGate({ ...healthy, attempts: 2.5 }), "gates[0].attempts", /whole number/],
    ["a gate with a bad interval", withGate({ ...healthy, interval: "often" }), "gates[0].interval", /"often"/],
    ["a gate without time", withGate({ ...healthy, timeout: "0s" }), "gates[0].timeout", /no positive duration/],
    ["a status that is none", withGate({ ...healthy, expect: { status: 99 } }), "gates[0].expect.status", /100 to 599/],
    ["a command without a program", withGate({ ...run, command: [] }), "gates[0].command", /name a program/],
    ["a command with a blank program", withGate({ ...run, command: [""] }), "gates[0].command", /name a program/],
    ["a command without time", withGate({ ...run, timeout: "0s" }), "gates[0].timeout", /no positive duration/],
    [
        "a module without a name",
        withGate({ kind: "module", module: "", config: {} }),
        "gates[0].module",
        /name a module/,
    ],
    ["an acknowledgement by nobody", withGate({ kind: "acknowledged", name: "" }), "gates[0].name", /who acknowledges/],
    [
        "an acknowledgement of no generation",
        withGate({ kind: "acknowledged", name: "media", generation: -1 }),
        "gates[0].generation",
        /whole number/,
    ],
    ...SAS_TABLE.flatMap(inSecretAndSetting),
    [
        "a SAS that ends before the next rotation",
        { ...withSecret({ content: sas(signature) }), rotateEvery: "120d" },
        "keyVaultSecrets[0].content.validFor",
        /"120d" ends before the next rotation.*longer than `rotateEvery` \("120d"\)/,
    ],
    [
        "a SAS of a service that has none",
        { ...withSecret({ content: sas(signature) }), source: { ...account, service: "searchAdmin", name: "catalog" } },
        "keyVaultSecrets[0].content",
        /a storageAccount alone/,
    ],
    [
        "the ARM id of a workspace",
        withGate({ ...quiet, workspaceId: "/subscriptions/s/resourceGroups/rg/providers/w" }),
        "gates[0].workspaceId",
        /GUID of a Log Analytics workspace/,
    ],
    ["no time of quiet", withGate({ ...quiet, quietFor: "0s" }), "gates[0].quietFor", /no positive duration/],
    ["a time of quiet in words", withGate({ ...quiet, quietFor: "a while" }), "gates[0].quietFor", /no positive/],
    ["a moment of quiet", withGate({ ...quiet, quietFor: "59s" }), "gates[0].quietFor", /too short.*at least 1m/],
    ["no wait for the logs", withGate({ ...quiet, showsUpWithin: "soon" }), "gates[0].showsUpWithin", /"soon"/],
    [
        "half a look before a rotation",
        withGate({ ...quiet, beforeRotation: "yes" } as never),
        "gates[0].beforeRotation",
        /true or false/,
    ],
    ["logs of no service", withGate({ ...quiet, services: [] }), "gates[0].services", /blob, file, queue, table/],
    [
        "logs of a service that has none",
        withGate({ ...quiet, services: ["dfs"] } as never),
        "gates[0].services",
        /blob, file, queue, table/,
    ],
    [
        "logs of a service that names no key in them",
        { ...withGate(quiet), source: { ...account, service: "searchAdmin", name: "catalog" } },
        "gates[0]",
        /no log tells which key a call of searchAdmin was made with/,
    ],
    ["a gate that is none", withGate({ kind: "prayer" } as never), "gates[0]", /is no gate/],
    ["no address of a vault", withSecrets({ vaultUri: "" }), "source.vaultUri", /https:\/\/NAME\.vault\.azure\.net/],
    ["the name of a vault", withSecrets({ vaultUri: "hooks" }), "source.vaultUri", /"hooks" must be the address/],
    ["a vault without TLS", withSecrets({ vaultUri: "http://v.vault.azure.net/" }), "source.vaultUri", /https/],
    [
        "the address of a secret",
        withSecrets({ vaultUri: `${hooks.vaultUri}secrets/a` }),
        "source.vaultUri",
        /of a vault/,
    ],
    ["a slot with a slash", withSecrets({ secretNames: ["a/b", "c"] }), "source.secretNames[0]", /"a\/b".*hyphens/],
    ["a slot without a name", withSecrets({ secretNames: ["a", ""] }), "source.secretNames[1]", /1 to 127/],
    [
        "one secret for both slots",
        withSecrets({ secretNames: ["a", "A"] }),
        "source.secretNames",
        /two different names/,
    ],
    ["one slot", withSecrets({ secretNames: ["a"] as never }), "source.secretNames", /two different names/],
    [
        "three slots",
        withSecrets({ secretNames: ["a", "b", "c"] as never }),
        "source.secretNames",
        /two different names/,
    ],
    ["a vaultPair that is an output", withoutMaterial(withSecrets({})), "source", /what `vaultPair` returned/],
    ["a slot that is a consumer, too", writingASlot, "keyVaultSecrets[0]", /"hook-key1" is a slot of this pair/],
];

/** What is wrong with a pair of a storage account, which can be asked whether it accepts a key. */
function problemsOf(inputs: RotationInputs) {
    return argumentProblems(inputs, { slots: azureServices.storageAccount.slots, canBeAsked: true });
}

describe("bad arguments are refused by name", () => {
    for (const [title, inputs, property, reason] of TABLE) {
        it(`${title}: ${property}`, () => {
            const problems = problemsOf(inputs);
            assert.deepEqual(
                problems.map((problem) => problem.property),
                [property],
            );
            assert.match(problems[0]?.reason ?? "", reason);
        });
    }

    it("refuses keyAccepted() where no call tells whether a key is accepted", () => {
        const inputs = { ...good, gates: [{ kind: "keyAccepted" } as const] };
        const [problem] = argumentProblems(inputs, { slots: ["key1", "key2"], canBeAsked: false });
        assert.equal(problem?.property, "gates[0]");
        assert.match(problem?.reason ?? "", /use `httpHealthy`/);
    });

    it("finds nothing wrong with good ones", () => {
        assert.deepEqual(problemsOf(good), []);
        assert.deepEqual(problemsOf(withSettings({ slot: "staging" })), []);
        assert.deepEqual(problemsOf({ ...good, gates: [healthy, run, quiet, { kind: "keyAccepted" }] }), []);
        assert.deepEqual(problemsOf(withGate({ ...quiet, services: ["blob", "file"], quietFor: "1m" })), []);
        assert.deepEqual(problemsOf({ ...good, trigger: "", rotateEvery: "90d" }), []);
        assert.deepEqual(problemsOf({ ...withSecret({ content: sas(signature) }), rotateEvery: "90d" }), []);
        assert.deepEqual(
            problemsOf(withSettings({ settings: { A: sas({ ...ofAccount, form: "connectionString" }) } })),
            [],
        );
        assert.deepEqual(problemsOf({ ...good, pinnedSlot: "key2", retire: "manual", retireTrigger: "1" }), []);
        assert.deepEqual(problemsOf(withSecrets({})), []);
        assert.deepEqual(problemsOf({ ...writingASlot, consumers: [secret] }), []);
    });

    it("finds nothing wrong with a container app, a job and a store", () => {
        const consumers = [secret, settings, app, { ...job, cachedFor: "6h" }, { ...keyValues, sentinel: "sentinel" }];
        assert.deepEqual(problemsOf({ ...good, consumers }), []);
    });

    it("allows one setting name on two apps and on two slots", () => {
        const consumers = [secret, settings, { ...settings, site: "api" }, { ...settings, slot: "staging" }];
        assert.deepEqual(problemsOf({ ...good, consumers }), []);
    });

    it("holds nothing against values that are unknown at preview", () => {
        const unknown = runtime.unknownValue;
        const inputs: RotationInputs = {
            ...good,
            source: { service: "storageAccount", resourceGroupName: unknown, name: unknown },
            trigger: unknown,
            initialSlot: unknown,
            strategy: unknown,
            settle: unknown,
            gates: [{ ...quiet, workspaceId: unknown, quietFor: unknown, services: [unknown as never] }],
            propagation: { timeout: unknown, interval: unknown, blindWait: unknown, consecutive: unknown as never },
            consumers: withConsumers(
                { ...secret, vaultName: unknown, secretName: unknown, expiresAfter: unknown, cachedFor: unknown },
                { ...secret, ...again, vaultName: unknown, secretName: unknown },
                { ...settings, site: unknown },
                { ...settings, ...second, site: unknown },
                { ...app, containerApp: unknown, identity: unknown },
                { ...app, containerApp: unknown },
                { ...job, job: unknown, cachedFor: unknown },
                { ...keyValues, configStoreName: unknown, label: unknown, sentinel: unknown, cachedFor: unknown },
                { ...keyValues, configStoreName: unknown, label: unknown },
            ).consumers,
        };
        assert.deepEqual(problemsOf(inputs), []);
        const secrets = withSecrets({ vaultUri: unknown, secretNames: [unknown, unknown] });
        const { slots } = vaultPairDescription({ ...hooks, secretNames: [unknown, unknown] });
        const known = { ...secrets, initialSlot: "hook-key2", material: unknown };
        assert.deepEqual(argumentProblems(known, { slots, canBeAsked: false }), []);
    });
});
