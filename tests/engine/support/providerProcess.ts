import { type ChildProcess, spawn } from "node:child_process";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { credentials, Server, ServerCredentials, type ServiceError } from "@grpc/grpc-js";
import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb";
import type { LogRequest } from "@pulumi/pulumi/proto/engine_pb";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { CheckRequest, ConfigureRequest, CreateRequest } from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";

const RETIREMENT = "urn:pulumi:dev::photos::two-key:index:Retirement::uploads-retirement";

/** An engine that takes note of its messages. */
export class FakeEngine {
    private constructor(
        private readonly server: Server,
        readonly address: string,
        readonly said: string[],
    ) {}

    static async start(): Promise<FakeEngine> {
        const said: string[] = [];
        const server = new Server();
        server.addService(EngineService, {
            log: (call: { readonly request: LogRequest }, callback: (error: null, answer: Empty) => void) => {
                said.push(call.request.getMessage());
                callback(null, new Empty());
            },
        });
        const port = await new Promise<number>((resolve, reject) => {
            server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) =>
                error === null ? resolve(bound) : reject(error),
            );
        });
        return new FakeEngine(server, `127.0.0.1:${port}`, said);
    }

    /** Ends as a killed engine does. */
    end(): void {
        this.server.forceShutdown();
    }

    /** Waits until something is said. */
    async hears(words: RegExp): Promise<void> {
        while (!this.said.some((line) => words.test(line))) {
            await new Promise((resolve) => setTimeout(resolve, 20));
        }
    }
}

/** A provider as the engine starts and calls it. */
export class ProviderProcess {
    private constructor(
        readonly process: ChildProcess,
        private readonly client: ResourceProviderClient,
        private readonly provider: string | undefined,
    ) {}

    /** The SDK's process for dynamic resources, as the engine's release starts it, with the provider that has this text. */
    static dynamic(engine: FakeEngine, text: string): Promise<ProviderProcess> {
        const main = createRequire(__filename).resolve("@pulumi/pulumi/cmd/dynamic-provider");
        return ProviderProcess.start([main, engine.address], text);
    }

    /** This package's own plugin. */
    static plugin(engine: FakeEngine): Promise<ProviderProcess> {
        return ProviderProcess.start([createRequire(__filename).resolve("../../../plugin/main.js"), engine.address]);
    }

    private static async start(args: readonly string[], provider?: string): Promise<ProviderProcess> {
        const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
        const port = await new Promise<string>((resolve) =>
            createInterface({ input: child.stdout }).once("line", resolve),
        );
        const client = new ResourceProviderClient(`127.0.0.1:${port}`, credentials.createInsecure());
        const configure = new ConfigureRequest().setArgs(Struct.fromJavaScript({}));
        await new Promise<void>((resolve, reject) => {
            client.configure(configure, (error) => (error === null ? resolve() : reject(error)));
        });
        return new ProviderProcess(child, client, provider);
    }

    /** Has inputs checked; resolves with those to keep. */
    check(inputs: Readonly<Record<string, unknown>>): Promise<Readonly<Record<string, unknown>>> {
        const request = new CheckRequest().setUrn(RETIREMENT).setOlds(this.struct({})).setNews(this.struct(inputs));
        return new Promise((resolve, reject) => {
            this.client.check(request, (error, answer) =>
                error === null ? resolve(answer.getInputs()?.toJavaScript() ?? {}) : reject(error),
            );
        });
    }

    /** Creates a Retirement; resolves with `created`, or the words with which that failed. */
    create(inputs: Readonly<Record<string, unknown>>): Promise<string> {
        const request = new CreateRequest().setUrn(RETIREMENT).setProperties(this.struct(inputs));
        return new Promise((resolve) => {
            this.client.create(request, (error: ServiceError | null) =>
                resolve(error === null ? "created" : error.details),
            );
        });
    }

    cancel(): Promise<void> {
        return new Promise((resolve, reject) => {
            this.client.cancel(new Empty(), (error) => (error === null ? resolve() : reject(error)));
        });
    }

    end(): void {
        this.client.close();
        this.process.kill("SIGKILL");
    }

    private struct(inputs: Readonly<Record<string, unknown>>): Struct {
        return Struct.fromJavaScript({
            ...inputs,
            ...(this.provider === undefined ? {} : { __provider: this.provider }),
        });
    }
}
