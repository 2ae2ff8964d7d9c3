import { eachFileApart } from "./eachFileApart";
import { leftOut } from "./leftOut";

// `npm run test:fast`: what is left out stands in one place.
module.exports = {
    ...eachFileApart,
    ignore: leftOut.map(({ files }) => files),
    reporter: "bin/tests/support/fastReporter.js",
};
