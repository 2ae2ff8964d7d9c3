import { CountingReporter } from "./countingReporter";

// Mocha takes a reporter as the module itself.
module.exports = CountingReporter;
