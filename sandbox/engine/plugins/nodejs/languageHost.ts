// `pulumi-language-nodejs`: a stand-in for the language host of a Pulumi release, for an engine that was built from
// source and has none beside it. It does what running, previewing and checking a Node program takes, no code generation.
import { type ServerWritableStream, status } from "@grpc/grpc-js";
import { LanguageRuntimeService } from "@pulumi/pulumi/proto/language_grpc_pb";
import {
    AboutResponse,
    type GetProgramDependenciesRequest,
    GetRequiredPackagesResponse,
    GetRequiredPluginsResponse,
    LanguageHandshakeResponse,
    type RunRequest,
} from "@pulumi/pulumi/proto/language_pb";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { version } from "@pulumi/pulumi/version";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { endWithEngine } from "../endWithEngine";
import { servePlugin, unary } from "../servePlugin";
import { killChildren } from "./children";
import { installDependencies, listDependencies } from "./dependencies";
import { runProgram } from "./programRun";
import { runPlugin } from "./runPlugin";

// The engine passes flags first and its own address last.
const engineAddress = process.argv.at(-1) ?? "";

endWithEngine(killChildren);
void servePlugin(LanguageRuntimeService, {
    handshake: unary(() => new LanguageHandshakeResponse()),
    getPluginInfo: unary(() => new PluginInfo().setVersion(version)),
    // None: the engine takes each provider from PATH when the program first needs it, and has nothing to download.
    getRequiredPlugins: unary(() => new GetRequiredPluginsResponse()),
    getRequiredPackages: unary(() => new GetRequiredPackagesResponse()),
    getProgramDependencies: unary((request: GetProgramDependenciesRequest) => listDependencies(request)),
    about: unary(() => new AboutResponse().setExecutable(process.execPath).setVersion(process.version)),
    run: unary((request: RunRequest, call) => runProgram(request, call, engineAddress)),
    runPlugin: streaming(runPlugin),
    installDependencies: streaming(installDependencies),
    cancel: unary(() => {
        killChildren();
        return new Empty();
    }),
});

function streaming<Request, Response>(answer: (call: ServerWritableStream<Request, Response>) => Promise<void>) {
    return (call: ServerWritableStream<Request, Response>) => {
        // gRPC's way to fail a stream is this event.
        answer(call).catch((error: unknown) => call.emit("error", { code: status.UNKNOWN, details: String(error) }));
    };
}
