import { CountingReporter } from "./countingReporter";
import { leftOut } from "./leftOut";

/** Names last, where it is read, the tests that a fast run has left out. */
class FastReporter extends CountingReporter {
    override epilogue(): void {
        super.epilogue();
        console.log("\nNOT TESTED by this fast run (`npm test` does):");
        for (const { what, why } of leftOut) {
            console.log(`  ${what}: ${why}`);
        }
    }
}

// Mocha takes a reporter as the module itself.
module.exports = FastReporter;
