// npm run docs:arguments: writes the parts of the pages of arguments, consumers, gates and dependents that come from the declarations.
import { writeFileSync } from "node:fs";
import { argumentsPage } from "./argumentsPage";
import { consumersPage } from "./consumersPage";
import { dependentsPage } from "./dependentsTable";
import { gatesPage } from "./gatesPage";

writeFileSync("docs/arguments.md", argumentsPage());
writeFileSync("docs/consumers.md", consumersPage());
writeFileSync("docs/gates.md", gatesPage());
writeFileSync("docs/dependents.md", dependentsPage());
