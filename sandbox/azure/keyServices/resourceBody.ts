import type { Body } from "../arm/body";
import type { Resource } from "./resource";

/** The resource as its own GET shows it: without a key. */
export function resourceBody({ id, etag, properties }: Resource): Body {
    return {
        id: id.id,
        name: id.names.at(-1),
        type: id.type,
        location: "here",
        etag,
        properties: { provisioningState: "Succeeded", ...properties },
    };
}
