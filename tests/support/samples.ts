import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../package/support/pack";

/** The program on the overview page of the Registry, in one language. */
export function sampleOf(language: "typescript" | "python" | "go" | "csharp" | "java" | "yaml"): string {
    const page = readFileSync(join(ROOT, "docs/_index.md"), "utf8");
    const [, code] = new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, "ms").exec(page) ?? [];
    if (code === undefined) {
        throw new Error(`docs/_index.md has no program in ${language}`);
    }
    return code;
}
