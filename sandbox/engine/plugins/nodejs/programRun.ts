import type { ServerUnaryCall } from "@grpc/grpc-js";
import { ProgramInfo, type RunRequest, RunResponse } from "@pulumi/pulumi/proto/language_pb";
import { exitOf, startNode } from "./children";
import { readRuntimeOptions, resolveSdkModule } from "./runtimeOptions";

/** The SDK's exit code for "the user has been told what went wrong". */
const alreadyReported = 32;

/** Runs a Pulumi program to its end, by the SDK's own runner. */
export async function runProgram(
    request: RunRequest,
    call: ServerUnaryCall<RunRequest, RunResponse>,
    engineAddress: string,
): Promise<RunResponse> {
    const program = request.getInfo() ?? new ProgramInfo();
    const options = readRuntimeOptions(program);
    const args = [
        ...options.nodeArgs,
        // The short form: a program of ES modules gets no loader for TypeScript where the SDK sees `--require`.
        ...["-r", require.resolve("./lateModules")],
        resolveSdkModule(program.getProgramDirectory(), "run"),
        ...["--monitor", request.getMonitorAddress()],
        ...["--engine", engineAddress],
        ...["--organization", request.getOrganization()],
        ...["--project", request.getProject()],
        ...["--stack", request.getStack()],
        ...["--root-directory", program.getRootDirectory()],
        ...["--pwd", request.getPwd()],
        ...(request.getDryrun() ? ["--dry-run"] : []),
        ...["--query-mode", "false"],
        ...["--parallel", String(request.getParallel())],
        program.getEntryPoint(),
        ...request.getArgsList(),
    ];
    const child = startNode(args, {
        cwd: request.getPwd(),
        env: {
            ...process.env,
            ...options.env,
            PULUMI_CONFIG: JSON.stringify(Object.fromEntries(request.getConfigMap().toArray())),
            PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(request.getConfigsecretkeysList()),
        },
        stdio: ["ignore", "inherit", "inherit"],
    });
    call.on("cancelled", () => child.kill("SIGKILL"));
    const exitCode = await exitOf(child);

    const response = new RunResponse();
    if (exitCode === alreadyReported) {
        response.setBail(true);
    } else if (exitCode !== 0) {
        response.setError(`Program exited with non-zero exit code: ${exitCode}`);
    }
    return response;
}
