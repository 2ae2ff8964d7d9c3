import assert from "node:assert/strict";
import { type Operation, readOperations } from "local-azure";
import type { ArmCall } from "../../../components/armCall";
import type { Place } from "../../../components/consumers/consumer";
import { writtenKindOf } from "../../../components/consumers/consumers";
import type { Consumer } from "../../../components/index";
import { changeOf } from "./changes";
import { fakeAccess } from "./fakeAccess";

/** Of a service's package, the operations that a consumer calls when it is switched and removed. */
interface Called {
    readonly packageName: string;
    readonly operations: readonly string[];
    /** The answer of the service, if it is not the same to every call. */
    readonly answer?: (call: string) => unknown;
}

/** Tests that all that a consumer ever calls is in the package of its service. */
export function describeCalls(consumer: Consumer, { packageName, operations: expected, answer }: Called): void {
    describe(`the calls of ${consumer.kind}`, function () {
        this.timeout(60_000);

        it(`are operations of ${packageName}, in its version and with bodies that it takes`, async () => {
            const operations = await readOperations(packageName);
            const calls = await callsTo(consumer, answer ?? whatIsNew());
            assert.deepEqual(
                [...new Set(calls.map((call) => operationOf(call, operations).name))].sort(),
                [...expected].sort(),
            );
            for (const call of calls) {
                const { body = [], headers = [] } = operationOf(call, operations);
                // Some specifications name the properties as one member.
                const known = body.map(({ name }) => name);
                const isWhole = known.includes("properties");
                for (const member of membersOf(call.body)) {
                    assert.ok(
                        known.includes(isWhole ? (member.split(".", 1)[0] ?? "") : member),
                        `${member} is none of ${known.join(", ")}`,
                    );
                }
                assert.deepEqual(
                    Object.keys(call.headers ?? {}).filter((name) => !headers.includes(name)),
                    [],
                );
            }
        });
    });
}

/** Shows every value as new, and after each call another time. */
function whatIsNew(): (call: string) => unknown {
    let syncs = 0;
    return (call) => ({
        value: "new",
        userStorageKey: "new",
        properties: { value: '"new"', autoStorage: { lastKeySync: call.startsWith("POST") ? syncs++ : syncs } },
    });
}

/** All that the consumer ever calls. */
async function callsTo(
    { name: _, ...consumer }: Consumer,
    answer: (call: string) => unknown,
): Promise<readonly ArmCall[]> {
    const place: Place = { ...consumer, argument: "consumers[0]" };
    const kind = writtenKindOf(place, place.argument);
    const access = fakeAccess(answer);
    await kind.switchOver(changeOf(place, { "": "new" }), access);
    await kind.remove(place, [""], access);
    return access.requests;
}

function operationOf({ method, path, apiVersion }: ArmCall, operations: readonly Operation[]): Operation {
    const found = operations.find(
        (one) => one.method === method && one.apiVersion === apiVersion && isPathOf(one.path, path),
    );
    assert.ok(found !== undefined, `no operation is ${method} ${path} in version ${apiVersion}`);
    return found;
}

function isPathOf(pattern: string, path: string): boolean {
    const segments = path.split("/");
    const words = pattern.split("/");
    return (
        words.length === segments.length &&
        words.every((word, index) => word.startsWith("{") || word === segments[index])
    );
}

/** As specifications name them: `properties.value`. */
function membersOf(body: unknown): readonly string[] {
    const { properties, ...rest } = (body ?? {}) as { readonly properties?: object };
    return [...Object.keys(rest), ...Object.keys(properties ?? {}).map((name) => `properties.${name}`)];
}
