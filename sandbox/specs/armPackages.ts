import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The management packages that the sandbox is made of, such as `@azure/arm-storage`. */
export function armPackages(): readonly string[] {
    const description = join(__dirname, "..", "..", "package.json");
    const { devDependencies } = JSON.parse(readFileSync(description, "utf8"));
    return Object.keys(devDependencies).filter((name) => name.startsWith("@azure/arm-"));
}
