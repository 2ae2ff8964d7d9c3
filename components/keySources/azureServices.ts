import type { AzureService } from "./azureService";
import { storage } from "./storage";

/** Every Azure service whose keys can be rotated. Adding a service is adding a row. */
export const azureServices = {
    ...storage,
} as const satisfies Readonly<Record<string, AzureService>>;

/** A service of the table. */
export type AzureServiceName = keyof typeof azureServices;
