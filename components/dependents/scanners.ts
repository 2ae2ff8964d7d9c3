import { apiConnections } from "./kinds/apiConnections";
import { apiManagement } from "./kinds/apiManagement";
import { appConfigurationStores } from "./kinds/appConfigurationStores";
import { automationAccounts } from "./kinds/automationAccounts";
import { batchAccounts } from "./kinds/batchAccounts";
import { containerApps, containerAppsJobs } from "./kinds/containerApps";
import { containerEnvironments } from "./kinds/containerEnvironments";
import { containerGroups } from "./kinds/containerGroups";
import { dataFactories } from "./kinds/dataFactories";
import { iotHubs } from "./kinds/iotHubs";
import { keyVaults } from "./kinds/keyVaults";
import { machineLearning } from "./kinds/machineLearning";
import { sqlServers } from "./kinds/sqlServers";
import { staticSites } from "./kinds/staticSites";
import { streamingJobs } from "./kinds/streamingJobs";
import { scaleSets, virtualMachines } from "./kinds/virtualMachines";
import { webApps } from "./kinds/webApps";
import { workflows } from "./kinds/workflows";
import type { Scanner } from "./scanner";

/** Every kind of resource that is looked at, those that hold keys most often first: a limit of calls cuts off the last. */
export const scanners: readonly Scanner[] = [
    webApps,
    containerApps,
    containerAppsJobs,
    keyVaults,
    dataFactories,
    batchAccounts,
    machineLearning,
    apiManagement,
    iotHubs,
    workflows,
    automationAccounts,
    staticSites,
    containerEnvironments,
    containerGroups,
    appConfigurationStores,
    apiConnections,
    streamingJobs,
    sqlServers,
    virtualMachines,
    scaleSets,
];

/** The actions of Azure's access control that it takes to look for dependents: no write among them. */
export const lookingActions: readonly string[] = [...new Set(scanners.flatMap(({ actions }) => actions))].sort();

/** The same of data planes. */
export const lookingDataActions: readonly string[] = scanners.flatMap(({ dataActions = [] }) => dataActions);
