// npm run schema: writes plugin/schema.json and plugin/functions.json from the declarations of the package.
import { writeFileSync } from "node:fs";
import { pluginSchema } from "./pluginSchema";

const { schema, functions } = pluginSchema();
writeFileSync("plugin/schema.json", JSON.stringify(schema, undefined, 4));
writeFileSync("plugin/functions.json", JSON.stringify(functions, undefined, 4));
