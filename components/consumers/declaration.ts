import type { Shape } from "../shape/shape";
import type { Consumer, ConsumerKind, WrittenKind } from "./consumer";
import type { Scanner } from "./scanner";

/** All that there is of one kind of consumer. */
export interface ConsumerDeclaration<Of extends Consumer = Consumer> {
    /** One with every argument that there is, and nothing wrong with any; its `kind` names the kind. */
    readonly example: Of;
    /** The shape of its arguments in a program. An argument that is not in there is refused as misspelt. */
    readonly shape: Shape;
    /** How it is looked at and, if a handler of this package writes it, how it is switched. Absent: it is the program's own. */
    readonly place?: ConsumerKind | WrittenKind;
    /** Find places like it that no program declares. */
    readonly scanners?: readonly Scanner[];
}
