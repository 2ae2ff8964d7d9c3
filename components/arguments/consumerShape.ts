import { consumerDeclarations } from "../consumers/consumerRegistry";
import { oneOfKinds } from "../shape/containers";
import { type Shape, writtenOut } from "../shape/shape";

const CONSUMERS = Object.fromEntries(consumerDeclarations.map(({ example, shape }) => [example.kind, shape]));

/** One of the consumers that functions make. */
export const consumer: Shape = writtenOut(
    oneOfKinds(
        "kind",
        CONSUMERS,
        `is no consumer; make one with a function: ${Object.keys(CONSUMERS).join(", ")}`,
        "writtenOut",
    ),
);
