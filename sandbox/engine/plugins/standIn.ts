// The engine's provider protocol, reduced to the needs of the sandbox's stand-ins.
//
// `main` of @pulumi/pulumi/provider would be shorter, but it passes on neither the provider's configuration nor a resource's old inputs,
// and knows no preview: a stand-in on it would ignore `azure-native:metadataHost`, and preview values as unknown that the release's
// provider previews as known.
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import {
    type CheckRequest,
    CheckResponse,
    type ConfigureRequest,
    ConfigureResponse,
    type CreateRequest,
    CreateResponse,
    type DeleteRequest,
    type DiffRequest,
    DiffResponse,
    GetSchemaResponse,
    type InvokeRequest,
    InvokeResponse,
    PropertyDiff,
    type ReadRequest,
    ReadResponse,
    type UpdateRequest,
    UpdateResponse,
} from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { changes } from "./changes";
import { endWithEngine } from "./endWithEngine";
import type { Properties } from "./pluginProperties";
import { previewCreate, previewUpdate } from "./preview";
import { servePlugin, unary } from "./servePlugin";

/** The functions of one type of resource. */
export interface ResourceKind {
    /** The inputs with the parts that the program left out (a name). `seed` is the same in a preview and the update it announces. */
    complete(inputs: Properties, context: { name: string; seed: string; oldInputs: Properties }): Properties;
    /** Whether a change of this input makes another resource, and which of the two then comes first. */
    replacedBy(input: string): "no" | "createFirst" | "deleteFirst";
    create(inputs: Properties): Promise<{ id: string; outputs: Properties }>;
    /** The resource now, or undefined if it does not exist. */
    read(id: string, inputs: Properties, outputs: Properties): Promise<Snapshot | undefined>;
    update(id: string, inputs: Properties, oldOutputs: Properties): Promise<Properties>;
    delete(id: string): Promise<void>;
}

/** A resource as it was found. */
export interface Snapshot {
    readonly inputs: Properties;
    readonly outputs: Properties;
}

/** A provider plugin that stands in for one of a release. */
export interface StandIn {
    /** The version it answers: that of the SDK it serves, or the engine warns. */
    readonly version: string;
    /** The schema, for programs without an SDK, such as those in YAML. */
    schema(version: string): object;
    /** Takes the provider's configuration, before anything else is asked. */
    configure(configuration: Properties): void;
    /** @throws for a type that this stand-in does not know. */
    kindOf(type: string): ResourceKind;
    /** @throws for a function that this stand-in does not know. */
    invoke(token: string, args: Properties): Promise<Properties>;
}

/** Serves a stand-in to the engine that started this process, until that engine ends. */
export async function serveStandIn(standIn: StandIn): Promise<void> {
    endWithEngine();
    await servePlugin(ResourceProviderService, {
        getPluginInfo: unary(() => new PluginInfo().setVersion(standIn.version)),
        getSchema: unary(() => new GetSchemaResponse().setSchema(JSON.stringify(standIn.schema(standIn.version)))),
        configure: unary((request: ConfigureRequest) => {
            standIn.configure(read(request.getArgs()));
            return new ConfigureResponse().setAcceptsecrets(false).setSupportspreview(true);
        }),
        check: unary((request: CheckRequest) => {
            const inputs = standIn.kindOf(request.getType()).complete(read(request.getNews()), {
                name: request.getName(),
                seed: `${request.getRandomseed_asB64()}${request.getUrn()}`,
                oldInputs: read(request.getOlds()),
            });
            return new CheckResponse().setInputs(write(inputs));
        }),
        diff: unary((request: DiffRequest) =>
            diff(standIn.kindOf(request.getType()), read(request.getOldInputs()), read(request.getNews())),
        ),
        create: unary(async (request: CreateRequest) => {
            const inputs = read(request.getProperties());
            const kind = standIn.kindOf(request.getType());
            const created = request.getPreview()
                ? { id: "", outputs: previewCreate(inputs) }
                : await kind.create(inputs);
            return new CreateResponse().setId(created.id).setProperties(write(created.outputs));
        }),
        read: unary(async (request: ReadRequest) => {
            const kind = standIn.kindOf(request.getType());
            const found = await kind.read(request.getId(), read(request.getInputs()), read(request.getProperties()));
            return found === undefined
                ? new ReadResponse() // no id: the resource is gone
                : new ReadResponse()
                      .setId(request.getId())
                      .setInputs(write(found.inputs))
                      .setProperties(write(found.outputs));
        }),
        update: unary(async (request: UpdateRequest) => {
            const inputs = read(request.getNews());
            const oldOutputs = read(request.getOlds());
            const kind = standIn.kindOf(request.getType());
            const outputs = request.getPreview()
                ? previewUpdate(inputs, read(request.getOldInputs()), oldOutputs)
                : await kind.update(request.getId(), inputs, oldOutputs);
            return new UpdateResponse().setProperties(write(outputs));
        }),
        delete: unary(async (request: DeleteRequest) => {
            await standIn.kindOf(request.getType()).delete(request.getId());
            return new Empty();
        }),
        invoke: unary(async (request: InvokeRequest) =>
            new InvokeResponse().setReturn(write(await standIn.invoke(request.getTok(), read(request.getArgs())))),
        ),
        cancel: unary(() => new Empty()),
    });
}

function diff(kind: ResourceKind, oldInputs: Properties, newInputs: Properties): DiffResponse {
    const response = new DiffResponse().setHasdetaileddiff(true).setChanges(DiffResponse.DiffChanges.DIFF_NONE);
    for (const { input, path, change } of changes(oldInputs, newInputs)) {
        const replaced = kind.replacedBy(input);
        response.setChanges(DiffResponse.DiffChanges.DIFF_SOME);
        response.addDiffs(input);
        if (replaced !== "no") {
            response.addReplaces(input);
        }
        if (replaced === "deleteFirst") {
            response.setDeletebeforereplace(true);
        }
        const detail = PropertyDiff.Kind[replaced === "no" ? change : (`${change}_REPLACE` as const)];
        response.getDetaileddiffMap().set(path, new PropertyDiff().setKind(detail).setInputdiff(true));
    }
    return response;
}

function read(struct: Struct | undefined): Properties {
    return struct?.toJavaScript() ?? {};
}

/** Through JSON, because a Struct takes no `undefined`. */
function write(properties: Properties): Struct {
    return Struct.fromJavaScript(JSON.parse(JSON.stringify(properties)));
}
