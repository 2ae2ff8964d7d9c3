import { eachFileApart } from "./eachFileApart";

// `npm test`: what asks a registry has a command of its own.
module.exports = {
    ...eachFileApart,
    // Many of these files wait, for a service that is late or an application that restarts: more of them than cores run at a time.
    jobs: 4,
    timeout: 30_000,
    ignore: ["bin/tests/package/**", "bin/tests/az/**"],
    reporter: "bin/tests/support/reporter.js",
};
