// npm run docs:consumers: writes the part of docs/consumers.md and docs/dependents.md that the registry of consumers tells.
import { writeFileSync } from "node:fs";
import { consumersPage } from "./consumersPage";
import { dependentsPage } from "./dependentsTable";

writeFileSync("docs/consumers.md", consumersPage());
writeFileSync("docs/dependents.md", dependentsPage());
