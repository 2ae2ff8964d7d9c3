// npm run new -- consumer|gate|service NAME: makes the files of one more, registers it, and lists the steps that are left.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { consumerSkeleton } from "./consumerSkeleton";
import { gateSkeleton } from "./gateSkeleton";
import { serviceSkeleton } from "./serviceSkeleton";

const SKELETONS = { consumer: consumerSkeleton, gate: gateSkeleton, service: serviceSkeleton };

const [kind = "", name = ""] = process.argv.slice(2);
if (!(kind === "consumer" || kind === "gate" || kind === "service") || !/^[a-z][a-zA-Z0-9]+$/.test(name)) {
    console.error(
        "usage: npm run new -- consumer|gate|service NAME, where NAME is in camel case, such as foundryConnection",
    );
    process.exit(2);
}
const { files, left } = SKELETONS[kind](name, (path) => readFileSync(path, "utf8"));
const [taken] = files.slice(0, -1).filter(({ path }) => existsSync(path));
if (taken !== undefined) {
    console.error(`${taken.path} is there already; nothing was changed`);
    process.exit(1);
}
for (const { path, text } of files) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    console.log(path);
}
console.log(["Left to do:", ...left.map((one) => `- ${one}`)].join("\n"));
