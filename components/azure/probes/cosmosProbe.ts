import { ask } from "./ask";
import { type KeyProbe, soleEndpoint } from "./probe";
import { cosmosHeaders } from "./signing/cosmosToken";

/** Cosmos DB: the account itself, which read-only keys may read as well. */
export const probeCosmos: KeyProbe = async (key, target) => {
    const { status } = await ask({ url: soleEndpoint(target), headers: cosmosHeaders(key, new Date()) });
    return status === 200;
};
