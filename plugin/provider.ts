import type { ComponentResourceOptions, dynamic, Inputs, provider } from "@pulumi/pulumi";
import * as access from "../components/engine/azureAccess";
import * as consumer from "../components/engine/consumer/handler";
import * as reader from "../components/engine/reader/handler";
import * as retirement from "../components/engine/retirement/handler";
import * as rotation from "../components/engine/rotation/handler";
import { rotationSecrets } from "../components/engine/rotation/rotationOutputs";
import * as secretRemoval from "../components/engine/secretRemoval/handler";
import { stopUpdate } from "../components/engine/stop";
import * as wave from "../components/engine/wave/handler";
import { RotatingKeyPair } from "../components/rotatingKeyPair";
import { readJson, schema } from "./declared";
import { pairArgs } from "./pairArgs";
import { pluginConfiguration } from "./pluginConfiguration";
import { plain, secretly } from "./wire";

const COMPONENT = "two-key:index:RotatingKeyPair";

/** The handlers of a type of resource, as a dynamic provider has them. */
type Handlers = Omit<dynamic.ResourceProvider, "configure">;

/**
 * The component and its resources for programs in every language, in one plugin. The resources are served by the same
 * handlers as the dynamic ones of a Node program.
 */
export class TwoKeyProvider implements provider.Provider {
    readonly version: string;
    readonly schema: string;
    private readonly outputs: readonly string[];

    constructor() {
        const { version } = readJson<{ readonly version: string }>("package.json");
        this.version = version;
        this.schema = JSON.stringify({ ...schema, version });
        this.outputs = Object.keys(schema.resources[COMPONENT]?.properties ?? {});
        void access.configure({ config: pluginConfiguration(process.env) });
    }

    /** The engine says that the update is being stopped. */
    cancel(): Promise<void> {
        stopUpdate();
        return Promise.resolve();
    }

    construct(name: string, type: string, inputs: Inputs, options: ComponentResourceOptions) {
        if (type !== COMPONENT) {
            throw new Error(`${type} is no component of two-key; there is ${COMPONENT}`);
        }
        const pair = new RotatingKeyPair(name, pairArgs(inputs), options);
        const values: Readonly<Record<string, unknown>> = { ...pair };
        return Promise.resolve({
            urn: pair.urn,
            state: Object.fromEntries(this.outputs.map((output) => [output, values[output]])),
        });
    }

    /** Declared values are kept as they came, secrets included. Values for a preview alone are left out. */
    async check(urn: string, olds: unknown, news: Inputs): Promise<provider.CheckResult> {
        const { failures = [] } = (await handlersOf(urn).check?.(plain(olds), plain(news))) ?? {};
        const { ahead: _, ...inputs } = news;
        return { inputs, failures };
    }

    diff(id: string, urn: string, olds: unknown, news: unknown): Promise<provider.DiffResult> {
        return handlersOf(urn).diff?.(id, plain(olds), plain(news)) ?? Promise.resolve({});
    }

    async create(urn: string, inputs: unknown): Promise<provider.CreateResult> {
        const { id, outs } = await handlersOf(urn).create(plain(inputs));
        return { id, outs: secretly(outs, rotationSecrets) };
    }

    /** A resource that is gone has no id. */
    async read(id: string, urn: string, props?: unknown): Promise<provider.ReadResult> {
        const { read } = handlersOf(urn);
        const found = read === undefined ? { id, props: plain(props) } : await read(id, plain(props));
        return { id: found.id ?? "", props: secretly(found.props ?? {}, rotationSecrets) };
    }

    async update(id: string, urn: string, olds: unknown, news: unknown): Promise<provider.UpdateResult> {
        const { outs } = (await handlersOf(urn).update?.(id, plain(olds), plain(news))) ?? {};
        return { outs: secretly(outs, rotationSecrets) };
    }

    async delete(id: string, urn: string, props: unknown): Promise<void> {
        await handlersOf(urn).delete?.(id, plain(props));
    }
}

function handlersOf(urn: string): Handlers {
    const type = urn.split("::")[2]?.split(":").at(-1);
    switch (type) {
        case "Rotation":
            return rotation;
        case "Retirement":
            return retirement;
        case "Reader":
            return reader;
        case "SecretRemoval":
            return secretRemoval;
        case "Wave":
            return wave;
        default:
            return consumer;
    }
}
