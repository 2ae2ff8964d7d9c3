import { Output, output, RunError, runtime } from "@pulumi/pulumi";
import { refusalOf } from "../arguments/declaredArguments";
import type { RotationInputs } from "../arguments/rotationInputs";
import type { KeyView } from "../consumers/values/keyContent";
import type { ArgumentProblem } from "../shape/problem";
import { isMocked, isPlugin } from "./handledResource";
import type { Retirement } from "./retirement/resource";
import { checkArguments } from "./rotation/checkArguments";
import type { Rotation } from "./rotation/resource";

/** The resources whose outputs a pair has. */
export interface PairParts {
    readonly key: KeyView;
    readonly found: Rotation["found"];
    readonly retirement: Pick<Retirement, "state" | "answers">;
    readonly secretUris: Output<Readonly<Record<string, string>>>;
}

/**
 * Makes a pair. If its arguments are wrong, it is refused when the program has run, by outputs that fail: so a run reports the problems of
 * every pair of a program at once. A program's own tests, and programs in other languages, get the error at once.
 */
export function madeUnlessRefused(make: () => PairParts): PairParts {
    try {
        return make();
    } catch (error) {
        if (!RunError.isInstance(error) || isPlugin() || isMocked() || runtime.getMonitor() === undefined) {
            throw error;
        }
        return refused(error);
    }
}

/** Every part is the same failed output, so that the SDK shows the error once. */
function refused(error: RunError): PairParts {
    const never = output<never>(Promise.reject(error));
    return {
        key: {
            value: never,
            connectionString: never,
            endpoints: never,
            sas: () => never,
            slot: never,
            generation: never,
            fingerprint: never,
            rotatedAt: never,
            source: never,
        },
        found: never,
        retirement: { state: never, answers: never },
        secretUris: never,
    };
}

/**
 * Refuses arguments that are known to be wrong while the program runs. Outputs are not known yet: the handler checks them.
 *
 * @param declared the problems that the form of the arguments has shown
 * @throws RunError with every problem, each by its argument
 */
export function refuseKnownProblems(pair: string, inputs: object, declared: readonly ArgumentProblem[]): void {
    const known = knownOf(inputs) as RotationInputs;
    const { service } = Object(known.source) as Partial<RotationInputs["source"]>;
    // A module of the user's own is loaded by the handlers alone, and the keys of a vault's pair are not drawn yet.
    const problems = checkArguments(
        {
            ...known,
            material: runtime.unknownValue,
            ...(service === "custom" && {
                source: { ...known.source, module: runtime.unknownValue } as typeof known.source,
            }),
        },
        declared,
    );
    if (problems.length > 0) {
        throw refusalOf(pair, problems);
    }
}

/** The same with all that is only known later as unknown. */
function knownOf(value: unknown): unknown {
    if (Output.isInstance(value) || value instanceof Promise) {
        return runtime.unknownValue;
    }
    if (Array.isArray(value)) {
        return value.map(knownOf);
    }
    if (typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype) {
        return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, knownOf(inner)]));
    }
    return value;
}
