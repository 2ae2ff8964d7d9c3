import type { Input } from "@pulumi/pulumi";
import { durationProblems, unless } from "../../arguments/problem";
import type { Holder, PlaceOf, WrittenConsumer } from "../consumer";
import type { KeyContent } from "../keyContent";
import { CONTENTS } from "../placeProblems";
import { actionConsumer } from "./actionConsumer";
import { type ActionPlaceArgs, actionPlaceId, actionPlaceProblems } from "./actionPlace";

/** A named value of API Management that holds the active key, as a secret. */
export interface NamedValueArgs extends ActionPlaceArgs {
    /** Name of the API Management service. */
    readonly serviceName: Input<string>;
    /** Id of the named value. */
    readonly namedValueId: Input<string>;
    /** The name by which policies refer to it, as `{{NAME}}`: letters, digits, and . - _; default: its id. */
    readonly displayName?: Input<string>;
    /** Tags of the named value. */
    readonly tags?: readonly Input<string>[];
    /** What it holds; default `key`. */
    readonly content?: KeyContent;
    /** How long gateways may go on with a copy, such as `1h`; the old key is retired after that. Default: not at all. */
    readonly cachedFor?: Input<string>;
}

/** A named value as a holder. */
export interface NamedValueHolder extends NamedValueArgs, Holder {
    /** Says what the place is; set by `namedValue`. */
    readonly kind: "namedValue";
}

/** The same as plain values. */
export type NamedValuePlace = PlaceOf<NamedValueHolder>;

/**
 * A named value of API Management, for `holders`: the pair writes the whole of it, and deletes it when it is left out of the program. It is done
 * when the service shows the value. When each gateway has it nobody tells: a self-hosted one that is cut off goes on with a copy (`cachedFor`).
 */
export function namedValue(args: NamedValueArgs): NamedValueHolder {
    return { kind: "namedValue", ...args };
}

/** Named values, which are shown by `listValue`. */
export const namedValueConsumer: WrittenConsumer<NamedValuePlace> = actionConsumer({
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
            ...unless(CONTENTS.includes(content), `${argument}.content`, `must be ${CONTENTS.join(" or ")}`, content),
            ...(cachedFor === undefined ? [] : durationProblems(`${argument}.cachedFor`, cachedFor)),
        ];
    },

    form(place, subscriptionId) {
        const { serviceName, namedValueId, displayName = namedValueId, tags } = place;
        const type = `Microsoft.ApiManagement/service/${serviceName}/namedValues`;
        const path = actionPlaceId(place, `${type}/${namedValueId}`, subscriptionId);
        const apiVersion = "2024-05-01";
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
