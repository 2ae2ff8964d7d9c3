// Run as a process by releaseDownload.ts: node installRelease.js <folder> <version>
import { PulumiCommand } from "@pulumi/pulumi/automation";
import { SemVer } from "semver";

const [root = "", version = ""] = process.argv.slice(2);
PulumiCommand.install({ root, version: new SemVer(version) }).catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
});
