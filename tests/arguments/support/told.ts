import { RunError } from "@pulumi/pulumi";
import { RotatingKeyPair, type RotatingKeyPairArgs } from "../../../components";
import type { RotationInputs } from "../../../components/arguments/rotationInputs";
import { failuresOf } from "../../../components/engine/rotation/checkArguments";
import { registeredBy } from "../../support/mocks";

/** The complaints about the arguments of the pair `uploads`: by the program, or by the handler that checks the registered inputs. */
export async function told(args: unknown): Promise<readonly string[]> {
    try {
        // A program in JavaScript may give anything.
        const registered = await registeredBy(() => new RotatingKeyPair("uploads", args as RotatingKeyPairArgs));
        const rotation = registered.find(({ name }) => name === "uploads-rotation");
        const failures = failuresOf(rotation?.inputs as unknown as RotationInputs);
        return failures.map(({ reason }) => reason.replace(/ \(TK013\)$/, ""));
    } catch (error) {
        if (RunError.isInstance(error)) {
            return error.message.split("\n").slice(0, -1);
        }
        throw error;
    }
}
