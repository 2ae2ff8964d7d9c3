import type { Arm, LocalAzure } from "local-azure";
import type { Testbed } from "../../integration/support/testbed";

/** The surroundings in which the pairs of the matrices are made. */
export interface MatrixCloud {
    readonly azure: LocalAzure;
    /** Azure Resource Manager, called from this process. */
    readonly arm: Arm;
    /** For files of programs that have a key. */
    readonly directory: string;
}

/** That of a testbed, which has an engine besides. */
export function cloudOf({ sandbox, arm }: Testbed): MatrixCloud {
    return { azure: sandbox.azure, arm, directory: sandbox.directory };
}
