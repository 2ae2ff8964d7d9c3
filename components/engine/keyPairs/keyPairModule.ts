import { createRequire } from "node:module";
import { durationMs } from "../../duration";
import { RotationError } from "../../lifecycle/rotationError";
import { errorLine, oneLine } from "../../oneLine";
import type { CustomPairInputs, KeyPairModule } from "../../services/customPair";
import { type ArgumentProblem, unless } from "../../shape/problem";
import { containsUnknown } from "../../shape/unknown";

const REQUIRED = ["list", "regenerate"] as const;
const OPTIONAL = ["accepts", "connectionString", "keyInConnectionString", "identity"] as const;
const ENCODINGS: readonly unknown[] = ["base64", "text", undefined];

/** The module of a custom pair; an error if it is not such a module. */
export function keyPairModule({ module }: Pick<CustomPairInputs, "module">): KeyPairModule {
    const loaded = load(module);
    const [problem] = typeof loaded === "string" ? [loaded] : problemsIn(loaded);
    if (problem !== undefined || typeof loaded === "string") {
        throw new RotationError("configuration", `source.module "${module}" ${problem}; no key was changed`);
    }
    return loaded as KeyPairModule;
}

/** Problems of the module of a custom pair. One that is unknown at preview is correct so far. */
export function keyPairModuleProblems({ module, config }: CustomPairInputs): readonly ArgumentProblem[] {
    if (containsUnknown(module)) {
        return [];
    }
    const loaded = load(module);
    if (typeof loaded === "string") {
        return [{ property: "source.module", reason: `"${module}" ${loaded}` }];
    }
    const wrong = [...problemsIn(loaded), ...identityProblems(loaded, config)];
    return wrong.map((reason) => ({ property: "source.module", reason: `"${module}" ${reason}` }));
}

type Exports = Readonly<Partial<Record<keyof KeyPairModule, unknown>>>;

/** The exports of the module, or the reason why it cannot be loaded. */
function load(module: string): Exports | string {
    try {
        const exports: unknown = createRequire(`${process.cwd()}/_`)(module);
        return typeof exports === "object" && exports !== null ? exports : "exports nothing";
    } catch (error) {
        const [why = ""] = (error instanceof Error ? error.message : String(error)).split("\n");
        return `cannot be loaded from the folder of the program: ${oneLine(why)}`;
    }
}

function problemsIn(exports: Exports): readonly string[] {
    const { slots, keyEncoding, acceptedWithin, connectionString, keyInConnectionString } = exports;
    const missing = REQUIRED.filter((name) => typeof exports[name] !== "function");
    const wrong = OPTIONAL.filter((name) => !["function", "undefined"].includes(typeof exports[name]));
    return [
        ...missing.map((name) => `exports no function \`${name}\``),
        ...wrong.map((name) => `exports \`${name}\`, which is no function`),
        ...sentence(areSlots(slots), "must export `slots`, the two different names of the slots"),
        ...sentence(ENCODINGS.includes(keyEncoding), 'exports a `keyEncoding` that is neither "base64" nor "text"'),
        ...sentence(
            acceptedWithin === undefined || durationMs(String(acceptedWithin)) !== undefined,
            "exports an `acceptedWithin` that is no duration such as `10m`",
        ),
        ...sentence(
            typeof connectionString === typeof keyInConnectionString,
            "must export both `connectionString` and `keyInConnectionString`, or neither",
        ),
    ];
}

function areSlots(slots: unknown): boolean {
    return (
        Array.isArray(slots) &&
        slots.length === 2 &&
        slots.every((slot) => typeof slot === "string" && slot !== "") &&
        slots[0] !== slots[1]
    );
}

function identityProblems({ identity }: Exports, config: CustomPairInputs["config"]): readonly string[] {
    if (typeof identity !== "function" || containsUnknown(config)) {
        return [];
    }
    try {
        const named: unknown = identity(config);
        return sentence(typeof named === "string" && named !== "", "has an `identity` that returns no text");
    } catch (error) {
        return [`has an \`identity\` that fails: ${errorLine(error)}`];
    }
}

function sentence(right: boolean, text: string): readonly string[] {
    return unless(right, "", text).map(({ reason }) => reason);
}
