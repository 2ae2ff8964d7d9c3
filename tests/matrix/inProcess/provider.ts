import type { dynamic } from "@pulumi/pulumi";
import { azureNative, changes } from "local-azure";
import { FreshModules } from "./freshModules";
import { httpsSend } from "./httpsSend";
import type { ProcessScope } from "./processScope";

/** Inputs or outputs of a resource, without the wrappers of secrets. */
export type Properties = Readonly<Record<string, unknown>>;

/** The resource that a provider made. */
export interface Made {
    readonly id: string;
    readonly outputs: Properties;
}

/** The calls of the engine to the provider of a resource. */
export interface Provider {
    check(name: string, olds: Properties, news: Properties): Promise<Checked>;
    create(inputs: Properties): Promise<Made>;
    /** Whether an update is wanted. */
    diff(old: Known, news: Properties): Promise<boolean>;
    update(old: Known, news: Properties): Promise<Properties>;
    /** The resource now; undefined if it is gone. */
    read(old: Known): Promise<{ readonly outputs: Properties; readonly inputs?: Properties } | undefined>;
    delete(old: Known): Promise<void>;
}

export interface Checked {
    readonly inputs: Properties;
    readonly failures: readonly string[];
}

/** A resource as the state has it. */
export interface Known extends Made {
    readonly inputs: Properties;
}

/** The process of the dynamic provider, with the product's modules as they are loaded there. */
export class DynamicProvider {
    readonly #modules: FreshModules;
    readonly #timers: NodeJS.Timeout[] = [];
    readonly #configured = new Map<string, Promise<Handlers>>();
    #die: (reason: Error) => void = () => {};
    readonly #killed = new Promise<never>((_, reject) => {
        this.#die = reject;
    });
    /** The answer to the product when it looks for the program. */
    programHasEnded = false;

    /** @param print gets each line that a handler prints. */
    constructor(
        private readonly scope: ProcessScope,
        environment: Readonly<Record<string, string>>,
        print: (line: string) => void,
    ) {
        this.#killed.catch(() => undefined);
        const argv = process.argv.slice(0, 2);
        this.#modules = new FreshModules({
            process: Object.create(process, {
                env: { value: { ...process.env, ...environment } },
                argv: { value: argv },
                kill: { value: () => this.#signal() },
            }),
            console: Object.create(console, { log: { value: print } }),
            setInterval: ((...args: Parameters<typeof setInterval>) => {
                const timer = setInterval(...args);
                this.#timers.push(timer);
                return timer;
            }) as typeof setInterval,
        });
    }

    /** @param type such as `pulumi-nodejs:dynamic/two-key:Rotation`. */
    async of(type: string): Promise<Provider> {
        const handlers = await this.scope.run(() => this.#handlers(moduleOf(type)));
        const run = <Result>(work: () => Promise<Result>) => Promise.race([this.scope.run(work), this.#killed]);
        return {
            check: (_, olds, news) =>
                run(async () => {
                    const { inputs = news, failures = [] } = (await handlers.check?.(olds, news)) ?? {};
                    return { inputs, failures: failures.map(({ property, reason }) => `${property}: ${reason}`) };
                }),
            create: (inputs) =>
                run(async () => {
                    const { id, outs } = await handlers.create(inputs);
                    return { id, outputs: outs ?? {} };
                }),
            diff: ({ id, outputs }, news) =>
                run(async () => {
                    const { changes: isChanged, replaces = [] } = (await handlers.diff?.(id, outputs, news)) ?? {};
                    refuseReplacement(type, replaces);
                    return isChanged === true;
                }),
            update: ({ id, outputs }, news) =>
                run(async () => (await handlers.update?.(id, outputs, news))?.outs ?? {}),
            read: ({ id, outputs }) =>
                run(async () => {
                    const { id: found, props } = (await handlers.read?.(id, outputs)) ?? { id, props: outputs };
                    return found === undefined ? undefined : { outputs: props ?? {} };
                }),
            delete: ({ id, outputs }) => run(async () => handlers.delete?.(id, outputs)),
        };
    }

    /** Every caller that waits for an answer gets only this error. */
    kill(): void {
        if (this.scope.isDead) {
            return;
        }
        this.scope.kill();
        this.#die(new Error("the provider was killed"));
        // So that nothing in it waits for what does not come.
        (this.#modules.load("engine/stop") as { stopUpdate(): void }).stopUpdate();
        for (const timer of this.#timers) {
            clearInterval(timer);
        }
        this.#modules.forget();
        this.#configured.clear();
    }

    #handlers(module: string): Promise<Handlers> {
        const known = this.#configured.get(module);
        if (known !== undefined) {
            return known;
        }
        const handlers = this.#modules.load(`engine/${module}/handler`) as Handlers;
        const request = { config: { get: () => undefined } } as unknown as dynamic.ConfigureRequest;
        const configured = Promise.resolve(handlers.configure?.(request)).then(() => handlers);
        this.#configured.set(module, configured);
        return configured;
    }

    /** The answer to a question whether a process runs. */
    #signal(): boolean {
        if (this.programHasEnded) {
            throw Object.assign(new Error("kill ESRCH"), { code: "ESRCH" });
        }
        return true;
    }
}

type Handlers = dynamic.ResourceProvider;

const MODULES: Readonly<Record<string, string>> = {
    Rotation: "rotation",
    Retirement: "retirement",
    Wave: "wave",
    Reader: "reader",
    SecretRemoval: "secretRemoval",
};

/** The module with the handlers of a resource. Other resources write a place. */
function moduleOf(type: string): string {
    return MODULES[type.split(":").at(-1) ?? ""] ?? "consumer";
}

/** The process of the stand-in for azure-native. */
export function azureNativeProvider(scope: ProcessScope, type: string): Provider {
    const standIn = azureNative(httpsSend);
    standIn.configure({});
    const kind = standIn.kindOf(type);
    return {
        check: async (name, oldInputs, news) => ({
            inputs: kind.complete(news, { name, seed: name, oldInputs }),
            failures: [],
        }),
        create: (inputs) => scope.run(() => kind.create(inputs)),
        diff: async ({ inputs }, news) => {
            const found = changes(inputs, news);
            refuseReplacement(
                type,
                found.map(({ input }) => input).filter((input) => kind.replacedBy(input) !== "no"),
            );
            return found.length > 0;
        },
        update: ({ id, outputs }, news) => scope.run(() => kind.update(id, news, outputs)),
        read: ({ id, inputs, outputs }) => scope.run(() => kind.read(id, inputs, outputs)),
        delete: ({ id }) => scope.run(() => kind.delete(id)),
    };
}

function refuseReplacement(type: string, replaces: readonly string[]): void {
    if (replaces.length > 0) {
        throw new Error(`${type} would be replaced, which no case is about: ${replaces.join(", ")}`);
    }
}
