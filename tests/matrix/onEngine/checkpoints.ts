import { readFileSync, watch } from "node:fs";
import { basename, dirname } from "node:path";
import type { Stack, StateResource } from "../../integration/support/stack";

/** Calls back with each write of the state file: the engine writes another file and renames it. Returns how to end that. */
export function onCheckpoint({ stateFile }: Stack, written: (state: string) => void): () => void {
    const watcher = watch(dirname(stateFile), (event, name) => {
        if (event === "rename" && name === basename(stateFile)) {
            written(readFileSync(stateFile, "utf8"));
        }
    });
    return () => watcher.close();
}

/** A resource, by the last part of its type and its name. */
export interface Saved {
    readonly type: string;
    readonly name: string;
}

/** The resources of a state that have other outputs than in an earlier one. */
export function savedSince(earlier: string, state: string): readonly Saved[] {
    const before = outputsIn(earlier);
    return [...outputsIn(state)].flatMap(([urn, { type, outputs }]) =>
        before.get(urn)?.outputs === outputs ? [] : [{ type: lastOf(type, ":"), name: lastOf(urn, "::") }],
    );
}

/** The mark of a secret in the state, whose text differs from write to write. */
const SECRET = "4dabf18193072939515e22adb298388d";

function outputsIn(state: string): ReadonlyMap<string, { readonly type: string; readonly outputs: string }> {
    const { checkpoint } = JSON.parse(state, (_, value) => (value?.[SECRET] === undefined ? value : "secret"));
    const resources: readonly StateResource[] = checkpoint.latest.resources ?? [];
    // A provider keeps the program's configuration, which is saved before anything of a pair is done.
    const own = resources.filter(({ type }) => !type.startsWith("pulumi:providers:"));
    return new Map(own.map(({ urn, type, outputs = {} }) => [urn, { type, outputs: JSON.stringify(outputs) }]));
}

function lastOf(text: string, separator: string): string {
    return text.split(separator).at(-1) ?? text;
}
