import { createHash } from "node:crypto";
import { answerOfModule } from "../../boundedAnswer";
import { RotationError } from "../../lifecycle/rotationError";
import { errorLine } from "../../oneLine";
import { noteSecret } from "../../redaction/redacted";
import type { CustomPairInputs, KeyPairContext, KeyPairModule } from "../../services/customPair";
import type { Endpoints, KeyPairDescription, KeysBySlot } from "../../services/keyPairDescription";
import { type KeyPair, LostRegenerate, type Probe } from "./keyPair";
import { keyPairModule } from "./keyPairModule";

/** The module's name for the pair; else the module's own name and a digest of its configuration. */
export function customPairId(source: CustomPairInputs): string {
    const { module, config } = source;
    const named = keyPairModule(source).identity?.(config);
    const digest = createHash("sha256").update(JSON.stringify(config, sorted)).digest("hex").slice(0, 16);
    return named ?? `custom:${module}#${digest}`;
}

/** The description of the pair; calls none of the module's functions. */
export function customDescription(source: CustomPairInputs): KeyPairDescription {
    const module = keyPairModule(source);
    return {
        slots: module.slots,
        keyEncoding: module.keyEncoding ?? "text",
        acceptedWithin: module.acceptedWithin ?? "10m",
        canBeAsked: module.accepts !== undefined,
        connectionString: (_name, key) => module.connectionString?.(contextOf(source), key) ?? key,
        keyInConnectionString: (text) => module.keyInConnectionString?.(text),
    };
}

/** Two keys that a module of the user's own lists and regenerates. */
export class CustomKeyPair implements KeyPair {
    readonly id: string;
    readonly description: KeyPairDescription;
    readonly slotsMayBeEmpty = true;
    private readonly module: KeyPairModule;
    private readonly context: KeyPairContext;

    constructor(source: CustomPairInputs) {
        this.module = keyPairModule(source);
        this.context = contextOf(source);
        this.id = customPairId(source);
        const description = customDescription(source);
        this.description = {
            ...description,
            keyInConnectionString: (text) =>
                this.call("keyInConnectionString", () => description.keyInConnectionString(text)),
        };
    }

    async list(): Promise<KeysBySlot> {
        const keys = this.keysIn(await this.callAsync("list", () => this.module.list(this.context)));
        if (keys === undefined) {
            const { slots } = this.description;
            throw this.failure("list", `it did not return a text for each of ${slots.join(" and ")}`);
        }
        return keys;
    }

    /** After any error, the key may be a new one: only a list can tell. */
    async regenerate(slot: string): Promise<KeysBySlot | undefined> {
        try {
            return this.keysIn(await this.callAsync("regenerate", () => this.module.regenerate(this.context, slot)));
        } catch (error) {
            throw new LostRegenerate(error as RotationError);
        }
    }

    endpoints(): Promise<Endpoints> {
        return Promise.resolve({});
    }

    async probe(): Promise<Probe | undefined> {
        return this.description.canBeAsked ? (key) => this.accepts(key) : undefined;
    }

    connectionString(key: string): string {
        return this.call("connectionString", () => this.description.connectionString("", key, {}));
    }

    private async accepts(key: string): Promise<boolean> {
        try {
            return (await answerOfModule(() => this.module.accepts?.(this.context, key))) === true;
        } catch {
            return false;
        }
    }

    private call<Result>(name: keyof KeyPairModule, call: () => Result): Result {
        try {
            return call();
        } catch (error) {
            throw this.failure(name, error);
        }
    }

    private async callAsync(name: keyof KeyPairModule, call: () => unknown): Promise<unknown> {
        try {
            return await answerOfModule(call);
        } catch (error) {
            throw this.failure(name, error);
        }
    }

    /** Undefined if it is not a text for each slot. */
    private keysIn(answer: unknown): KeysBySlot | undefined {
        const { slots } = this.description;
        const answered = (answer ?? {}) as Readonly<Record<string, unknown>>;
        const keys = slots.map((slot) => [slot, answered[slot]] as const);
        for (const [, key] of keys) {
            noteSecret(typeof key === "string" ? key : "");
        }
        if (!keys.every((entry): entry is readonly [string, string] => typeof entry[1] === "string")) {
            return undefined;
        }
        return Object.fromEntries(keys);
    }

    private failure(name: keyof KeyPairModule, cause: unknown): RotationError {
        return new RotationError("service", `${this.id}: the module's \`${name}\` failed: ${errorLine(cause)}`);
    }
}

function contextOf({ config }: CustomPairInputs): KeyPairContext {
    return { config };
}

/** Two programs that differ in the order of names alone say the same. */
function sorted(_name: string, value: unknown): unknown {
    return typeof value === "object" && value !== null && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
        : value;
}
