import type BlobServer from "azurite/dist/src/blob/BlobServer";

/** How often, and how many at once: a sweep is to take a few milliseconds. */
const EVERY_MS = 5_000;
const AT_ONCE = 500;

type Stores = Pick<BlobServer, "metadataStore" | "extentMetadataStore" | "extentStore">;

/**
 * Removes what blobs consisted of before they were written over, a little at a time. Azurite's own collection does it once in ten minutes,
 * all at once, which under load stops the whole process for half a minute.
 *
 * @returns what ends it; done when nothing is under way.
 */
export function removeOldExtents(stores: Stores, everyMs = EVERY_MS): () => Promise<void> {
    let known: ReadonlySet<string> = new Set();
    let underWay = Promise.resolve();
    const sweep = async () => {
        const all = await everyId(stores.extentMetadataStore.iteratorExtents());
        const referred = new Set(await everyId(stores.metadataStore.iteratorExtents()));
        // One that was not there at the sweep before may be part of a blob that is just being written.
        const old = all.filter((id) => known.has(id) && !referred.has(id)).slice(0, AT_ONCE);
        await stores.extentStore.deleteExtents(old);
        known = new Set(all);
    };
    const timer = setInterval(() => {
        underWay = underWay.then(sweep).catch((error: unknown) => {
            console.error("The local Azure could not remove what blobs were before:", error);
        });
    }, everyMs);
    timer.unref();
    return async () => {
        clearInterval(timer);
        await underWay;
    };
}

async function everyId(pages: AsyncIterator<readonly string[]>): Promise<readonly string[]> {
    const ids: string[] = [];
    for (let page = await pages.next(); page.done !== true; page = await pages.next()) {
        ids.push(...page.value);
    }
    return ids;
}
