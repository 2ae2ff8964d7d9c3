import { set } from "jsonpointer";
import type { ArmCall } from "../access";
import type { Place, WrittenConsumer } from "../consumer";
import type { KeyContent } from "../keyContent";
import { type ActionForm, showsKey } from "./actionForm";
import { accessAction } from "./armPath";
import { beforeIt, seenBy, untilConfirmed } from "./checking";

/** What one kind of such places is, beside its form. */
interface ActionKind<P extends Place> extends Pick<WrittenConsumer<P>, "role" | "names" | "problems" | "readerLag"> {
    /** @param subscriptionId the configured one */
    form(place: P, subscriptionId: string): ActionForm;
}

/** A place that takes the key by one call of Azure Resource Manager. It has a single value, which has no name. */
export function actionConsumer<P extends Place & { readonly content?: KeyContent }>({
    form,
    ...kind
}: ActionKind<P>): WrittenConsumer<P> {
    return {
        ...kind,
        id: (place, subscriptionId) => form(place, subscriptionId).act.path,
        contents: ({ content = "key" }) => ({ "": content }),
        isVisible: (place) => showsKey(form(place, "")),

        actions(place) {
            const { act, check, undo } = form(place, "");
            const calls = [act, check?.call, undo].filter((call) => call !== undefined);
            return [...new Set(calls.map(accessAction))];
        },

        async look(place, access) {
            const { check, isJson } = form(place, access.subscriptionId);
            return check === undefined ? {} : seenBy(check, isJson === true, access);
        },

        async switchOver(change, access) {
            const { act, contentAt, isJson, check } = form(change.place, access.subscriptionId);
            const value = isJson === true ? JSON.stringify(change.values[""]) : change.values[""];
            const before = check === undefined ? undefined : await beforeIt(check, access);
            await access.arm.send(withContent(act, contentAt, value));
            if (check !== undefined) {
                await untilConfirmed(check, { value, before, origin: change.origin }, access);
            }
        },

        async remove(place, _names, access) {
            const { undo } = form(place, access.subscriptionId);
            if (undo !== undefined) {
                await access.arm.find(undo);
            }
        },
    };
}

function withContent(call: ArmCall, contentAt: string | undefined, value: string | undefined): ArmCall {
    if (contentAt === undefined) {
        return { ...call, isSlow: true };
    }
    const body = structuredClone(call.body ?? {}) as object;
    set(body, contentAt, value);
    return { ...call, body, isSlow: true };
}
