import { createServer } from "node:https";
import type { AnswerStyle } from "./arm/answerStyle";
import { versioned } from "./arm/apiVersions";
import { armId } from "./arm/armId";
import { containerAppRoutes } from "./arm/containerAppRoutes";
import { containerJobRoutes } from "./arm/containerJobRoutes";
import { logRoutes } from "./arm/logRoutes";
import { Operations } from "./arm/operations";
import { Permissions } from "./arm/permissions";
import { ResourceGroups } from "./arm/resourceGroups";
import { resourceListRoutes } from "./arm/resourceListRoutes";
import { roleAssignmentRoutes } from "./arm/roleAssignmentRoutes";
import { RoleAssignments } from "./arm/roleAssignments";
import { Router } from "./arm/router";
import { siteRoutes } from "./arm/siteRoutes";
import { storageAccountRoutes } from "./arm/storageAccountRoutes";
import { subscriptionRoutes } from "./arm/subscriptionRoutes";
import { vaultRoutes } from "./arm/vaultRoutes";
import { CallPipeline } from "./callPipeline";
import { type Certificates, makeCertificates } from "./certificates";
import { ConfigurationService } from "./configuration/configurationService";
import { Containers } from "./containers/localContainers";
import { type DataPlaneResource, startDataPlane } from "./dataPlane/dataPlaneServer";
import { Faults } from "./faults";
import { startIdentity } from "./identity";
import { Journal } from "./journal";
import { KeyServiceRoutes } from "./keyServices/keyServiceRoutes";
import { KeyServices } from "./keyServices/keyServices";
import { resourceBody } from "./keyServices/resourceBody";
import { findKeyServiceType } from "./keyServices/types/keyServiceTypes";
import { close, listen } from "./listener";
import { newCloud } from "./localCloud";
import { LogWorkspaces } from "./logs/keptLogs";
import { startLogService } from "./logs/logService";
import { PlainResources } from "./plainResources";
import { ResourceManager } from "./resourceManager";
import { ShownResources } from "./shown/shownResources";
import { Sites } from "./sites/sites";
import { StorageAccounts } from "./storage/storageAccounts";
import { VaultService } from "./vaults/vaultService";
import { Vaults } from "./vaults/vaults";
import { type Weather, type WeatherChoice, weatherOf } from "./weather";

export interface LocalAzureOptions {
    /** An existing folder for the certificates and Azurite's files. */
    readonly directory: string;
    /** How long after a change of its settings a site is restarted; 200 ms unless given. */
    readonly restartDelayMs?: number;
    /** How long after a regenerate a data plane accepts the new key; at once unless given. */
    readonly propagationDelayMs?: number;
    /** How long after a regenerate the data plane still accepts the former key, at most until it accepts the new; not at all unless given. */
    readonly formerKeyDelayMs?: number;
    /** How much later, staler and less reliable than at once this Azure is; fine unless given. */
    readonly weather?: WeatherChoice;
    /** Whether resources of any type may be made, as documents without an effect; without it, a type that is not served is refused. */
    readonly anyType?: boolean;
    /** The domain of this cloud, as `core.windows.net` is that of the public one. */
    readonly suffix?: string;
}

/** A local Azure: Resource Manager, a managed identity, storage and vaults with their data planes, and web apps, in one process. */
export interface LocalAzure {
    /** `127.0.0.1:PORT`, the `metadataHost` of clients. */
    readonly host: string;
    readonly subscriptionId: string;
    readonly tenantId: string;
    /** PEM of the authority that clients have to trust; `env` names its file. */
    readonly authority: string;
    /** The environment for a client's process that uses this Azure with its identity. */
    readonly env: Readonly<Record<string, string>>;
    /** Every call and what happened after it. */
    readonly journal: Journal;
    /** Failures on demand. */
    readonly faults: Faults;
    /** May be changed at any time; the next call takes it. */
    readonly weather: Weather;
    /** The permissions of the identity: everything, unless a test says otherwise. */
    readonly permissions: Permissions;
    readonly roleAssignments: RoleAssignments;
    /** How Resource Manager words its answers: nulls, the case of ids, the form of errors. */
    readonly answers: AnswerStyle;
    readonly storage: StorageAccounts;
    /** The logs of requests to storage accounts: none, unless a test says so. */
    readonly logs: LogWorkspaces;
    /** Resources with two keys that are not storage accounts. */
    readonly keyServices: KeyServices;
    /** Resources that are read alone. */
    readonly shown: ShownResources;
    /** App Configuration stores whose key-values can be listed. */
    readonly configuration: ConfigurationService;
    /** Gives a resource with keys a data plane, and says where it is: `https://127.0.0.1:PORT/<prefix>/`. */
    serve(prefix: string, resource: DataPlaneResource): string;
    /** Of every server here. */
    readonly certificates: Certificates;
    readonly sites: Sites;
    /** Container apps and jobs. */
    readonly containers: Containers;
    readonly vaults: Vaults;
    /** Closes every port and ends every process of a site. */
    stop(): Promise<void>;
}

/** Starts a local Azure on free ports of 127.0.0.1. */
export async function startLocalAzure(options: LocalAzureOptions): Promise<LocalAzure> {
    const { directory, restartDelayMs = 200, propagationDelayMs = 0, formerKeyDelayMs = 0 } = options;
    const journal = new Journal();
    const faults = new Faults();
    const { suffix = "core.local.test" } = options;
    const certificates = await makeCertificates(directory, suffix);
    const server = createServer({ cert: certificates.certificate, key: certificates.privateKey });
    const cloud = newCloud(`127.0.0.1:${await listen(server)}`, suffix);

    const operations = new Operations(cloud);
    const weather = weatherOf(options.weather);
    const pipeline = new CallPipeline({
        journal,
        faults,
        weather,
        postpone: operations.postpone,
        origin: `https://${cloud.host}`,
    });
    const identity = await startIdentity(cloud, pipeline);

    const storage = new StorageAccounts(journal, () => blobs.origin, {
        acceptedAfterMs: propagationDelayMs,
        refusedAfterMs: formerKeyDelayMs,
    });
    const logs = new LogWorkspaces();
    // Azurite takes a second to load: only who starts a local Azure waits for it.
    const { startBlobService } = await import("./storage/blobService.js");
    const blobs = await startBlobService(directory, certificates, (name) => storage.find(name), pipeline, logs);
    const permissions = new Permissions();
    const logService = await startLogService(certificates, logs, identity, permissions, pipeline);
    cloud.logAnalytics = logService.origin;
    const vaults = new Vaults(new VaultService(certificates, cloud, identity, permissions, pipeline));
    const environment = {
        PATH: process.env.PATH,
        NODE_EXTRA_CA_CERTS: certificates.authorityFile,
        IDENTITY_ENDPOINT: identity.endpoint,
        IDENTITY_HEADER: identity.header,
    };
    const sites = new Sites({ journal, vaults, storage, environment, restartDelayMs });

    const containers = new Containers({
        journal,
        vaults,
        restartDelayMs: () => sites.surroundings.restartDelayMs,
    });

    const keyServices = new KeyServices(journal, cloud.suffix, {
        acceptedAfterMs: propagationDelayMs,
        refusedAfterMs: formerKeyDelayMs,
    });

    const served = new Map<string, DataPlaneResource>();
    const dataPlane = await startDataPlane(certificates, (prefix) => served.get(prefix), pipeline);

    const roleAssignments = new RoleAssignments();
    const groups = new ResourceGroups();
    groups.onDelete((group) => keyServices.deleteGroup(group));
    const routes = [
        ...subscriptionRoutes(cloud),
        ...groups.routes(),
        ...storageAccountRoutes(storage, groups),
        ...vaultRoutes(vaults, groups, roleAssignments),
        ...siteRoutes(sites, cloud, groups),
        ...containerAppRoutes(containers, groups, operations.postpone),
        ...containerJobRoutes(containers, groups, operations.postpone),
        ...roleAssignmentRoutes(roleAssignments),
        ...logRoutes(logs, groups),
    ];
    const everything = resourceListRoutes(routes, () => keyServices.topLevel.map(resourceBody));
    const router = new Router(versioned([...routes, ...everything]));
    const shown = new ShownResources();
    const configuration = new ConfigurationService(certificates, keyServices, shown, identity, permissions, pipeline);
    await configuration.start();
    const isKeyed = (id: string) =>
        keyServices.find(id) !== undefined || findKeyServiceType(armId(id).type) !== undefined;
    const manager = new ResourceManager(cloud, identity, permissions, pipeline, [
        operations,
        shown.first,
        router,
        shown,
        ...(options.anyType === true ? [new PlainResources(groups, isKeyed)] : []),
        new KeyServiceRoutes(keyServices, operations, (id) => storage.datedKeys(id.split("/").at(-1) ?? "")),
    ]);
    server.on("request", (request, response) => {
        manager.answer(request, response).catch((error: unknown) => {
            if (response.headersSent) {
                console.error("The local Azure has answered, and who listens to its journal failed:", error);
            } else {
                // Only paths that no client of Azure sends come here, such as a wrong percent sign.
                response.writeHead(400).end();
            }
        });
    });

    return {
        host: cloud.host,
        subscriptionId: cloud.subscriptionId,
        tenantId: cloud.tenantId,
        authority: certificates.authority,
        env: {
            ARM_SUBSCRIPTION_ID: cloud.subscriptionId,
            ARM_TENANT_ID: cloud.tenantId,
            ARM_USE_MSI: "true",
            ARM_METADATA_HOSTNAME: cloud.host,
            ARM_DISABLE_INSTANCE_DISCOVERY: "true",
            IDENTITY_ENDPOINT: identity.endpoint,
            IDENTITY_HEADER: identity.header,
            NODE_EXTRA_CA_CERTS: certificates.authorityFile,
        },
        journal,
        faults,
        weather,
        permissions,
        roleAssignments,
        answers: manager.answers,
        storage,
        logs,
        keyServices,
        shown,
        configuration,
        serve(prefix, resource) {
            served.set(prefix, resource);
            return dataPlane.endpoint(prefix);
        },
        certificates,
        sites,
        containers,
        vaults,
        async stop() {
            pipeline.stop();
            operations.stop();
            containers.stop();
            storage.stop();
            keyServices.stop();
            await Promise.all([
                sites.stop(),
                blobs.stop(),
                logService.stop(),
                configuration.stop(),
                vaults.stop(),
                dataPlane.stop(),
                identity.stop(),
                close(server),
            ]);
        },
    };
}
