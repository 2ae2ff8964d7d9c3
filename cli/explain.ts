import { type ErrorCode, errorCodes } from "../components/lifecycle/errorCodes";

const NAMES = Object.keys(errorCodes) as readonly (keyof typeof errorCodes)[];

/** Every code with its name, a line each. */
export function codeList(): string {
    return NAMES.map((name) => `${errorCodes[name].id}  ${name}`).join("\n");
}

/** The meaning of a code, in any case, or of its name; absent if it does not exist. */
export function explanationOf(wanted: string): string | undefined {
    const name = NAMES.find((one) => one === wanted || errorCodes[one].id === wanted.toUpperCase());
    if (name === undefined) {
        return undefined;
    }
    const { id, happened, safe, next }: ErrorCode = errorCodes[name];
    return `${id} ${name}\n\nHappened: ${happened}\nSafe:     ${safe}\nNext:     ${next}`;
}
