import { isGuid } from "./problem";
import { isLater, type Shape } from "./shape";
import { shown } from "./shown";

/**
 * A value that is correct if the check accepts it. If it is essential, or something with parts stands in its place, nothing can be made of the
 * arguments.
 */
export function plain(must: string, isRight: (value: unknown) => boolean, isEssential = false): Shape {
    return (value, at, findings) => {
        if (isLater(value) || isRight(value)) {
            return value;
        }
        const reason = value === undefined ? `is missing: it ${must}` : `${must}, and is ${shown(value)}`;
        return isEssential || hasParts(value) ? findings.addShapeless(at, reason) : findings.add(at, reason, value);
    };
}

function hasParts(value: unknown): boolean {
    return (typeof value === "object" && value !== null) || ["function", "symbol", "bigint"].includes(typeof value);
}

/** Text with nothing in it that no line of a message or of a request may have. */
export function text(longest = 260, shortest = 0): Shape {
    const must =
        shortest > 0
            ? `must be text of ${shortest} to ${longest} characters, on one line`
            : `must be text of at most ${longest} characters, on one line`;
    return plain(must, (value) => isText(value, longest, shortest));
}

export const flag: Shape = plain("must be true or false", (value) => typeof value === "boolean");
export const amount: Shape = plain("must be a number", (value) => typeof value === "number" && Number.isFinite(value));
export const anyFunction: Shape = plain("must be a function", (value) => typeof value === "function");

/** An argument or a program. */
export const programArgument: Shape = plain(
    "must be text without a NUL character",
    (value) => typeof value === "string" && value.length <= 10_000 && !value.includes("\0"),
);

/** Text that is not shown and not sent as a name. */
export const anyText: Shape = plain("must be text", (value) => typeof value === "string" && value.length <= 100_000);

/** The name of something in Azure: one segment of a path. */
export const name: Shape = plain(
    "must be a name of 1 to 260 characters, without / \\ ? # % and control characters",
    isPathSegment,
);

export const resourceGroupName: Shape = plain(
    "must be 1 to 90 letters, digits and _ - . ( ), and not end with a dot",
    (value) => typeof value === "string" && /^[\p{L}\p{N}_.()-]{0,89}[\p{L}\p{N}_()-]$/u.test(value),
);

export const guid: Shape = plain("must be a GUID", (value) => typeof value === "string" && isGuid(value));

/** A path of Azure Resource Manager. Others check its content. */
export const armPath: Shape = plain(
    "must be a path such as an ARM id, without .. \\ ? # % and control characters",
    (value) => isText(value, 2_000, 1) && value.split("/").slice(1).every(isPathSegment),
);

/** Whether it can stand between two slashes of a path and leads nowhere else. */
export function isPathSegment(value: unknown): boolean {
    return isText(value, 260, 1) && !/[/\\?#%]/.test(value) && value !== "." && value !== "..";
}

function isText(value: unknown, longest: number, shortest: number): value is string {
    return typeof value === "string" && value.length >= shortest && value.length <= longest && !/\p{Cc}/u.test(value);
}

/** Waves are resources of their own, one for each number up to the last. */
const LAST_WAVE = 100;
export const wave: Shape = plain(
    `must be a whole number from 1 to ${LAST_WAVE}`,
    (value) => typeof value === "number" && Number.isInteger(value) && value >= 1 && value <= LAST_WAVE,
    true,
);

/** Names a child resource, so it must be known when the program runs. */
export const childName: Shape = plain(
    "must be plain text of 1 to 260 characters, on one line",
    (value) => isText(value, 260, 1),
    true,
);

/** The address of something on the web. Others check its content. */
export const webAddress: Shape = plain(
    "must be an address of at most 500 characters, without user, #, .. and control characters",
    (value) => isText(value, 500, 1) && !/[#\\]|\/\.\.?(\/|$)|^[^/]*\/\/[^/]*@/.test(value),
);

export const vaultAddress: Shape = plain(
    "must be the address of a vault, such as https://NAME.vault.azure.net/",
    (value) => isText(value, 260, 1) && /^https:\/\/[a-z0-9.-]+(:\d+)?\/?$/i.test(value),
);
