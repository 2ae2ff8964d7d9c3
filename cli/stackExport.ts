import type { SearchedPair } from "./dependents";
import type { DeployedPair } from "./role";

/** What `pulumi stack export` prints, as far as it is read here. */
interface StackExport {
    readonly deployment?: { readonly resources?: readonly Resource[] };
}

interface Resource {
    readonly type: string;
    readonly inputs?: Readonly<Record<string, unknown>>;
    readonly outputs?: Readonly<Record<string, unknown>>;
}

/** Rotation as a Node program has it, and as the plugin gives it to programs in other languages. */
const ROTATIONS: readonly string[] = ["pulumi-nodejs:dynamic/two-key:Rotation", "two-key:index:Rotation"];

/** The pairs of a stack, from what `pulumi stack export` printed. */
export function pairsIn(text: string): readonly (DeployedPair & SearchedPair)[] {
    const { deployment } = JSON.parse(text) as StackExport;
    return (deployment?.resources ?? [])
        .filter(({ type }) => ROTATIONS.includes(type))
        .map(({ inputs, outputs }) => {
            const pair = { ...inputs, sourceId: outputs?.sourceId, state: outputs?.state };
            return pair as unknown as DeployedPair & SearchedPair;
        });
}
