import type { Input } from "@pulumi/pulumi";
import { membersOf, record } from "../../shape/containers";
import { data } from "../../shape/data";
import { durationProblems, unless } from "../../shape/problem";
import { optional } from "../../shape/shape";
import { name, text } from "../../shape/values";
import { actionKind } from "../armAction/actionKind";
import { type ActionPlaceArgs, actionPlaceId, actionPlaceProblems } from "../armAction/actionPlace";
import { contentProblems } from "../armAction/pointerProblems";
import type { Consumer, PlaceOf, WrittenKind } from "../consumer";
import type { ConsumerDeclaration } from "../declaration";
import { keyContentProblems } from "../placeProblems";
import { content, duration, resource } from "../shapes";
import type { KeyContent } from "../values/keyContent";
import { API_VERSION, dataFactories } from "./scan";

/** A linked service of Data Factory that holds the active key. */
export interface LinkedServiceArgs extends ActionPlaceArgs {
    /** Name of the data factory. */
    readonly factoryName: Input<string>;
    /** Name of the linked service. */
    readonly linkedServiceName: Input<string>;
    /**
     * The whole definition without the value, such as
     * `{ type: "AzureBlobStorage", typeProperties: { connectionString: { type: "SecureString" } } }`: the factory shows no secrets, so it
     * cannot be changed in part. Plain data without a key, and outputs of such.
     */
    readonly definition: Input<Readonly<Record<string, unknown>>>;
    /** JSON Pointer to the value in the definition, such as `/typeProperties/connectionString/value`. */
    readonly contentAt: Input<string>;
    /** Its content; default `connectionString`. */
    readonly content?: KeyContent;
    /** How long activities may use the old key, such as `2h` for a copy that runs so long; it is retired after that. Default: not at all. */
    readonly cachedFor?: Input<string>;
}

/** A linked service as a consumer. */
export interface LinkedServiceConsumer extends LinkedServiceArgs, Consumer {
    /** The kind of the consumer; set by `linkedService`. */
    readonly kind: "linkedService";
}

/** The same as plain values. */
export type LinkedServicePlace = PlaceOf<Omit<LinkedServiceConsumer, "definition">> & {
    readonly definition: Readonly<Record<string, unknown>>;
};

/**
 * A linked service of Data Factory: written as a whole. A definition that refers to a secret of the pair's (`AzureKeyVaultSecret`) is better:
 * each activity reads it again, and `keyVaultSecret` is enough for it. The factory shows no secret, so nobody can look at it. Its removal
 * changes nothing there; `onRemove` has no effect.
 */
export function linkedService(args: LinkedServiceArgs): LinkedServiceConsumer {
    return { kind: "linkedService", ...args };
}

/** Linked services, whose secrets are never shown. */
export const linkedServiceKind: WrittenKind<LinkedServicePlace> = {
    ...actionKind<LinkedServicePlace>({
        role: "linked",
        names: ({ factoryName, linkedServiceName }) => [factoryName, linkedServiceName],
        readerLag: ({ cachedFor }) => cachedFor,

        problems(place, all) {
            const { argument, definition, contentAt, content = "connectionString", cachedFor } = place;
            return [
                ...actionPlaceProblems(place, all, (one) => {
                    const { factoryName, linkedServiceName } = one;
                    return { factoryName, linkedServiceName };
                }),
                ...unless(
                    typeof definition.type === "string" && definition.type !== "",
                    `${argument}.definition.type`,
                    "must say of which type the linked service is, such as AzureBlobStorage",
                    definition,
                ),
                ...contentProblems(`${argument}.contentAt`, contentAt, definition),
                ...keyContentProblems(`${argument}.content`, content),
                ...(cachedFor === undefined ? [] : durationProblems(`${argument}.cachedFor`, cachedFor)),
            ];
        },

        form(place, subscriptionId) {
            const { factoryName, linkedServiceName, definition, contentAt } = place;
            const factory = `Microsoft.DataFactory/factories/${factoryName}`;
            const path = actionPlaceId(place, `${factory}/linkedservices/${linkedServiceName}`, subscriptionId);
            return {
                act: { method: "PUT", path, apiVersion: API_VERSION, body: { properties: definition } },
                contentAt: `/properties${contentAt}`,
            };
        },
    }),
    contents: ({ content = "connectionString" }) => ({ "": content }),
};

/** Linked services of data factories. */
export const linkedServiceDeclaration: ConsumerDeclaration<LinkedServiceConsumer> = {
    example: linkedService({
        resourceGroupName: "rg",
        subscriptionId: "b7a2c9d0-1111-2222-3333-123456789012",
        factoryName: "pipes",
        linkedServiceName: "uploads",
        definition: { type: "AzureBlobStorage", typeProperties: {} },
        contentAt: "/typeProperties/connectionString",
    }),
    shape: membersOf<LinkedServiceConsumer>({
        ...resource,
        factoryName: name,
        linkedServiceName: name,
        definition: record(data),
        contentAt: text(1_000),
        content,
        cachedFor: optional(duration),
    }),
    place: linkedServiceKind,
    scanners: [dataFactories],
};
