import { runtime } from "@pulumi/pulumi";
import { RegisterResourceResponse } from "@pulumi/pulumi/proto/resource_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { Victim } from "../crash/victim";
import type { Up, UpOptions } from "../support/matrixStack";
import { ProcessScope } from "./processScope";
import { azureNativeProvider, DynamicProvider, type Known, type Properties, type Provider } from "./provider";

/** A resource in the state. */
export interface StateResource extends Known {
    readonly type: string;
    readonly name: string;
    /** Whether a provider makes it, and not a program. */
    readonly isCustom: boolean;
    readonly isRetained: boolean;
    /** Whether its last step failed and has left a partial result: then the next update is wanted even without a diff. */
    readonly hasFailed?: true;
}

/** The saved state of the engine, by URN. */
export type State = ReadonlyMap<string, StateResource>;

export interface UpdateOptions extends UpOptions {
    /** Called when a step has changed the state of a resource. */
    readonly onSaved?: (type: string) => void;
    /** Ends the user agent of each request of the providers. */
    readonly tag?: string;
}

/** How an update ended. */
export interface UpdateEnd extends Up {
    readonly state: State;
}

/** A registration, as the SDK sends it. */
interface Registration {
    getType(): string;
    getName(): string;
    getParent(): string;
    getCustom(): boolean;
    getRetainondelete(): boolean;
    getObject(): Plain | undefined;
}

/** How the types of the other provider begin. */
const OTHER = "azure-native:";

interface Monitor {
    registerResource(registration: Registration, answer: Answer): void;
    registerResourceOutputs(request: { getUrn(): string; getOutputs(): Plain | undefined }, answer: Answer): void;
}

type Plain = { toJavaScript(): Properties };
type Answer = (error: Error | null, response: unknown) => void;

/** The remains of the engine for a program that goes on after nobody waits for it. */
const UNHEARD: Monitor = { registerResource: () => {}, registerResourceOutputs: () => {} };

/**
 * The engine's work for a program, in this process: it takes the resources as the SDK registers them, asks their providers as the engine
 * asks them, saves the result of each step, and begins no step when one has failed. It knows neither previews nor replacements, because no
 * case has one.
 */
export class Update {
    readonly #state: Map<string, StateResource>;
    readonly #before: State;
    readonly #dynamic: DynamicProvider;
    readonly #azureNative: ProcessScope;
    readonly #registered = new Set<string>();
    readonly #output: string[] = [];
    readonly #end: Promise<UpdateEnd>;
    #monitor: Monitor | undefined;
    #give: (how: "ended" | "killed") => void = () => {};
    #stepsUnderWay = 0;
    #othersUnderWay = 0;
    #programIsDone = false;
    #hasFailed = false;
    #isKilled = false;

    constructor(
        before: State,
        private readonly program: () => void,
        private readonly options: UpdateOptions = {},
    ) {
        const { environment = {}, tag = "" } = options;
        this.#before = before;
        this.#state = new Map(before);
        this.#dynamic = new DynamicProvider(new ProcessScope(tag), environment, (line) => this.#output.push(line));
        this.#azureNative = new ProcessScope(tag);
        this.#end = this.#run();
    }

    get end(): Promise<UpdateEnd> {
        return this.#end;
    }

    /** Whether another provider than the product's has a step under way. */
    get isOtherUnderWay(): boolean {
        return this.#othersUnderWay > 0;
    }

    /**
     * Kills one process. With the engine all ends, and nothing more is saved. Without the provider its steps fail, and the running steps of
     * others are saved. Without the program the running steps go on to their end, and nothing else begins.
     */
    kill(victim: Victim): void {
        switch (victim) {
            case "engine":
                this.#isKilled = true;
                this.#dynamic.kill();
                this.#azureNative.kill();
                this.#give("killed");
                return;
            case "provider":
                this.#dynamic.kill();
                this.#fail("the provider was killed");
                return;
            case "program":
                this.#dynamic.programHasEnded = true;
                this.#fail("the program was killed");
        }
    }

    async #run(): Promise<UpdateEnd> {
        const given = new Promise<"ended" | "killed">((resolve) => {
            this.#give = resolve;
        });
        if (this.options.isRefreshed) {
            await this.#step(() => this.#refresh());
        }
        if (!this.#hasFailed) {
            this.#start();
        }
        const how = await given;
        this.#dynamic.kill();
        this.#azureNative.kill();
        // Connections and timers that outlive this keep the program's store, which is to keep nothing else.
        Object.assign(this.#monitor ?? {}, UNHEARD);
        const writesAtEndOnly = this.options.environment?.PULUMI_SKIP_CHECKPOINTS !== undefined;
        const isLost = how === "killed" && writesAtEndOnly;
        return {
            state: isLost ? this.#before : new Map(this.#state),
            output: this.#output.join("\n"),
            hasFailed: this.#hasFailed || how === "killed",
        };
    }

    /** Runs the program, each in a store of its own. */
    #start(): void {
        withLocalStorage(async () => {
            await runtime.setMocks({ newResource: () => ({ id: undefined, state: {} }), call: () => ({}) });
            const monitor = runtime.getMonitor() as unknown as Monitor;
            this.#monitor = Object.assign(monitor, {
                registerResource: (registration, answer) => void this.#register(registration, answer),
                registerResourceOutputs: (request, answer) => {
                    this.#registerOutputs(request.getUrn(), plain(request.getOutputs()?.toJavaScript()));
                    answer(null, {});
                },
            } satisfies Monitor);
            this.program();
            await runtime.disconnect();
            this.#programIsDone = true;
            await this.#step(() => this.#deleteOthers());
        }).catch((error: unknown) => this.#fail(String(error)));
    }

    async #register(registration: Registration, answer: Answer): Promise<void> {
        const [type, name] = [registration.getType(), registration.getName()];
        const urn = `urn:pulumi:stack::project::${type}::${name}`;
        this.#registered.add(urn);
        const kept = { type, name, isCustom: registration.getCustom(), isRetained: registration.getRetainondelete() };
        if (!kept.isCustom) {
            const outputs = this.#before.get(urn)?.outputs ?? {};
            this.#state.set(urn, { ...kept, id: "", inputs: {}, outputs });
            answer(null, answered(urn, "", {}));
            return;
        }
        if (this.#hasFailed || this.#isKilled) {
            return; // nobody answers from then on
        }
        const { __provider, ...inputs } = plain(registration.getObject()?.toJavaScript());
        const others = type.startsWith(OTHER) ? 1 : 0;
        this.#othersUnderWay += others;
        await this.#step(async () => {
            const { id, outputs } = await this.#carryOut(urn, kept, inputs);
            if (!this.#hasFailed && !this.#isKilled) {
                answer(null, answered(urn, id, outputs));
            }
        });
        this.#othersUnderWay -= others;
    }

    async #carryOut(
        urn: string,
        kept: Pick<StateResource, "type" | "name" | "isCustom" | "isRetained">,
        news: Properties,
    ): Promise<Known> {
        const old = this.#state.get(urn);
        const provider = await this.#providerOf(kept.type);
        const { inputs, failures } = await provider.check(kept.name, old?.inputs ?? {}, news);
        if (failures.length > 0) {
            throw new Error(failures.join("; "));
        }
        const save = (made: { readonly id: string; readonly outputs: Properties }, hasFailed?: true) =>
            this.#save(urn, { ...kept, inputs, ...made, ...(hasFailed && { hasFailed }) });
        if (old === undefined) {
            return save(await provider.create(inputs).catch((error) => saveReached(error, save)));
        }
        const isWanted = await provider.diff(old, inputs);
        if (!isWanted && old.hasFailed === undefined) {
            return save(old);
        }
        const outputs = await provider.update(old, inputs).catch((error) => saveReached(error, save));
        return save({ id: old.id, outputs });
    }

    #save(urn: string, resource: StateResource): StateResource {
        if (this.#isKilled) {
            throw new Error("The engine was killed.");
        }
        const former = this.#state.get(urn);
        const saved = { ...resource, inputs: plain(resource.inputs), outputs: plain(resource.outputs) };
        this.#state.set(urn, saved);
        if (JSON.stringify(former?.outputs) !== JSON.stringify(saved.outputs)) {
            this.options.onSaved?.(lastOf(resource.type));
        }
        return saved;
    }

    #registerOutputs(urn: string, outputs: Properties): void {
        const known = [...this.#state].find(([, { type, name }]) => urn.endsWith(`::${type}::${name}`));
        if (known !== undefined && !this.#isKilled) {
            this.#state.set(known[0], { ...known[1], outputs });
        }
    }

    /** Reads everything that is known, before the program runs. */
    async #refresh(): Promise<void> {
        await Promise.all(
            [...this.#state].map(async ([urn, resource]) => {
                if (!resource.isCustom) {
                    return;
                }
                const found = await (await this.#providerOf(resource.type)).read(resource);
                if (this.#isKilled) {
                    return;
                }
                if (found === undefined) {
                    this.#state.delete(urn);
                } else {
                    this.#save(urn, { ...resource, ...found });
                }
            }),
        );
    }

    /** Resources that the program has not declared are deleted, unless they are retained. */
    async #deleteOthers(): Promise<void> {
        for (const [urn, resource] of [...this.#state].reverse()) {
            if (this.#registered.has(urn) || this.#hasFailed || this.#isKilled) {
                continue;
            }
            if (resource.isCustom && !resource.isRetained) {
                await (await this.#providerOf(resource.type)).delete(resource);
            }
            this.#state.delete(urn);
        }
    }

    #providerOf(type: string): Promise<Provider> {
        return type.startsWith(OTHER)
            ? Promise.resolve(azureNativeProvider(this.#azureNative, type))
            : this.#dynamic.of(type);
    }

    /** Something that the end of the update waits for; its error fails the update. */
    async #step(work: () => Promise<void>): Promise<void> {
        this.#stepsUnderWay += 1;
        try {
            await work();
        } catch (error) {
            this.#fail(error instanceof Error ? error.message : String(error));
        } finally {
            this.#stepsUnderWay -= 1;
            this.#endIfIdle();
        }
    }

    #fail(message: string): void {
        this.#hasFailed = true;
        this.#output.push(`    error: ${message}`);
        this.#endIfIdle();
    }

    #endIfIdle(): void {
        if (this.#stepsUnderWay === 0 && (this.#programIsDone || this.#hasFailed)) {
            this.#give("ended");
        }
    }
}

const { withLocalStorage } = require("@pulumi/pulumi/runtime/state") as {
    withLocalStorage<Result>(work: () => Promise<Result>): Promise<Result>;
};

/** Saves the partial result of a failed step, if the step has one. */
function saveReached(
    error: unknown,
    save: (made: { readonly id: string; readonly outputs: Properties }, hasFailed: true) => unknown,
): never {
    const { id, properties } = Object(error) as { readonly id?: string; readonly properties?: Properties };
    if (id !== undefined && properties !== undefined) {
        save({ id, outputs: properties }, true);
    }
    throw error;
}

function answered(urn: string, id: string, outputs: Properties): RegisterResourceResponse {
    return new RegisterResourceResponse()
        .setUrn(urn)
        .setId(id)
        .setObject(Struct.fromJavaScript(outputs as Parameters<typeof Struct.fromJavaScript>[0]));
}

/** A value as a provider gets it: a copy, with neither undefined members nor the wrappers of secrets. */
function plain(value: Properties = {}): Properties {
    return JSON.parse(
        JSON.stringify(value, (_, inner) => (runtime.isRpcSecret(inner) ? runtime.unwrapRpcSecret(inner) : inner)),
    );
}

function lastOf(type: string): string {
    return type.split(":").at(-1) ?? type;
}
