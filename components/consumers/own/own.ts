import type { CustomResourceOptions, Resource } from "@pulumi/pulumi";
import { membersOf } from "../../shape/containers";
import { anyFunction } from "../../shape/values";
import type { Consumer } from "../consumer";
import type { ConsumerDeclaration } from "../declaration";
import { aConsumer } from "../shapes";
import type { KeyView } from "../values/keyContent";

/** Makes resources that take the key. */
export type OwnResources = (key: KeyView, options: CustomResourceOptions) => readonly Resource[];

/** Resources of the user's own as a consumer. */
export interface OwnConsumer extends Consumer {
    /** The kind of the consumer; set by `own`. */
    readonly kind: "own";
    /** Makes the resources. */
    readonly resources: OwnResources;
}

/**
 * Anything else that takes the key: returns every resource that must have it before the old key is retired. The options carry the
 * parent. Give each resource `key.generation` too, so that every switch writes it. They take a new key in the first wave.
 */
export function own(resources: OwnResources): OwnConsumer {
    return { kind: "own", resources };
}

/** Whether the program makes the resources. */
export function isOwn(consumer: Consumer): consumer is OwnConsumer {
    return consumer.kind === "own";
}

/** Resources of the user's own. */
export const ownDeclaration: ConsumerDeclaration<OwnConsumer> = {
    example: own(() => []),
    shape: membersOf<OwnConsumer>({ ...aConsumer, resources: anyFunction }),
};
