import { randomUUID } from "node:crypto";
import type { ArmId } from "../arm/armId";
import type { Body } from "../arm/body";
import type { RecordedWrite } from "./recordedWrites";

/** A resource that is there: one with keys, or one that such a one is part of. */
export class Resource {
    /** Changes with every write of the resource. */
    #etag = newEtag();
    /** The write that is being carried out, if any. */
    underWay: RecordedWrite | undefined;
    /** How the last write ended. The service says it; a client's value for it is ignored. */
    provisioningState: "Succeeded" | "Failed" = "Succeeded";

    constructor(
        readonly id: ArmId,
        readonly parent: Resource | undefined,
        /** The package that describes the operations on it. */
        readonly packageName: string,
        /** The properties that a GET shows; may be replaced at any time. */
        public properties: Body,
    ) {}

    /** Its names, joined by "/": how the journal calls it. */
    get name(): string {
        return this.id.names.join("/");
    }

    /** The account, namespace or hub that it is part of, or is. */
    get root(): Resource {
        return this.parent?.root ?? this;
    }

    get etag(): string {
        return this.#etag;
    }

    /** Notes that it was written. */
    touch(): void {
        this.#etag = newEtag();
    }
}

function newEtag(): string {
    return Buffer.from(randomUUID()).toString("base64").slice(0, 12);
}
