import { ArmError, FINE, type ShownResources } from "local-azure";
import type { ArmCall } from "../../../components/armCall";
import { type FakeAccess, fakeAccess, Refused } from "../../consumers/support/fakeAccess";

/** A call, and the action of Azure's access control that it is. */
export interface SentCall extends ArmCall {
    readonly action: string;
}

/** A world in which Azure Resource Manager has these resources, with the operations of their packages and no others. */
export function shownAccess(shown: ShownResources): FakeAccess & { readonly sent: readonly SentCall[] } {
    const sent: SentCall[] = [];
    const access = fakeAccess(async (_, call) => {
        const found = shown.find(call.method, call.path);
        if (found === undefined) {
            throw new Refused(404);
        }
        const { route, params } = found;
        sent.push({ ...call, action: route.operation.replace("shown/", "") });
        const query = new URLSearchParams({ "api-version": call.apiVersion, ...call.query });
        try {
            const answer = await route.handle({ path: call.path, params, query, headers: {}, body: {}, weather: FINE });
            return answer.body;
        } catch (error) {
            throw error instanceof ArmError ? new Refused(error.toAnswer().status) : error;
        }
    });
    return { ...access, sent };
}
