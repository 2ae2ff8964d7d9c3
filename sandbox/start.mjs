// npm run sandbox: says from the first second what takes a while, compiles, and starts. `--env` is asked of a sandbox that runs, so all is compiled.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [, , main, ...args] = process.argv;
process.argv = [process.argv[0], main, ...args];
if (!args.includes("--env") || !existsSync(main)) {
    process.stderr.write("Compiling …\n");
    const { status } = spawnSync("npm", ["run", "build", "--silent"], { stdio: ["ignore", process.stderr, "inherit"] });
    if (status !== 0) {
        process.exit(status ?? 1);
    }
}
await import(pathToFileURL(main).href);
