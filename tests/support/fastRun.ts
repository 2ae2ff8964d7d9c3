import { eachFileApart } from "./eachFileApart";
import { leftOut } from "./leftOut";

// `npm run test:fast`: the list of left-out tests stands in one place.
module.exports = {
    ...eachFileApart,
    ignore: leftOut.map(({ files }) => files),
    reporter: "bin/tests/support/fastReporter.js",
};
