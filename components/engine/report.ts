import { createRequire } from "node:module";
import type { EngineClient as Client } from "@pulumi/pulumi/proto/engine_grpc_pb";
import type * as messages from "@pulumi/pulumi/proto/engine_pb";
import type { PairInputs } from "../arguments/rotationInputs";
import { redacted } from "../redaction/redacted";
import { engineAddress } from "./engineAddress";

/** The pair that a diagnostic is about; it is shown under the component. */
export type Subject = Pick<PairInputs, "pair" | "owner">;

/** Shows a line of progress as a diagnostic of the pair. */
export function report(subject: Subject, line: string): Promise<void> {
    return log("INFO", subject, line);
}

/** Shows a line about all pairs as a diagnostic of the stack. */
export function reportOfStack(line: string): Promise<void> {
    return say("INFO", "", line);
}

/** The earlier messages: the diff of an update and the update itself find the same, and share this process. */
const warned = new Set<string>();

/** Shows a warning of the pair to the user once, although nothing failed. */
export async function warn(subject: Subject, line: string): Promise<void> {
    const known = JSON.stringify([subject.owner, subject.pair, line]);
    if (!warned.has(known)) {
        warned.add(known);
        await log("WARNING", subject, line);
    }
}

function log(severity: "INFO" | "WARNING", { pair, owner }: Subject, line: string): Promise<void> {
    return say(severity, owner, `${pair}: ${line}`);
}

/** A diagnostic that does not arrive must not stop a rotation: it is printed instead, which the engine shows under the stack. */
async function say(severity: "INFO" | "WARNING", owner: string, line: string): Promise<void> {
    const text = redacted(line);
    const print = () => console.log(severity === "WARNING" ? `warning: ${text}` : text);
    const address = engineAddress();
    if (address === undefined) {
        return print();
    }
    const { EngineClient } = require("@pulumi/pulumi/proto/engine_grpc_pb") as { EngineClient: typeof Client };
    const { LogRequest, LogSeverity } = require("@pulumi/pulumi/proto/engine_pb") as typeof messages;
    const grpc = createRequire(require.resolve("@pulumi/pulumi"))("@grpc/grpc-js");
    const request = new LogRequest().setSeverity(LogSeverity[severity]).setMessage(text).setUrn(owner);
    const engine = new EngineClient(address, grpc.credentials.createInsecure());
    await new Promise<void>((resolve) => {
        engine.log(request, (error: unknown) => {
            if (error) {
                print();
            }
            engine.close();
            resolve();
        });
    });
}
