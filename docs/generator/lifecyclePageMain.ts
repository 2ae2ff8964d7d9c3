// npm run docs:lifecycle: writes docs/lifecycle.md from the rules of the lifecycle and the names of the tests.
import { writeFileSync } from "node:fs";
import { lifecyclePage } from "./lifecyclePage";
import { titledTests } from "./titledTests";

writeFileSync("docs/lifecycle.md", lifecyclePage(titledTests(".")));
