import { durationMs } from "../duration";
import { RotationError } from "../lifecycle/rotationError";

const SETTING = "two-key:callTimeout";
const VARIABLE = "TWO_KEY_CALL_TIMEOUT";
const DEFAULT = "1m";
const LONGEST_MS = 3_600_000;

/**
 * How long, in milliseconds, one try of a call to Azure may take: the stack's configuration `two-key:callTimeout`, behind it
 * the environment variable `TWO_KEY_CALL_TIMEOUT`; default one minute. Calls that answer only when their work is done, such
 * as a restart, are given ten times as long.
 *
 * @throws RotationError where it is no duration.
 */
export function callTimeoutMs(read: (key: string) => string | undefined, environment: NodeJS.ProcessEnv): number {
    const text = read(SETTING) || environment[VARIABLE] || DEFAULT;
    const parsed = durationMs(text);
    if (!parsed || parsed > LONGEST_MS) {
        throw new RotationError(
            "configuration",
            `${SETTING}: "${text}" is no duration from 1ms to 1h, such as 90s or 5m`,
        );
    }
    return parsed;
}
