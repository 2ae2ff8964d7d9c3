/** Operations that are repeated until the answer is yes. Their number differs between updates; this many always occur. */
const CERTAIN: Readonly<Record<string, number>> = {
    // The first of the update, and the first of the new key.
    "blobService/get": 2,
    "sites/configreferences/get": 1,
    "operations/status": 1,
    "operations/result": 1,
    "jobs/executions/list": 1,
    "containerApps/revisions/get": 1,
    // Before the restart, and the first after it.
    "containerApps/revisions/replicas/list": 2,
    // Whether anything is logged, and who has used the key.
    "logs/query": 2,
};

/** Whether each such update makes that many calls of the operation. */
export function isCertain({ operation, nth }: { readonly operation: string; readonly nth: number }): boolean {
    return nth <= (CERTAIN[operation] ?? Number.POSITIVE_INFINITY);
}
