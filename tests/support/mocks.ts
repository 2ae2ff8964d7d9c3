import { type Output, runtime } from "@pulumi/pulumi";

/** A resource that the program registered. */
export interface Registered {
    readonly type: string;
    readonly name: string;
    readonly inputs: Readonly<Record<string, unknown>>;
    /** URN of the parent, if the mocks know it. */
    readonly parent: string | undefined;
    /** URNs of everything that the resource waits for. */
    readonly dependencies: readonly string[];
    /** URNs by the property that depends on them. */
    readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
    /** The inputs as they were sent, each secret in its wrapper. */
    readonly sent: Readonly<Record<string, unknown>>;
    /** Whether a provider makes it, and not a program. */
    readonly custom: boolean;
    /** URNs of the resources with which it is replaced. */
    readonly replaceWith: readonly string[];
    /** Whether it stays when it is no longer declared. */
    readonly retainOnDelete: boolean;
}

/** The answers that the engine and its providers would give. */
export interface Answers {
    /** The outputs of a resource beside its inputs. */
    readonly outputsOf: (resource: {
        readonly type: string;
        readonly name: string;
        readonly inputs: Readonly<Record<string, unknown>>;
    }) => Readonly<Record<string, unknown>>;
    /** The answer of a function. */
    readonly call: (token: string, inputs: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;
}

const SOURCE = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/uploads";

/** The answers unless a test says otherwise. */
export const ANSWERS: Answers = {
    outputsOf: ({ type }) => OUTPUTS[type] ?? {},
    call: (token) => {
        throw new Error(`Mock not implemented: ${token}`);
    },
};

/** The outputs that the engine would give for the resources of a pair. */
const OUTPUTS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
    "pulumi-nodejs:dynamic/two-key:Rotation": {
        state: {
            source: SOURCE.toLowerCase(),
            generation: 3,
            active: { slot: "key2", fingerprint: "f".repeat(64) },
            outgoing: { slot: "key1", fingerprint: "e".repeat(64) },
            trigger: "4",
            rotatedAt: "2026-11-24T10:00:00.000Z",
        },
        sourceId: SOURCE,
        endpoints: { blob: "https://uploads.blob.core.windows.net/" },
        key: "the-key",
        connectionString: "AccountKey=the-key",
    },
    "pulumi-nodejs:dynamic/two-key:Wave": {
        state: {
            wave: 2,
            given: {
                source: SOURCE.toLowerCase(),
                slot: "key1",
                fingerprint: "e".repeat(64),
                generation: 2,
                rotatedAt: "2026-11-20T10:00:00.000Z",
            },
        },
        key: "the-key-of-wave-2",
        connectionString: "AccountKey=the-key-of-wave-2",
    },
    "pulumi-nodejs:dynamic/two-key:Retirement": {
        state: { generation: 3, settled: false, retiresAt: "2026-11-25T10:00:00.000Z" },
    },
    "random:index/randomBytes:RandomBytes": { base64: "drawn" },
    "azure-native:keyvault:Secret": {
        properties: {
            secretUri: "https://v.vault.azure.net/secrets/uploads",
            secretUriWithVersion: "https://v.vault.azure.net/secrets/uploads/v7",
        },
    },
};

/** The part of a registration that Pulumi's mocks do not pass on. */
interface Registration {
    getType(): string;
    getName(): string;
    getParent(): string;
    getDependenciesList(): string[];
    getPropertydependenciesMap(): {
        forEach(visit: (on: { getUrnsList(): string[] }, property: string) => void): void;
    };
    getObject(): { toJavaScript(): Readonly<Record<string, unknown>> } | undefined;
    getCustom(): boolean;
    getReplaceWithList(): string[];
    getRetainondelete(): boolean;
}

/** Runs a program with Pulumi's mocks and returns its registrations, in order. */
export async function registeredBy(
    program: () => unknown,
    { outputsOf, call }: Answers = ANSWERS,
): Promise<readonly Registered[]> {
    const registered: Registered[] = [];
    let current: Registration | undefined;
    await runtime.setMocks({
        newResource: ({ type, name, inputs }) => {
            const propertyDependencies: Record<string, readonly string[]> = {};
            current?.getPropertydependenciesMap().forEach((on, property) => {
                propertyDependencies[property] = on.getUrnsList();
            });
            registered.push({
                type,
                name,
                inputs,
                parent: current?.getParent(),
                dependencies: current?.getDependenciesList() ?? [],
                propertyDependencies,
                sent: current?.getObject()?.toJavaScript() ?? {},
                custom: current?.getCustom() ?? true,
                replaceWith: current?.getReplaceWithList() ?? [],
                retainOnDelete: current?.getRetainondelete() ?? false,
            });
            return { id: `${name}-id`, state: { ...inputs, ...outputsOf({ type, name, inputs }) } };
        },
        call: ({ token, inputs }) => call(token, inputs),
    });
    const monitor = runtime.getMonitor() as unknown as {
        registerResource(registration: Registration, answer: unknown): Promise<void>;
    };
    const register = monitor.registerResource.bind(monitor);
    monitor.registerResource = (registration, answer) => {
        current = registration;
        return register(registration, answer);
    };
    program();
    await runtime.disconnect();
    return registered;
}

/** The value of an output. */
export function resolved<Value>(output: Output<Value>): Promise<Value> {
    return new Promise((resolve) => output.apply(resolve));
}

/** Whether the value of an output is secret. */
export function isSecret(output: Output<unknown>): Promise<boolean> {
    return (output as unknown as { isSecret: Promise<boolean> }).isSecret;
}

/** A value without the wrappers of secrets in it. */
export function revealed(value: unknown): unknown {
    if (typeof value !== "object" || value === null) {
        return value;
    }
    return runtime.isRpcSecret(value)
        ? revealed(runtime.unwrapRpcSecret(value))
        : Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, revealed(inner)]));
}
