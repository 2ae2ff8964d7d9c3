import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The management packages that this project depends on for development, such as `@azure/arm-storage`. */
export function armPackages(): readonly string[] {
    const description = join(__dirname, "..", "..", "..", "package.json");
    const { devDependencies } = JSON.parse(readFileSync(description, "utf8"));
    return Object.keys(devDependencies).filter((name) => name.startsWith("@azure/arm-"));
}
