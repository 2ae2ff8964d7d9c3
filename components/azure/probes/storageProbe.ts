import type { KeyProbe } from "./probe";
import { readService, STORAGE_SERVICES } from "./storageService";

/** Azure Storage: the properties of a service, signed with Shared Key; of the services, the cheapest that the account has. */
export const probeStorage: KeyProbe = async (key, { name, endpoints }) => {
    const service = STORAGE_SERVICES.find((known) => endpoints[known] !== undefined);
    return service !== undefined && (await readService(service, key, { name, endpoints })) === 200;
};
