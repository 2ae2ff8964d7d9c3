import { consumerDeclarations } from "../consumers/consumerRegistry";
import type { Scanner } from "../consumers/scanner";
import { apiConnections } from "./kinds/apiConnections";
import { containerGroups } from "./kinds/containerGroups";
import { fabricClusters } from "./kinds/fabricClusters";
import { hadoopClusters } from "./kinds/hadoopClusters";
import { logWorkspaces } from "./kinds/logWorkspaces";
import { redisCaches } from "./kinds/redisCaches";
import { sqlServers } from "./kinds/sqlServers";
import { staticSites } from "./kinds/staticSites";
import { streamingJobs } from "./kinds/streamingJobs";
import { scaleSets, virtualMachines } from "./kinds/virtualMachines";
import { workflows } from "./kinds/workflows";

/** Every kind of resource that is looked at, those of consumers first; of the others, those that hold keys most often. */
export const scanners: readonly Scanner[] = [
    ...consumerDeclarations.flatMap((declaration) => declaration.scanners ?? []),
    workflows,
    staticSites,
    containerGroups,
    apiConnections,
    streamingJobs,
    sqlServers,
    virtualMachines,
    scaleSets,
    redisCaches,
    hadoopClusters,
    logWorkspaces,
    fabricClusters,
];

/** The actions of Azure's access control that it takes to look for dependents: no write among them. */
export const lookingActions: readonly string[] = [...new Set(scanners.flatMap(({ actions }) => actions))].sort();

/** The same of data planes. */
export const lookingDataActions: readonly string[] = scanners.flatMap(({ dataActions = [] }) => dataActions);
