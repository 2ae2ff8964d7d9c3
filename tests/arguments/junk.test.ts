import assert from "node:assert/strict";
import { Output, output, RunError } from "@pulumi/pulumi";
import fc from "fast-check";
import { declaredArguments } from "../../components/arguments/declaredArguments";
import { everyArgument } from "./support/everyArgument";
import { told } from "./support/told";

const circular: Record<string, unknown> = {};
circular.self = circular;

const JUNK: readonly unknown[] = [
    ...[null, undefined, true, 0, -1, 1.5, 1e21, Number.NaN, Number.POSITIVE_INFINITY, 7n, Symbol("s"), () => 1],
    ...[
        "",
        " ",
        "../..",
        "..",
        "a/b",
        "a?b",
        "a#b",
        "a\\b",
        "a\r\nb",
        "\u0000",
        "\u007f",
        "x".repeat(1_000),
        "é".repeat(300),
    ],
    ...["constructor", "__proto__", "hasOwnProperty", "-1d", "1e9d", `${"9".repeat(90)}y`, "25d", "0.1ms"],
    ...[
        [],
        [null],
        Object.assign(new Array(3), { 2: "a" }),
        {},
        circular,
        [circular],
        new Date("never"),
        new Map([[1, 2]]),
    ],
    ...[
        JSON.parse('{"__proto__":{"a":1}}'),
        { constructor: 1 },
        Object.create(null),
        new Proxy({}, { ownKeys: fails, get: fails }),
    ],
    ...[output("a\nb"), output(null), output([1]), output({}), output(new Date("never"))],
];

function fails(): never {
    throw new Error("junk");
}

/** Every place in the arguments where something can be put, as the path that leads to it. */
function pathsIn(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
    if (typeof value !== "object" || value === null || Output.isInstance(value)) {
        return [path];
    }
    const inner = Object.entries(value).flatMap(([name, part]) => pathsIn(part, [...path, name]));
    return path.length === 0 ? inner : [path, ...inner];
}

/** The same with something else at that place, or beside it. */
function withJunk(value: unknown, [name = "", ...rest]: readonly string[], junk: unknown): unknown {
    const part = rest.length === 0 ? junk : withJunk(Reflect.get(Object(value), name), rest, junk);
    if (Array.isArray(value)) {
        return value.map((entry, index) => (String(index) === name ? part : entry));
    }
    return { ...Object(value), [name]: part };
}

const ARGUMENTS = Object.keys(everyArgument());
const PATHS = pathsIn(everyArgument());

const place = fc
    .tuple(
        fc.constantFrom(...PATHS),
        fc.option(fc.string({ minLength: 1, maxLength: 12 }), { nil: undefined, freq: 6 }),
    )
    .map(([path, misspelt]) => (misspelt === undefined ? path : [...path.slice(0, -1), misspelt]));

/** Some of the junk cannot be shown, so it goes by its number. */
const junk = fc.oneof(
    { weight: 3, arbitrary: fc.nat(JUNK.length - 1).map((number) => ({ number })) },
    {
        weight: 1,
        arbitrary: fc
            .anything({ withNullPrototype: true, withBigInt: true, withDate: true, withMap: true })
            .map((value) => ({ value })),
    },
);

/** The arguments, with no more of the consumers than the one that the path leads to: each is a resource, which takes its time. */
function argumentsWith(path: readonly string[]): { readonly args: unknown; readonly path: readonly string[] } {
    const args = everyArgument();
    const [list, index, ...rest] = path;
    const consumer = args.consumers?.[Number(index)];
    return list === "consumers" && consumer !== undefined
        ? { args: { ...args, consumers: [consumer] }, path: [list, "0", ...rest] }
        : { args: list === "consumers" ? args : { ...args, consumers: [] }, path };
}

/** Asserts that each complaint about the arguments at this path is a sentence. */
function assertSentences(sentences: readonly string[], path: readonly string[]): void {
    for (const sentence of sentences) {
        const [, argument = ""] = /^uploads: (\w*)/.exec(sentence) ?? [];
        assert.ok(ARGUMENTS.includes(argument) || !ARGUMENTS.includes(path[0] ?? ""), sentence);
        assert.doesNotMatch(sentence, /TypeError|\n|\r| {4}at |\p{Cc}/u);
        assert.ok(sentence.length < 1_500, sentence);
    }
}

describe("junk in any argument", function () {
    this.timeout(120_000);

    it("is accepted, or told in sentences with the pair and the argument", async () => {
        await fc.assert(
            fc.asyncProperty(place, junk, async (at, what) => {
                const { args, path } = argumentsWith(at);
                const sentences = await told(withJunk(args, path, "number" in what ? JUNK[what.number] : what.value));
                assertSentences(sentences, path);
            }),
            // A case is a whole program: to make it smaller would take longer than the test may.
            { numRuns: 60, endOnFailure: true },
        );
    });

    it("never breaks the look at what a program gives", () => {
        fc.assert(
            fc.property(place, junk, (path, what) => {
                const args = withJunk(everyArgument(), path, "number" in what ? JUNK[what.number] : what.value);
                try {
                    declaredArguments("uploads", args);
                } catch (error) {
                    assert.ok(RunError.isInstance(error), String(error));
                    assertSentences(error.message.split("\n").slice(0, -1), path);
                }
            }),
            { numRuns: 2_000 },
        );
    });
});
