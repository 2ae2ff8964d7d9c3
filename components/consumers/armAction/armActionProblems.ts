import { type ArgumentProblem, durationProblems, oneOfProblems, unless } from "../../shape/problem";
import type { Place } from "../consumer";
import { isSameName } from "../naming";
import { keyContentProblems, placesBefore } from "../placeProblems";
import type { ArmActionPlace } from "./armActionArgs";
import { endsWithVerb } from "./armPath";
import { contentProblems, pointerProblems } from "./pointerProblems";

/** A resource or an action of it, in a subscription or in the configured one. */
const PATH = /^\/(subscriptions|resourceGroups)\/[^?#]+\/providers\/[^/?#]+\/[^/?#]+\/[^?#]*[^/?#]$/i;

/** Problems of such a call, also beside the other places of the pair. */
export function armActionProblems(place: ArmActionPlace, all: readonly Place[]): readonly ArgumentProblem[] {
    const { argument, method = "POST", body, contentAt, content = "key", check, cachedFor, afterRetirement } = place;
    const twin = placesBefore(place, all).find(
        (other) => isSameName(other.path, place.path) && (other.method ?? "POST") === method,
    );
    return [
        ...callProblems(argument, method, place.path, place.apiVersion),
        ...oneOfProblems(`${argument}.method`, method, ["POST", "PUT", "PATCH"]),
        ...unless(
            method === "POST" || body !== undefined,
            `${argument}.body`,
            `must be given for a ${method}: it is the whole of what is written, but for the value`,
            method,
        ),
        ...contentProblems(`${argument}.contentAt`, contentAt, body),
        ...keyContentProblems(`${argument}.content`, content),
        ...(check === undefined ? [] : checkProblems(`${argument}.check`, place, check)),
        ...(cachedFor === undefined ? [] : durationProblems(`${argument}.cachedFor`, cachedFor)),
        ...unless(
            afterRetirement !== true || contentAt === undefined,
            `${argument}.afterRetirement`,
            "cannot be combined with `contentAt`: what is given the key in use has nothing to read after a retirement",
        ),
        ...unless(twin === undefined, `${argument}.path`, `is called by ${twin?.argument} already`),
    ];
}

type Check = NonNullable<ArmActionPlace["check"]>;

function checkProblems(argument: string, place: ArmActionPlace, check: Check): readonly ArgumentProblem[] {
    const { path = place.path, apiVersion = place.apiVersion, method = "GET", timeout = "2m" } = check;
    const { contentAt, fingerprintAt, changedAt, expect = {} } = check;
    const signs = [contentAt, fingerprintAt, changedAt, ...Object.keys(expect)].filter((sign) => sign !== undefined);
    return [
        ...callProblems(argument, method, path, apiVersion),
        ...oneOfProblems(`${argument}.method`, method, ["GET", "POST"]),
        ...unless(
            signs.length > 0,
            argument,
            "must say what the answer shows: `contentAt`, `fingerprintAt`, `changedAt` or `expect`",
        ),
        ...unless(
            contentAt === undefined || fingerprintAt === undefined,
            `${argument}.fingerprintAt`,
            "cannot be combined with `contentAt`: the answer shows the value or its fingerprint",
        ),
        ...pointerProblems(`${argument}.contentAt`, contentAt),
        ...pointerProblems(`${argument}.fingerprintAt`, fingerprintAt),
        ...pointerProblems(`${argument}.changedAt`, changedAt),
        ...Object.keys(expect).flatMap((pointer) => pointerProblems(`${argument}.expect`, pointer)),
        ...durationProblems(`${argument}.timeout`, timeout, "positive"),
    ];
}

function callProblems(argument: string, method: string, path: string, apiVersion: string): readonly ArgumentProblem[] {
    const isPath = PATH.test(path);
    const rightEnd = method === "GET" || endsWithVerb(path) === (method === "POST");
    return [
        ...unless(
            isPath,
            `${argument}.path`,
            `"${path}" must be a path such as /resourceGroups/GROUP/providers/Microsoft.Batch/batchAccounts/NAME/syncAutoStorageKeys`,
            path,
        ),
        ...unless(
            !isPath || rightEnd,
            `${argument}.path`,
            `"${path}" must end with ${method === "POST" ? "what is asked of the resource" : "the name of the resource"}`,
            [path, method],
        ),
        ...unless(
            /^\d{4}-\d{2}-\d{2}(-\w+)?$/.test(apiVersion),
            `${argument}.apiVersion`,
            `"${apiVersion}" must be a version such as 2023-11-01`,
            apiVersion,
        ),
    ];
}
