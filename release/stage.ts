// npm run stage: makes bin/package, the folder that is published. It has what `files` in package.json names, smaller: code without
// comments, the types of each entry in one file, and a manifest without what only this repository uses.
import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import ts from "typescript";

const ROOT = join(__dirname, "../..");

/** The folder that is published. */
export const STAGED = join(ROOT, "bin/package");

/** Entries whose types api-extractor rolls up, by the name of its configuration, and where the types of each are published. */
const ENTRIES = {
    components: "bin/components/index.d.ts",
    policies: "bin/policies/index.d.ts",
    testing: "bin/components/testing.d.ts",
} as const;

/** Members of package.json that say how this repository is worked on. */
const OF_THE_REPOSITORY = ["workspaces", "scripts", "devDependencies", "files"];

/** Makes the folder anew from what was compiled. */
export async function stage(): Promise<void> {
    const { execa } = await import("execa");
    const inRoot = { cwd: ROOT, preferLocal: true, localDir: ROOT } as const;
    await rm(STAGED, { recursive: true, force: true });
    for (const [entry, published] of Object.entries(ENTRIES)) {
        await execa("api-extractor", ["run", "--config", `etc/${entry}.api-extractor.json`], inRoot);
        await write(published, await readFile(join(ROOT, `bin/types/${entry}.d.ts`), "utf8"));
    }
    const { stdout } = await execa("npm", ["pack", "--dry-run", "--json", "--ignore-scripts"], inRoot);
    // An array, or since npm 12 an object with a member for each package.
    const [packed] = Object.values(JSON.parse(stdout) as Readonly<Record<string, Packed>>);
    await Promise.all((packed?.files ?? []).map(({ path }) => stageFile(path)));
}

/** The answer of `npm pack --json`: the parts that this file reads. */
interface Packed {
    readonly files: readonly { readonly path: string }[];
}

async function stageFile(path: string): Promise<void> {
    if (!/\.(js|json)$/.test(path)) {
        await mkdir(dirname(join(STAGED, path)), { recursive: true });
        await cp(join(ROOT, path), join(STAGED, path));
        return;
    }
    const text = await readFile(join(ROOT, path), "utf8");
    await write(path, path.endsWith(".js") ? withoutComments(text) : smaller(path, text));
}

/** Module syntax stays unchanged: the files are CommonJS already. */
function withoutComments(code: string): string {
    const compilerOptions = { removeComments: true, target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext };
    return ts.transpileModule(code, { compilerOptions }).outputText;
}

function smaller(path: string, text: string): string {
    const value = JSON.parse(text);
    if (path !== "package.json") {
        return JSON.stringify(value);
    }
    const kept = Object.entries(value).filter(([member]) => !OF_THE_REPOSITORY.includes(member));
    // The folder is published from within.
    const { directory: _, ...publishConfig } = value.publishConfig;
    return JSON.stringify({ ...Object.fromEntries(kept), publishConfig }, undefined, 4);
}

async function write(path: string, text: string): Promise<void> {
    await mkdir(dirname(join(STAGED, path)), { recursive: true });
    await writeFile(join(STAGED, path), text);
}
