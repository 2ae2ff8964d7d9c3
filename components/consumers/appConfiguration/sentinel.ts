import { randomUUID } from "node:crypto";
import type { Access } from "../access";
import { findKeyValue, keyValueCall, keyValueId, type StorePlace } from "./keyValue";

/** Gives the sentinel a value that it never had, so that applications which watch it read all key-values again. Its tags and content type stay. */
export async function bumpSentinel(place: StorePlace & { readonly sentinel?: string }, access: Access): Promise<void> {
    const { sentinel } = place;
    if (sentinel === undefined) {
        return;
    }
    const found = await findKeyValue(place, sentinel, access);
    const { contentType, tags } = found === "absent" ? {} : found;
    const properties = { value: randomUUID(), ...(contentType ? { contentType } : {}), ...(tags ? { tags } : {}) };
    await access.arm.send({
        ...keyValueCall("PUT", keyValueId(place, sentinel, access.subscriptionId)),
        body: { properties },
    });
}
