import assert from "node:assert/strict";
import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { EngineUnavailable, findEngine, waysToEngine } from "../engine/engine";
import { engineFolder, keepEngine } from "../engine/engineCache";

/** Those that look only: no test downloads or builds an engine. */
const [onPath, inCache] = waysToEngine;
const ways = [onPath, inCache].filter((way) => way !== undefined);

describe("finding an engine", () => {
    const before = { PATH: process.env.PATH, TWO_KEY_CACHE: process.env.TWO_KEY_CACHE };
    let folder: string;
    let cache: string;
    const lines: string[] = [];
    const find = () => findEngine((line) => lines.push(line), ways);

    beforeEach(async () => {
        folder = await mkdtemp(join(tmpdir(), "two-key-test-"));
        cache = join(folder, "cache");
        process.env.TWO_KEY_CACHE = cache;
        // /bin holds the shell that the stand-ins for `pulumi` are written for.
        process.env.PATH = [join(folder, "path"), "/bin"].join(delimiter);
        lines.length = 0;
    });
    afterEach(async () => {
        Object.assign(process.env, before);
        if (before.TWO_KEY_CACHE === undefined) {
            delete process.env.TWO_KEY_CACHE;
        }
        await rm(folder, { recursive: true });
    });

    it("takes the one on PATH first, and says so", async () => {
        await writePulumi(join(folder, "path"), "v3.200.0");
        await writePulumi(engineFolder("3.259.0", cache), "v3.259.0");
        const engine = await find();
        assert.equal(engine.origin, "PATH");
        assert.equal(engine.version, "3.200.0");
        assert.match(lines.join(), /Using Pulumi 3\.200\.0 \(from PATH/);
    });

    it("takes the newest kept one that runs, where the one on PATH is too old", async () => {
        await writePulumi(join(folder, "path"), "v3.100.0");
        await writePulumi(engineFolder("3.200.0", cache), "v3.200.0");
        await writePulumi(engineFolder("3.259.0", cache), "v3.259.0");
        await writePulumi(engineFolder("3.300.0", cache), "", 1);
        const engine = await find();
        assert.deepEqual(engine, { origin: "cache", version: "3.259.0", directory: engineFolder("3.259.0", cache) });
    });

    it("says in one sentence why there is none, and the way out", async () => {
        await writePulumi(join(folder, "path"), "v3.100.0");
        await assert.rejects(find(), (error) => {
            assert.ok(error instanceof EngineUnavailable);
            assert.match(error.message, /the one on PATH is 3\.100\.0; none is kept/);
            assert.match(error.message, /https:\/\/www\.pulumi\.com\/docs\/install\/.*https:\/\/go\.dev\/dl\//);
            return true;
        });
    });

    it("keeps nothing of an engine whose download or build failed", async () => {
        const failed = keepEngine("3.259.0", () => Promise.reject(new Error("cut off")), cache);
        await assert.rejects(failed, /cut off/);
        assert.deepEqual(await readdir(cache), []);
    });

    it("keeps one engine when two clones get it at once", async () => {
        const fill = (into: string) => writePulumi(join(into, "bin"), "v3.259.0");
        await Promise.all([keepEngine("3.259.0", fill, cache), keepEngine("3.259.0", fill, cache)]);
        assert.deepEqual(await readdir(cache), ["3.259.0"]);
    });

    it("replaces a kept engine that does not run", async () => {
        await writePulumi(engineFolder("3.259.0", cache), "", 1);
        await keepEngine("3.259.0", (into) => writePulumi(join(into, "bin"), "v3.259.0"), cache);
        assert.equal((await find()).origin, "cache");
    });
});

async function writePulumi(directory: string, version: string, exitCode = 0): Promise<void> {
    await mkdir(directory, { recursive: true });
    await writeFile(join(directory, "pulumi"), `#!/bin/sh\necho ${version}\nexit ${exitCode}\n`);
    await chmod(join(directory, "pulumi"), 0o755);
}
