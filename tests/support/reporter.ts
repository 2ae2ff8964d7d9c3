import { reporters } from "mocha";

/** Mocha's own report, with the counts on a line of their own at its end. */
class CountingReporter extends reporters.Spec {
    override epilogue(): void {
        super.epilogue();
        const { passes, failures, pending } = this.stats;
        console.log(`${passes} passed, ${failures} failed${pending > 0 ? `, ${pending} skipped` : ""}`);
    }
}

// Mocha takes a reporter as the module itself.
module.exports = CountingReporter;
