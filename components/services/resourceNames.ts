import { all, type Input, output } from "@pulumi/pulumi";
import type { NameArgument } from "./azureService";

/** The name of a nested resource, as ARM templates write it: `namespace/rule`. */
export function nested(...names: readonly Input<string>[]): Input<string> {
    const isPlain = names.every((name) => typeof name === "string");
    return isPlain ? names.join("/") : all([...names]).apply((known) => known.join("/"));
}

/** The names of the resource and its parents, outermost first. */
export function namesIn(name: string): readonly string[] {
    return name.split("/");
}

/** Names are refused early where they would lead to another path; the rest is the service's own check. */
export function named(argument: string, pattern: RegExp, rule: string): NameArgument {
    return { argument, pattern, rule };
}

/** A name that a service allows to be any text of a path's segment. */
export function anyName(argument: string): NameArgument {
    return { argument, pattern: /^[^/?#%]{1,260}$/, rule: "must be a name: not empty, and without / ? # %" };
}

/** The name of an entity as it stands in a path: ARM writes a slash in it as `~`. */
export function entityName(name: Input<string>): Input<string> {
    return typeof name === "string" ? inPath(name) : output(name).apply(inPath);
}

function inPath(name: string): string {
    return name.replaceAll("/", "~");
}
