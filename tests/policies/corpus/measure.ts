import { policies } from "../../../policies/index";
import { Stack } from "../../../policies/stack/stack";
import { JUDGES } from "../support/judges";
import { resource } from "../support/stacks";
import type { CorpusProgram, HiddenKey } from "./corpusProgram";

/** A place that a policy names. */
export interface Named {
    readonly policy: string;
    readonly resource: string;
    readonly place: string;
    readonly mandatory: boolean;
    readonly message: string;
}

/** The verdict of the pack on a program. */
export interface Verdict {
    readonly program: CorpusProgram;
    readonly found: readonly HiddenKey[];
    readonly missed: readonly HiddenKey[];
    /** Those of the found ones that stop an update. */
    readonly stopped: readonly HiddenKey[];
    /** Places that hold a key of Azure, and places that do not. */
    readonly right: readonly Named[];
    readonly wrong: readonly Named[];
}

const LEVELS = new Map(policies.map(({ name, enforcementLevel }) => [name, enforcementLevel]));

/** The verdict of every policy of the pack on a program. */
export function verdictOn(program: CorpusProgram): Verdict {
    const named = namedIn(program);
    const isAt = (key: HiddenKey) => (each: Named) => each.resource === key.resource && each.place.includes(key.at);
    return {
        program,
        found: program.keys.filter((key) => named.some(isAt(key))),
        missed: program.keys.filter((key) => !named.some(isAt(key))),
        stopped: program.keys.filter((key) => named.filter(({ mandatory }) => mandatory).some(isAt(key))),
        right: named.filter((each) => program.keys.some((key) => isAt(key)(each))),
        wrong: named.filter((each) => !program.keys.some((key) => isAt(key)(each))),
    };
}

function namedIn({ resources }: CorpusProgram): readonly Named[] {
    const stack = new Stack(
        resources.map(({ type, name, inputs, propertyDependencies = {} }) =>
            resource(type, name, { inputs, propertyDependencies }),
        ),
    );
    return Object.entries(JUDGES).flatMap(([policy, judge]) =>
        judge(stack).flatMap(({ urn, message, level }) =>
            placesOf(message).map((place) => ({
                policy,
                resource: stack.find(urn)?.name ?? "",
                place,
                mandatory: (level ?? LEVELS.get(policy)) === "mandatory",
                message,
            })),
        ),
    );
}

/** The places that a message names, or the message where it names none. */
function placesOf(message: string): readonly string[] {
    const places = [...message.matchAll(/(?: a key in |\), )(\S.*?) \(/g)].map(([, place = ""]) => place);
    return places.length > 0 ? places : [message];
}
