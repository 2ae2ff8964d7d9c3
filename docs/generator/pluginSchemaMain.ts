// npm run schema: writes plugin/schema.json from the declarations of the arguments.
import { writeFileSync } from "node:fs";
import { pluginSchemaText } from "./pluginSchema";

writeFileSync("plugin/schema.json", pluginSchemaText());
