import { appendFile, cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { inc } from "semver";
import { STAGED } from "../../../release/stage";
import { pack, type Tarball } from "./pack";

/** Packs a stand-in for the next minor version: another version, and other code in every file. */
export async function packNextVersion({ files }: Tarball, folder: string): Promise<Tarball> {
    const source = join(folder, "source");
    for (const file of files) {
        await mkdir(dirname(join(source, file)), { recursive: true });
        await cp(join(STAGED, file), join(source, file));
        if (file.endsWith(".js")) {
            await appendFile(join(source, file), "\n;void 'the next version';\n");
        }
    }
    const manifestFile = join(source, "package.json");
    const manifest = JSON.parse(await readFile(manifestFile, "utf8"));
    await writeFile(manifestFile, JSON.stringify({ ...manifest, version: inc(manifest.version, "minor") }));
    return pack(source, folder);
}
