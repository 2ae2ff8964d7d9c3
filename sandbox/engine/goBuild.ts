import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ShowStep } from "./progress";

const engineModule = "github.com/pulumi/pulumi/pkg/v3";
const versionVariable = "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version";

/**
 * Builds the engine from source into `folder/bin`, for machines that reach the Go module proxy but no Pulumi release.
 *
 * `go install module@version` would be shorter, but it asks for the module's version list, which a proxy need not
 * serve; a module of our own that names the exact version does not.
 */
export async function buildEngine(version: string, folder: string, show: ShowStep): Promise<void> {
    const workspace = await mkdtemp(join(tmpdir(), "two-key-engine-"));
    try {
        await writeFile(join(workspace, "go.mod"), `module engine\n\ngo 1.25\n\nrequire ${engineModule} v${version}\n`);
        await mkdir(join(folder, "bin"), { recursive: true });
        show("downloading the source");
        await runGo(workspace, ["mod", "download", `${engineModule}@v${version}`], show);
        show("compiling");
        await runGo(
            workspace,
            [
                ...["build", "-v", "-mod=mod", "-trimpath", "-o", join(folder, "bin", "pulumi")],
                ...["-ldflags", `-s -w -X ${versionVariable}=v${version}`],
                `${engineModule}/cmd/pulumi`,
            ],
            show,
        );
    } finally {
        await rm(workspace, { recursive: true, force: true });
    }
}

async function runGo(workspace: string, args: readonly string[], show: ShowStep): Promise<void> {
    const { execa } = await import("execa");
    const flags = [process.env.GOFLAGS, "-mod=mod"].filter(Boolean).join(" ");
    const go = execa("go", args, {
        cwd: workspace,
        env: { CGO_ENABLED: "0", GOFLAGS: flags, GOWORK: "off" },
        stdin: "ignore",
    });
    for await (const line of go.iterable({ from: "stderr" })) {
        show(line);
    }
    await go;
}
