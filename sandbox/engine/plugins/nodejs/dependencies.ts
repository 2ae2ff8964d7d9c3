import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { ServerWritableStream } from "@grpc/grpc-js";
import {
    DependencyInfo,
    type GetProgramDependenciesRequest,
    GetProgramDependenciesResponse,
    type InstallDependenciesRequest,
    InstallDependenciesResponse,
} from "@pulumi/pulumi/proto/language_pb";
import { exitOf } from "./children";

/** The program's direct dependencies with the versions that are installed (for `pulumi about`). */
export function listDependencies(request: GetProgramDependenciesRequest): GetProgramDependenciesResponse {
    const root = request.getInfo()?.getRootDirectory() ?? request.getProject();
    const resolveFrom = createRequire(join(root, "_"));
    const response = new GetProgramDependenciesResponse();
    const { dependencies = {}, devDependencies = {} } = readManifest(join(root, "package.json"));
    for (const name of Object.keys({ ...dependencies, ...devDependencies })) {
        const folder = resolveFrom.resolve.paths(name)?.[0] ?? root;
        const { version } = readManifest(join(folder, name, "package.json"));
        response.addDependencies(new DependencyInfo().setName(name).setVersion(version ?? "not installed"));
    }
    return response;
}

/** `npm install`, for `pulumi install`. */
export async function installDependencies(
    call: ServerWritableStream<InstallDependenciesRequest, InstallDependenciesResponse>,
): Promise<void> {
    const child = spawn("npm", ["install"], { cwd: call.request.getDirectory(), stdio: ["ignore", "pipe", "pipe"] });
    call.on("cancelled", () => child.kill());
    child.stdout.on("data", (chunk: Buffer) => call.write(new InstallDependenciesResponse().setStdout(chunk)));
    child.stderr.on("data", (chunk: Buffer) => call.write(new InstallDependenciesResponse().setStderr(chunk)));
    const exitCode = await exitOf(child);
    if (exitCode !== 0) {
        throw new Error(`npm install ended with exit code ${exitCode}`);
    }
    call.end();
}

interface Manifest {
    readonly version?: string;
    readonly dependencies?: Readonly<Record<string, string>>;
    readonly devDependencies?: Readonly<Record<string, string>>;
}

function readManifest(path: string): Manifest {
    try {
        return JSON.parse(readFileSync(path, "utf8")) as Manifest;
    } catch {
        return {};
    }
}
