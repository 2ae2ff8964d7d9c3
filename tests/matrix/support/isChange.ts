/** How the last parts of operations begin that leave everything as it was. */
const READS = /\/(get|list|status|result|query|token|endpoints)[^/]*$/;

/** Whether a call of the operation changes something. */
export function isChange(operation: string): boolean {
    return !READS.test(operation);
}
