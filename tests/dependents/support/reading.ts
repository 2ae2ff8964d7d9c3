import type { DataPlaneCall, Reading } from "../../../components/consumers/scanner";
import { Refused } from "../../consumers/support/fakeAccess";

/** Reads with this world's Azure Resource Manager, and data planes as the test answers for them: nobody does unless it says so. */
export function reading(
    { arm }: Pick<Reading, "arm">,
    answer: (call: DataPlaneCall) => unknown = () => {
        throw new Refused(0);
    },
): Reading {
    return { arm, readDataPlane: async (call) => answer(call) };
}
