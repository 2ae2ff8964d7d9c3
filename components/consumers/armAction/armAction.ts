import { membersOf, record } from "../../shape/containers";
import { data } from "../../shape/data";
import { optional } from "../../shape/shape";
import { armPath, flag, name, text } from "../../shape/values";
import type { WrittenKind } from "../consumer";
import type { ConsumerDeclaration } from "../declaration";
import { aConsumer, content, duration } from "../shapes";
import { actionKind } from "./actionKind";
import type { ArmActionArgs, ArmActionConsumer, ArmActionPlace, ArmCheck } from "./armActionArgs";
import { armActionProblems } from "./armActionProblems";
import { namesInPath, wholePath } from "./armPath";

/**
 * A service that takes the key by one call of Azure Resource Manager. After each switch the call is made. A long-running operation is awaited,
 * and then the check is repeated until it shows success. Its removal changes nothing there; `onRemove` has no effect.
 */
export function armAction(args: ArmActionArgs): ArmActionConsumer {
    return { kind: "armAction", ...args };
}

/** A service that takes the key by a call that the program names. */
export const armActionKind: WrittenKind<ArmActionPlace> = actionKind({
    role: "action",
    names: ({ path }) => (typeof path === "string" ? namesInPath(path) : []),
    readerLag: ({ cachedFor }) => cachedFor,

    followsRetirement: ({ afterRetirement }) => afterRetirement === true,

    form(place, subscriptionId) {
        const { method = "POST", apiVersion, body, contentAt, check, afterRetirement } = place;
        const path = wholePath(place.path, subscriptionId);
        const { contentAt: _, fingerprintAt: __, ...signs } = check ?? {};
        const asked = check && {
            call: {
                method: check.method ?? "GET",
                path: check.path === undefined ? path : wholePath(check.path, subscriptionId),
                apiVersion: check.apiVersion ?? apiVersion,
            },
            timeout: check.timeout ?? "2m",
        };
        return {
            act: { method, path, apiVersion, ...(body === undefined ? {} : { body }) },
            contentAt,
            check: asked && { ...check, ...asked },
            ...(afterRetirement === true ? { follow: { check: asked && { ...signs, ...asked } } } : {}),
        };
    },

    problems: armActionProblems,
});

/** Services that take the key by a call that the program names. */
export const armActionDeclaration: ConsumerDeclaration<ArmActionConsumer> = {
    example: armAction({
        path: "/resourceGroups/rg/providers/Microsoft.Web/sites/web",
        apiVersion: "2025-05-01",
        method: "PUT",
        body: { properties: { list: [1, null, { deep: true }] } },
        contentAt: "/properties/key",
        check: { contentAt: "/properties/key", expect: { "/properties/state": "Ready" }, timeout: "2m" },
    }),
    shape: membersOf<ArmActionConsumer>({
        ...aConsumer,
        path: armPath,
        apiVersion: name,
        method: optional(text()),
        body: optional(record(data)),
        contentAt: optional(text(1_000)),
        content,
        check: optional(
            membersOf<ArmCheck>({
                path: optional(armPath),
                apiVersion: optional(name),
                method: optional(text()),
                contentAt: optional(text(1_000)),
                fingerprintAt: optional(text(1_000)),
                changedAt: optional(text(1_000)),
                expect: optional(record(text(1_000))),
                timeout: optional(duration),
            }),
        ),
        afterRetirement: optional(flag),
        cachedFor: optional(duration),
    }),
    place: armActionKind,
};
