import assert from "node:assert/strict";
import { runtime } from "@pulumi/pulumi";
import type { RotationInputs } from "../../components/arguments/rotationInputs";
import { good } from "./support/pairs";
import { areRefusedByName, problemsOf, type Refusal } from "./support/refusals";

function withPropagation(changes: Partial<RotationInputs["propagation"]>): RotationInputs {
    return { ...good, propagation: { ...good.propagation, ...changes } };
}

const REFUSALS: readonly Refusal[] = [
    ["an unknown slot", { ...good, initialSlot: "key3" }, "initialSlot", /"key3" is no slot.*key1 or key2/],
    [
        "a slot in the wrong case",
        { ...good, initialSlot: "Key1" },
        "initialSlot",
        /key1 or key2; did you mean "key1"\?$/,
    ],
    ["an empty trigger", { ...good, trigger: "" }, "rotationTrigger", /empty/],
    [
        "an unknown strategy",
        { ...good, strategy: "random" },
        "strategy",
        /"random" is not one of alternate, there-and-back/,
    ],
    [
        "a misspelt strategy",
        { ...good, strategy: "alternat" },
        "strategy",
        /there-and-back; did you mean "alternate"\?$/,
    ],
    ["a negative settle", { ...good, settle: "-5m" }, "settle", /no duration/],
    ["a settle without a unit", { ...good, settle: "60" }, "settle", /no duration/],
    ["an unknown unit", withPropagation({ timeout: "10 fortnights" }), "propagation.timeout", /no positive duration/],
    ["an empty interval", withPropagation({ interval: "" }), "propagation.interval", /no positive duration/],
    ["no tries", withPropagation({ consecutive: 0 }), "propagation.consecutive", /whole number above 0/],
    ["half a try", withPropagation({ consecutive: 1.5 }), "propagation.consecutive", /whole number/],
    ["a bad blind wait", withPropagation({ blindWait: "soon" }), "propagation.blindWait", /"soon"/],
    ["a list as trigger", { ...good, trigger: "[]" }, "rotationTrigger", /one value/],
    ["an object as trigger", { ...good, trigger: "{}" }, "rotationTrigger", /one value/],
    ["two emergency triggers at once", { ...good, emergency: "[]" }, "emergencyTrigger", /one value/],
    ["an object as retire trigger", { ...good, retireTrigger: "{}" }, "retireTrigger", /one value/],
    ["an unknown pin", { ...good, pinnedSlot: "key3" }, "pinnedSlot", /"key3" is no slot.*key1 or key2/],
    ["an empty pin", { ...good, pinnedSlot: "" }, "pinnedSlot", /no slot/],
    [
        "a pin with there-and-back",
        { ...good, pinnedSlot: "key1", strategy: "there-and-back" },
        "pinnedSlot",
        /cannot be combined.*there-and-back/,
    ],
    ["an age of nothing", { ...good, rotateEvery: "0d" }, "rotateEvery", /no positive duration/],
    ["a negative age", { ...good, rotateEvery: "-90d" }, "rotateEvery", /no positive duration/],
    ["an age without a unit", { ...good, rotateEvery: "90" }, "rotateEvery", /no positive duration/],
    ["an age in words", { ...good, rotateEvery: "quarterly" }, "rotateEvery", /"quarterly"/],
    ["an unknown way to retire", { ...good, retire: "never" }, "retire", /"never" is not one of automatic, manual/],
    ["a timeout of nothing", withPropagation({ timeout: "0s" }), "propagation.timeout", /no positive duration/],
    ["an interval of nothing", withPropagation({ interval: "0ms" }), "propagation.interval", /no positive duration/],
    ["more tries than fit", withPropagation({ consecutive: 601 }), "propagation.timeout", /too short for 601 tries/],
    ["a negative number of tries", withPropagation({ consecutive: -3 }), "propagation.consecutive", /above 0/],
    ["a number of tries as text", withPropagation({ consecutive: "3" as never }), "propagation.consecutive", /whole/],
];

describe("bad arguments are refused by name", () => {
    areRefusedByName(REFUSALS);

    it("finds nothing wrong with good ones", () => {
        assert.deepEqual(problemsOf(good), []);
        assert.deepEqual(problemsOf({ ...good, trigger: "", rotateEvery: "90d" }), []);
        assert.deepEqual(problemsOf({ ...good, pinnedSlot: "key2", retire: "manual", retireTrigger: "1" }), []);
    });

    it("holds nothing against values that are unknown at preview", () => {
        const unknown = runtime.unknownValue;
        const inputs: RotationInputs = {
            ...good,
            source: { service: "storageAccount", resourceGroupName: unknown, name: unknown },
            trigger: unknown,
            initialSlot: unknown,
            strategy: unknown,
            settle: unknown,
            propagation: { timeout: unknown, interval: unknown, blindWait: unknown, consecutive: unknown as never },
        };
        assert.deepEqual(problemsOf(inputs), []);
    });
});
