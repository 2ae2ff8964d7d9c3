import { ask, type Question } from "./ask";
import { type KeyProbe, soleEndpoint } from "./probe";

/** A read that shows the key itself. */
export interface HeaderKeyRead extends Pick<Question, "method"> {
    /** Relative to the endpoint. */
    readonly path: string;
    readonly headers: (key: string, name: string) => Readonly<Record<string, string>>;
}

/** Services that take the key itself in a header. One of several reads has to succeed: not every kind of a service has each. */
export function headerKeyProbe(...reads: readonly HeaderKeyRead[]): KeyProbe {
    return async (key, target) => {
        for (const { path, headers, ...question } of reads) {
            const url = `${soleEndpoint(target)}${path}`;
            const { status } = await ask({ ...question, url, headers: headers(key, target.name) });
            if (status === 200) {
                return true;
            }
        }
        return false;
    };
}
