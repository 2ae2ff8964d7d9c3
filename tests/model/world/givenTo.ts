import type { Run } from "./run";
import type { Id } from "./world";

/** The values that the consumers of a wave are given. */
export interface View {
    readonly key: Id;
    /** The switch that gave it: its generation, its moment and its key. */
    readonly generation: number;
    readonly moment: string;
    readonly origin: Id;
}

/** The values that the consumers of a wave are given, and their switch. */
export function givenTo({ live }: Run, wave: number): View | undefined {
    const { rotation, waves } = live;
    if (wave === 1) {
        return rotation && viewOf(rotation.active, rotation, Number(rotation.active.fingerprint));
    }
    const saved = waves[wave - 2];
    return saved && viewOf(saved.state.given, saved.state.given, saved.key);
}

function viewOf(
    { fingerprint }: { readonly fingerprint: string },
    { generation, rotatedAt }: { readonly generation: number; readonly rotatedAt: string },
    key: Id,
): View {
    return { key, generation, moment: rotatedAt, origin: Number(fingerprint) };
}
