import { set } from "jsonpointer";
import type { ArmCall } from "../../armCall";
import type { Access } from "../access";
import type { Place, WrittenKind } from "../consumer";
import type { KeyContent } from "../values/keyContent";
import { warnOfReplaced, withKeptParts } from "../values/keyPart";
import { type ActionForm, type CheckForm, showsKey } from "./actionForm";
import { accessAction } from "./armPath";
import { beforeIt, seenBy, untilConfirmed, type Wanted } from "./checking";

/** The parts of one kind of such places, beside its form. */
interface ActionKind<P extends Place>
    extends Pick<WrittenKind<P>, "role" | "names" | "problems" | "readerLag" | "followsRetirement"> {
    /** @param subscriptionId the configured one */
    form(place: P, subscriptionId: string): ActionForm;
}

/** A place that takes the key by one call of Azure Resource Manager. It has a single value, which has no name. */
export function actionKind<P extends Place & { readonly content?: KeyContent }>({
    form,
    ...kind
}: ActionKind<P>): WrittenKind<P> {
    return {
        ...kind,
        id: (place, subscriptionId) => form(place, subscriptionId).act.path,
        contents: ({ content = "key" }) => ({ "": content }),
        isVisible: (place) => showsKey(form(place, "")),

        host(place, subscriptionId) {
            const { act, undo } = form(place, subscriptionId);
            // A removable child is created if it does not exist, in the resource above it.
            return undo === undefined
                ? undefined
                : { method: "GET", path: undo.path.replace(/\/[^/]+\/[^/]+$/, ""), apiVersion: act.apiVersion };
        },

        actions(place) {
            const { act, check, follow, undo } = form(place, "");
            const read = check === undefined && undo !== undefined ? { ...undo, method: "GET" as const } : undefined;
            const calls = [act, check?.call, follow?.check?.call, undo, read].filter((call) => call !== undefined);
            return [...new Set(calls.map(accessAction))];
        },

        async look(place, access) {
            const { check, isJson } = form(place, access.subscriptionId);
            return check === undefined ? {} : seenBy(check, isJson === true, access);
        },

        async switchOver(change, access) {
            const own = form(change.place, access.subscriptionId);
            const { act, contentAt, isJson, check, undo } = own;
            const { content = "key" } = change.place;
            // If nothing can be taken away, it does not matter whose it is.
            const isNew = undo !== undefined && change.known.length === 0;
            const present = isNew || content === "connectionString" ? await presentOf(own, access) : {};
            const kept = withKeptParts(change, { "": content }, () => present.value);
            const text = kept.values[""];
            const value = isJson === true ? JSON.stringify(text) : text;
            const call = withContent(act, contentAt, value);
            await warnOfReplaced(kind.names(change.place).join("/"), kept, access);
            await carryOut(call, check, { value, origin: change.origin, safe: "the old key still works" }, access);
            return { found: isNew && present.isThere === true ? [""] : [], held: kept.values };
        },

        async follow(place, retired, access) {
            const { act, follow } = form(place, access.subscriptionId);
            if (follow !== undefined && (follow.slot ?? retired.slot) === retired.slot) {
                const safe =
                    "whoever was given the key in use goes on, and this service may be without a key that works";
                await carryOut(
                    { ...act, isSlow: true },
                    follow.check,
                    { value: undefined, origin: retired, safe },
                    access,
                );
            }
        },

        async remove(place, _names, access) {
            const { undo } = form(place, access.subscriptionId);
            if (undo !== undefined) {
                await access.arm.remove(undo);
            }
        },
    };
}

/** The values before the first write, if they are shown and matter. */
async function presentOf(
    { check, isJson, undo }: Pick<ActionForm, "check" | "isJson" | "undo">,
    access: Access,
): Promise<{ readonly isThere?: boolean; readonly value?: string }> {
    if (check?.contentAt !== undefined) {
        const seen = await seenBy(check, isJson === true, access);
        const value = seen === "absent" ? undefined : seen[""];
        return {
            isThere: seen !== "absent",
            ...(value !== undefined && "value" in value ? { value: value.value } : {}),
        };
    }
    if (undo === undefined) {
        return {};
    }
    const { path, apiVersion } = undo;
    return { isThere: (await access.arm.find({ method: "GET", path, apiVersion })) !== "absent" };
}

/** Makes the call, and returns when the check shows success. */
async function carryOut(
    call: ArmCall,
    check: CheckForm | undefined,
    wanted: Omit<Wanted, "before">,
    access: Access,
): Promise<void> {
    const before = check === undefined ? undefined : await beforeIt(check, access);
    await access.arm.send(call);
    if (check !== undefined) {
        await untilConfirmed(check, { ...wanted, before }, access);
    }
}

function withContent(call: ArmCall, contentAt: string | undefined, value: string | undefined): ArmCall {
    if (contentAt === undefined) {
        return { ...call, isSlow: true };
    }
    const body = structuredClone(call.body ?? {}) as object;
    set(body, contentAt, value);
    return { ...call, body, isSlow: true };
}
