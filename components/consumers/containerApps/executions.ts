import { RotationError } from "../../lifecycle/rotationError";
import type { Access } from "../access";
import { listAll } from "../lists/listAll";
import { containerCall } from "./containerHost";

interface Execution {
    readonly name?: string;
    readonly properties?: { readonly status?: string; readonly endTime?: string | null };
}

const ENDED: readonly (string | undefined)[] = ["Succeeded", "Failed", "Stopped"];
const TEN_MINUTES = { timeoutMs: 600_000, intervalMs: 5_000 };

/** The calls that show the running executions. */
export const executionActions: readonly string[] = ["Microsoft.App/jobs/executions/read"];

/**
 * Returns when every execution that is running now has ended: each continues with the secrets that it started with.
 *
 * @param id ARM id of the job
 * @throws a `not-switched` error if one takes longer than ten minutes
 */
export async function untilExecutionsEnded(job: string, id: string, access: Access): Promise<void> {
    const underWay = async () => {
        const executions = await listAll<Execution>(containerCall("GET", `${id}/executions`), access);
        return executions.filter(isUnderWay).map(({ name = "" }) => name);
    };
    let left = await underWay();
    if (left.length === 0) {
        return;
    }
    await access.report(`waiting until ${left.join(", ")} of ${job} ends, which has the old key`);
    const haveEnded = await access.waitUntil(
        async () => {
            const now = await underWay();
            left = left.filter((name) => now.includes(name));
            return left.length === 0;
        },
        TEN_MINUTES,
        () => `waiting until ${left.join(", ")} of ${job} ends, which has the old key`,
    );
    if (!haveEnded) {
        throw new RotationError(
            "not-switched",
            `${job} goes on with the key that it had before: ${left.join(", ")} has not ended in 10 minutes; the old key still works; ` +
                "run `pulumi up` again when it has ended, or say in `cachedFor` how long an execution may take",
        );
    }
}

function isUnderWay({ properties: { status, endTime } = {} }: Execution): boolean {
    return !ENDED.includes(status) && !endTime;
}
