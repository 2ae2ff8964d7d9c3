import type { Input } from "@pulumi/pulumi";
import { list, membersOf } from "../../shape/containers";
import { durationProblems, unless } from "../../shape/problem";
import { optional } from "../../shape/shape";
import { name, text } from "../../shape/values";
import { actionKind } from "../armAction/actionKind";
import { type ActionPlaceArgs, actionPlaceId, actionPlaceProblems } from "../armAction/actionPlace";
import type { Consumer, PlaceOf, WrittenKind } from "../consumer";
import type { ConsumerDeclaration } from "../declaration";
import { keyContentProblems } from "../placeProblems";
import { content, duration, resource } from "../shapes";
import type { KeyContent } from "../values/keyContent";
import { API_VERSION, apiManagement } from "./scan";

/** A named value of API Management that holds the active key, as a secret. */
export interface NamedValueArgs extends ActionPlaceArgs {
    /** Name of the API Management service. */
    readonly serviceName: Input<string>;
    /** Id of the named value. */
    readonly namedValueId: Input<string>;
    /** Policies use this name for it, as `{{NAME}}`. It has letters, digits, and . - _. Default: its id. */
    readonly displayName?: Input<string>;
    /** Tags of the named value. */
    readonly tags?: readonly Input<string>[];
    /** Its content; default `key`. */
    readonly content?: KeyContent;
    /** How long gateways may use a copy, such as `1h`; the old key is retired after that. Default: not at all. */
    readonly cachedFor?: Input<string>;
}

/** A named value as a consumer. */
export interface NamedValueConsumer extends NamedValueArgs, Consumer {
    /** The kind of the consumer; set by `namedValue`. */
    readonly kind: "namedValue";
}

/** The same as plain values. */
export type NamedValuePlace = PlaceOf<NamedValueConsumer>;

/**
 * A named value of API Management: the pair writes the whole of it. It is done when the service shows the value. Nothing shows when each
 * gateway has it: a self-hosted one that is cut off continues with a copy (`cachedFor`).
 */
export function namedValue(args: NamedValueArgs): NamedValueConsumer {
    return { kind: "namedValue", ...args };
}

/** Named values, which are shown by `listValue`. */
export const namedValueKind: WrittenKind<NamedValuePlace> = actionKind({
    role: "value",
    names: ({ serviceName, namedValueId }) => [serviceName, namedValueId],
    readerLag: ({ cachedFor }) => cachedFor,

    problems(place, all) {
        const { argument, displayName = "name", content = "key", cachedFor } = place;
        return [
            ...actionPlaceProblems(place, all, ({ serviceName, namedValueId }) => ({ serviceName, namedValueId })),
            ...unless(
                /^[\w.-]{1,256}$/.test(displayName),
                `${argument}.displayName`,
                `"${displayName}" must be letters, digits, and . - _`,
                displayName,
            ),
            ...keyContentProblems(`${argument}.content`, content),
            ...(cachedFor === undefined ? [] : durationProblems(`${argument}.cachedFor`, cachedFor)),
        ];
    },

    form(place, subscriptionId) {
        const { serviceName, namedValueId, displayName = namedValueId, tags } = place;
        const type = `Microsoft.ApiManagement/service/${serviceName}/namedValues`;
        const path = actionPlaceId(place, `${type}/${namedValueId}`, subscriptionId);
        const apiVersion = API_VERSION;
        const properties = { displayName, secret: true, ...(tags === undefined ? {} : { tags }) };
        return {
            act: { method: "PUT", path, apiVersion, body: { properties } },
            contentAt: "/properties/value",
            check: {
                call: { method: "POST", path: `${path}/listValue`, apiVersion },
                contentAt: "/value",
                timeout: "2m",
            },
            undo: { method: "DELETE", path, apiVersion, headers: { "If-Match": "*" } },
        };
    },
});

/** Named values of API Management. */
export const namedValueDeclaration: ConsumerDeclaration<NamedValueConsumer> = {
    example: namedValue({
        resourceGroupName: "rg",
        subscriptionId: "b7a2c9d0-1111-2222-3333-123456789012",
        serviceName: "gate",
        namedValueId: "uploads",
        displayName: "uploads",
        tags: ["a"],
    }),
    shape: membersOf<NamedValueConsumer>({
        ...resource,
        serviceName: name,
        namedValueId: name,
        displayName: optional(text()),
        tags: optional(list(text())),
        content,
        cachedFor: optional(duration),
    }),
    place: namedValueKind,
    scanners: [apiManagement],
};
