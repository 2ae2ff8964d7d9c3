import { ask } from "./ask";
import { type KeyProbe, soleEndpoint } from "./probe";
import { batchHeaders } from "./signing/batchSignature";

/** Azure Batch: one pool. The account may have none. */
export const probeBatch: KeyProbe = async (key, target) => {
    const url = `${soleEndpoint(target)}pools?maxresults=1&api-version=2022-10-01.16.0`;
    const { status } = await ask({ url, headers: batchHeaders(url, target.name, key, new Date()) });
    return status === 200;
};
