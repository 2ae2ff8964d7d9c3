// The pack behind @pulumi/policy's own answers to the engine, without an engine.

import * as server from "@pulumi/policy/server";
import {
    AnalyzeRequest,
    type AnalyzeResponse,
    AnalyzerPropertyDependencies,
    AnalyzerResource,
    AnalyzerResourceOptions,
    AnalyzeStackRequest,
    type RemediateResponse,
} from "@pulumi/pulumi/proto/analyzer_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { KeyPolicy } from "../../../policies/index";
import type { StackResource } from "../../../policies/stack/stackResource";

type Answer<Response> = (error: unknown, response: Response) => void;
type Rpc<Response> = (call: { readonly request: unknown }, callback: Answer<Response>) => void;
type MakeRpc<Response> = (
    pack: string,
    version: string,
    level: string,
    policies: readonly KeyPolicy[],
) => Rpc<Response>;

const rpcs = server as unknown as {
    readonly makeAnalyzeRpcFun: MakeRpc<AnalyzeResponse>;
    readonly makeAnalyzeStackRpcFun: MakeRpc<AnalyzeResponse>;
    readonly makeRemediateRpcFun: MakeRpc<RemediateResponse>;
};

/** A policy as the engine sees it. */
export class Analyzer {
    constructor(private readonly policies: readonly KeyPolicy[]) {}

    /** The complaints about a resource before it is made. */
    async analyze(resource: StackResource): Promise<readonly string[]> {
        const response = await call(
            rpcs.makeAnalyzeRpcFun("two-key", "1.0.0", "advisory", this.policies),
            asked(resource),
        );
        return texts(response);
    }

    /** The complaints about all of them at the end. */
    async analyzeStack(resources: readonly StackResource[]): Promise<readonly string[]> {
        const request = new AnalyzeStackRequest().setResourcesList(resources.map(analyzed));
        return texts(
            await call(
                rpcs.makeAnalyzeStackRpcFun("two-key", "1.0.0", "advisory", this.policies),
                // As the engine sends it: through the wire.
                AnalyzeStackRequest.deserializeBinary(request.serializeBinary()),
            ),
        );
    }

    /** The inputs that a remediation leaves, or undefined if it leaves them unchanged. */
    async remediate(resource: StackResource): Promise<unknown> {
        const remediating = this.policies.map((policy) => ({ ...policy, enforcementLevel: "remediate" as const }));
        const response = await call(
            rpcs.makeRemediateRpcFun("two-key", "1.0.0", "advisory", remediating),
            asked(resource),
        );
        return response.getRemediationsList()[0]?.getProperties()?.toJavaScript();
    }
}

function asked({ type, urn, name, inputs }: StackResource): AnalyzeRequest {
    const request = new AnalyzeRequest();
    request.setType(type);
    request.setUrn(urn);
    request.setName(name);
    request.setProperties(struct(inputs));
    request.setOptions(new AnalyzerResourceOptions());
    return AnalyzeRequest.deserializeBinary(request.serializeBinary());
}

function analyzed({
    type,
    urn,
    name,
    outputs,
    parent,
    dependencies,
    propertyDependencies,
}: StackResource): AnalyzerResource {
    const resource = new AnalyzerResource();
    resource.setType(type);
    resource.setUrn(urn);
    resource.setName(name);
    resource.setProperties(struct(outputs));
    resource.setOptions(new AnalyzerResourceOptions());
    resource.setParent(parent ?? "");
    resource.setDependenciesList([...dependencies]);
    for (const [property, urns] of Object.entries(propertyDependencies)) {
        resource.getPropertydependenciesMap().set(property, new AnalyzerPropertyDependencies().setUrnsList([...urns]));
    }
    return resource;
}

function struct(tree: unknown): Struct {
    return Struct.fromJavaScript(JSON.parse(JSON.stringify(tree ?? {})));
}

function call<Response>(rpc: Rpc<Response>, request: unknown): Promise<Response> {
    return new Promise((resolve, reject) => {
        rpc({ request }, (error, response) => (error ? reject(error) : resolve(response)));
    });
}

/** Policy, level and message of each violation. */
function texts(response: AnalyzeResponse): readonly string[] {
    return response
        .getDiagnosticsList()
        .map(
            (found) =>
                `${found.getPolicyname()} ${found.getEnforcementlevel()} ${found.getUrn()}\n${found.getMessage()}`,
        );
}
