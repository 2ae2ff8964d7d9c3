// npm run docs:services: writes docs/services.md from the table of services.
import { writeFileSync } from "node:fs";
import { servicesPage } from "./servicesPage";

writeFileSync("docs/services.md", servicesPage());
