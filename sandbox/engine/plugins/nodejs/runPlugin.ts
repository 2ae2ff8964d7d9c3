import type { ServerWritableStream } from "@grpc/grpc-js";
import { ProgramInfo, type RunPluginRequest, RunPluginResponse } from "@pulumi/pulumi/proto/language_pb";
import { exitOf, startNode } from "./children";
import { readRuntimeOptions, resolveSdkModule } from "./runtimeOptions";

/** Runs a policy pack or a provider written in TypeScript; its output is streamed, the port it serves on first. */
export async function runPlugin(call: ServerWritableStream<RunPluginRequest, RunPluginResponse>): Promise<void> {
    const program = call.request.getInfo() ?? new ProgramInfo();
    const directory = program.getProgramDirectory();
    const options = readRuntimeOptions(program);
    // The two runners take the folder and the engine's arguments in opposite order.
    const isPolicyPack = call.request.getKind() === "analyzer";
    const args = isPolicyPack
        ? [resolveSdkModule(directory, "run-policy-pack"), ...call.request.getArgsList(), directory]
        : [resolveSdkModule(directory, "run-plugin"), directory, ...call.request.getArgsList()];
    const child = startNode([...options.nodeArgs, ...args], {
        // As the release's language host does: a provider runs where the program does.
        cwd: isPolicyPack ? directory : call.request.getPwd(),
        env: { ...Object.fromEntries(call.request.getEnvList().map(splitVariable)), ...options.env },
        stdio: ["ignore", "pipe", "pipe"],
    });
    // The engine ends a plugin by cancelling this call.
    call.on("cancelled", () => child.kill("SIGKILL"));
    child.stdout?.on("data", (chunk: Buffer) => call.write(new RunPluginResponse().setStdout(chunk)));
    child.stderr?.on("data", (chunk: Buffer) => call.write(new RunPluginResponse().setStderr(chunk)));
    call.write(new RunPluginResponse().setExitcode(await exitOf(child)));
    call.end();
}

function splitVariable(variable: string): [string, string] {
    const at = variable.indexOf("=");
    return [variable.slice(0, at), variable.slice(at + 1)];
}
