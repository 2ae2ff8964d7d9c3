import { set } from "jsonpointer";
import type { Access, ArmCall } from "../access";
import type { Place, WrittenConsumer } from "../consumer";
import type { KeyContent } from "../keyContent";
import { type ActionForm, type CheckForm, showsKey } from "./actionForm";
import { accessAction } from "./armPath";
import { beforeIt, seenBy, untilConfirmed, type Wanted } from "./checking";

/** What one kind of such places is, beside its form. */
interface ActionKind<P extends Place>
    extends Pick<WrittenConsumer<P>, "role" | "names" | "problems" | "readerLag" | "followsRetirement"> {
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
            const { act, check, follow, undo } = form(place, "");
            const calls = [act, check?.call, follow?.check?.call, undo].filter((call) => call !== undefined);
            return [...new Set(calls.map(accessAction))];
        },

        async look(place, access) {
            const { check, isJson } = form(place, access.subscriptionId);
            return check === undefined ? {} : seenBy(check, isJson === true, access);
        },

        async switchOver(change, access) {
            const { act, contentAt, isJson, check } = form(change.place, access.subscriptionId);
            const value = isJson === true ? JSON.stringify(change.values[""]) : change.values[""];
            const call = withContent(act, contentAt, value);
            await carryOut(call, check, { value, origin: change.origin, safe: "the old key still works" }, access);
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
                await access.arm.find(undo);
            }
        },
    };
}

/** Makes the call, and returns when the check shows what it should. */
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
