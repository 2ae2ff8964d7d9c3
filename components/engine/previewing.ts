import type { Ahead } from "../arguments/rotationInputs";

let previewing = false;

/** Takes note that this process serves a preview: one command has one process. */
export function notePreview({ ahead }: { readonly ahead?: Ahead }): void {
    previewing ||= ahead !== undefined;
}

/** Whether this process serves a preview, which writes nothing. */
export function isPreviewing(): boolean {
    return previewing;
}
