// npm run archive: makes the archive of the plugin, which `pulumi plugin install` takes if there is no Node project. It has the files of
// component/ beside the packed package, so that an unpublished version can be tried as well.
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { STAGED, stage } from "./stage";

const ROOT = join(__dirname, "../..");

/** Makes the archive in a folder, and returns its path. */
export async function archive(destination: string): Promise<string> {
    const { execa } = await import("execa");
    await stage();
    const { version } = JSON.parse(await readFile(join(ROOT, "package.json"), "utf8"));
    const content = await mkdtemp(join(tmpdir(), "two-key-archive-"));
    try {
        await cp(join(ROOT, "component"), content, { recursive: true });
        const packed = `pulumi-two-key-${version}.tgz`;
        await execa("npm", ["pack", "--ignore-scripts", "--pack-destination", content], { cwd: STAGED });
        const manifest = JSON.parse(await readFile(join(content, "package.json"), "utf8"));
        const dependencies = { ...manifest.dependencies, "pulumi-two-key": `file:${packed}` };
        await writeFile(join(content, "package.json"), JSON.stringify({ ...manifest, dependencies }, undefined, 4));
        await mkdir(destination, { recursive: true });
        const path = join(destination, `pulumi-resource-two-key-v${version}.tar.gz`);
        await execa("tar", ["-czf", path, "-C", content, "PulumiPlugin.yaml", "package.json", packed]);
        return path;
    } finally {
        await rm(content, { recursive: true, force: true });
    }
}
