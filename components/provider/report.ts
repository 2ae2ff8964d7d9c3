import { createRequire } from "node:module";
import type { EngineClient as Client } from "@pulumi/pulumi/proto/engine_grpc_pb";
import type * as messages from "@pulumi/pulumi/proto/engine_pb";
import type { PairInputs } from "../arguments/rotationInputs";

/** The pair that a diagnostic is about; it is shown under the component. */
export type Subject = Pick<PairInputs, "pair" | "owner">;

/** Shows a line of progress as a diagnostic of the pair. */
export function report(subject: Subject, line: string): Promise<void> {
    return log("INFO", subject, line);
}

/** Shows, as a warning of the pair, what a user should know although nothing failed. */
export function warn(subject: Subject, line: string): Promise<void> {
    return log("WARNING", subject, line);
}

/**
 * The engine gives a provider its address as the first argument. A diagnostic that does not arrive must not stop a
 * rotation: it is printed instead, which the engine shows under the stack.
 */
async function log(severity: "INFO" | "WARNING", { pair, owner }: Subject, line: string): Promise<void> {
    const { EngineClient } = require("@pulumi/pulumi/proto/engine_grpc_pb") as { EngineClient: typeof Client };
    const { LogRequest, LogSeverity } = require("@pulumi/pulumi/proto/engine_pb") as typeof messages;
    const grpc = createRequire(require.resolve("@pulumi/pulumi"))("@grpc/grpc-js");
    const text = `${pair}: ${line}`;
    const request = new LogRequest().setSeverity(LogSeverity[severity]).setMessage(text).setUrn(owner);
    const engine = new EngineClient(process.argv[2] ?? "", grpc.credentials.createInsecure());
    await new Promise<void>((resolve) => {
        engine.log(request, (error: unknown) => {
            if (error) {
                console.log(severity === "WARNING" ? `warning: ${text}` : text);
            }
            engine.close();
            resolve();
        });
    });
}
