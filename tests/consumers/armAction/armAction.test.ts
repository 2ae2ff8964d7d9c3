import assert from "node:assert/strict";
import { runtime } from "@pulumi/pulumi";
import { armActionKind } from "../../../components/consumers/armAction/armAction";
import type { ArmActionPlace } from "../../../components/consumers/armAction/armActionArgs";
import { changeOf, origin } from "../support/changes";
import { fakeAccess, Refused } from "../support/fakeAccess";

const place: ArmActionPlace = {
    kind: "armAction",
    argument: "consumers[0]",
    path: "/resourceGroups/rg/providers/Microsoft.Mail/senders/post",
    apiVersion: "2026-01-01",
    method: "PUT",
    body: { properties: { account: "uploads", credentials: { kind: "key" } } },
    contentAt: "/properties/credentials/value",
};
const checked = (check: ArmActionPlace["check"]): ArmActionPlace => ({ ...place, ...(check && { check }) });
const shown = checked({ method: "POST", path: `${place.path}/listCredentials`, contentAt: "/credentials/0/value" });

const {
    look,
    follow,
    followsRetirement,
    switchOver,
    remove,
    actions,
    id,
    isVisible,
    contents,
    names,
    problems,
    readerLag,
} = armActionKind;

describe("a call that makes a service take the key", () => {
    it("has the value put into its body, and leaves the body that the program gave as it is", async () => {
        const access = fakeAccess(() => undefined);
        await switchOver(changeOf(place, { "": "new" }), access);
        assert.deepEqual(access.calls, ["PUT post"]);
        assert.deepEqual(access.bodies, [
            { properties: { account: "uploads", credentials: { kind: "key", value: "new" } } },
        ]);
        assert.equal(JSON.stringify(place.body).includes("new"), false);
    });

    it("is made in the configured subscription, in the version that the program names, with time for slow work", async () => {
        const access = fakeAccess(() => undefined);
        await switchOver(changeOf(place, { "": "new" }), access);
        const [request] = access.requests;
        assert.equal(request?.path, `/subscriptions/${access.subscriptionId}${place.path}`);
        assert.equal(request?.apiVersion, "2026-01-01");
        assert.equal(request?.isSlow, true);
    });

    it("has no key in it where the service reads the key itself", async () => {
        const access = fakeAccess(() => undefined);
        const { body: _, contentAt: __, ...rest } = place;
        const sync: ArmActionPlace = { ...rest, method: "POST", path: `${place.path}/sync` };
        await switchOver(changeOf(sync, { "": "new" }), access);
        assert.deepEqual(access.calls, ["POST post/sync"]);
        assert.deepEqual(access.bodies, []);
    });

    it("is followed by the check until the answer shows the value", async () => {
        const answers = ["old", "old", "new"];
        const access = fakeAccess((call) =>
            call.startsWith("PUT") ? undefined : { credentials: [{ value: answers.shift() }] },
        );
        await switchOver(changeOf(shown, { "": "new" }), access);
        assert.deepEqual(access.calls, ["PUT post", ...Array(3).fill("POST post/listCredentials")]);
    });

    const signs: readonly [string, ArmActionPlace["check"], unknown][] = [
        ["the fingerprint", { fingerprintAt: "/tags/key" }, { tags: { key: origin.fingerprint } }],
        ["the state", { expect: { "/properties/isReady": "true" } }, { properties: { isReady: true } }],
    ];
    for (const [sign, check, answer] of signs) {
        it(`is done when the answer shows ${sign} that is expected`, async () => {
            await switchOver(
                changeOf(checked(check), { "": "new" }),
                fakeAccess(() => answer),
            );
            await assert.rejects(
                switchOver(
                    changeOf(checked(check), { "": "new" }),
                    fakeAccess(() => ({ tags: {}, properties: {} })),
                ),
                /GET post does not show the key of key2 within 2m: .*the old key still works.*run `pulumi up` again/,
            );
        });
    }

    it("is done when something in the answer is another than before the call", async () => {
        let syncs = 0;
        const access = fakeAccess((call) => {
            syncs += call.startsWith("PUT") ? 1 : 0;
            return { properties: { lastSync: `2026-11-24T10:00:0${syncs}Z` } };
        });
        await switchOver(changeOf(checked({ changedAt: "/properties/lastSync" }), { "": "new" }), access);
        assert.deepEqual(access.calls, ["GET post", "PUT post", "GET post"]);
        const still = fakeAccess(() => ({ properties: { lastSync: "2026" } }));
        const change = changeOf(checked({ changedAt: "/properties/lastSync" }), { "": "new" });
        await assert.rejects(switchOver(change, still), /\/properties\/lastSync is as it was before/);
    });

    it("names neither the new value nor the one that is shown where the two differ", async () => {
        const access = fakeAccess(() => ({ credentials: [{ value: "the-old-key" }] }));
        await assert.rejects(switchOver(changeOf(shown, { "": "the-new-key" }), access), (error: Error) => {
            assert.match(error.message, /\/credentials\/0\/value is another value/);
            assert.doesNotMatch([error.message, ...access.said].join(), /the-(old|new)-key/);
            return true;
        });
    });

    it("can be looked at where the check shows the key or its fingerprint, and not otherwise", async () => {
        assert.equal(isVisible?.(shown), true);
        assert.equal(isVisible?.(checked({ fingerprintAt: "/tags/key" })), true);
        assert.equal(isVisible?.(checked({ changedAt: "/properties/lastSync" })), false);
        assert.equal(isVisible?.(place), false);
    });

    it("is looked at by the check alone: what is shown, any key where nothing is, nothing where there is no resource", async () => {
        const access = fakeAccess(() => ({ credentials: [{ value: "old" }] }));
        assert.deepEqual(await look?.(shown, access), { "": { value: "old" } });
        assert.deepEqual(access.calls, ["POST post/listCredentials"]);
        assert.deepEqual(
            await look?.(
                shown,
                fakeAccess(() => ({ credentials: [] })),
            ),
            {
                "": { fingerprint: undefined },
            },
        );
        const byTag = checked({ fingerprintAt: "/tags/key" });
        assert.deepEqual(
            await look?.(
                byTag,
                fakeAccess(() => ({ tags: { key: "f1" } })),
            ),
            {
                "": { fingerprint: "f1" },
            },
        );
        const absent = fakeAccess(() => {
            throw new Refused(404);
        });
        assert.equal(await look?.(shown, absent), "absent");
    });

    it("is made once more after a retirement where the program says so, and then confirmed by what has changed", async () => {
        const { body: _, contentAt: __, ...rest } = place;
        const check = { path: place.path, contentAt: "/key", changedAt: "/time" };
        const sync: ArmActionPlace = {
            ...rest,
            method: "POST",
            path: `${place.path}/sync`,
            afterRetirement: true,
            check,
        };
        assert.equal(followsRetirement?.(sync), true);
        assert.equal(followsRetirement?.(place), false);
        let syncs = 0;
        const access = fakeAccess((call) => {
            syncs += call.startsWith("POST") ? 1 : 0;
            return { key: "the active one is not what it has read", time: syncs };
        });
        await follow?.(sync, origin, access);
        assert.deepEqual(access.calls, ["GET post", "POST post/sync", "GET post"]);
        assert.deepEqual(problems(sync, [sync]), []);
    });

    it("leaves the service as it is when it is left out of the program", async () => {
        const access = fakeAccess(() => undefined);
        await remove(place, [""], access);
        assert.deepEqual(access.calls, []);
    });

    it("is known by its path, needs the actions of its calls, and holds what its content says", () => {
        assert.equal(id(place, "s"), `/subscriptions/s${place.path}`);
        assert.deepEqual(names(place), ["post"]);
        assert.deepEqual(actions(shown), [
            "Microsoft.Mail/senders/write",
            "Microsoft.Mail/senders/listCredentials/action",
        ]);
        assert.deepEqual(contents(place), { "": "key" });
        assert.deepEqual(contents({ ...place, content: "connectionString" }), { "": "connectionString" });
        assert.equal(readerLag?.({ ...place, cachedFor: "1h" }), "1h");
    });

    const bad: readonly [string, Partial<Record<keyof ArmActionPlace, unknown>>, string][] = [
        ["a path that is an address", { path: "https://management.azure.com/x" }, "consumers[0].path"],
        ["a path with a query", { path: `${place.path}?api-version=2026-01-01` }, "consumers[0].path"],
        ["a path that ends in a slash", { path: `${place.path}/` }, "consumers[0].path"],
        ["a path without a provider", { path: "/resourceGroups/rg" }, "consumers[0].path"],
        ["a write of what is no resource", { path: `${place.path}/sync` }, "consumers[0].path"],
        ["a POST that asks for nothing", { method: "POST" }, "consumers[0].path"],
        ["a check that asks for nothing", { check: { method: "POST", contentAt: "/v" } }, "consumers[0].check.path"],
        ["a version that is none", { apiVersion: "latest" }, "consumers[0].apiVersion"],
        ["a method that only reads", { method: "GET" }, "consumers[0].method"],
        ["a write of nothing", { body: undefined }, "consumers[0].body"],
        ["a pointer without a slash", { contentAt: "properties.value" }, "consumers[0].contentAt"],
        ["an empty pointer", { contentAt: "" }, "consumers[0].contentAt"],
        ["a pointer into a text", { contentAt: "/properties/account/value" }, "consumers[0].contentAt"],
        ["a pointer to the prototype", { contentAt: "/__proto__/value" }, "consumers[0].contentAt"],
        ["a retirement of what it is given", { afterRetirement: true }, "consumers[0].afterRetirement"],
        ["a content that is none", { content: "password" }, "consumers[0].content"],
        ["a lag in words", { cachedFor: "a while" }, "consumers[0].cachedFor"],
        ["a check of nothing", { check: { method: "GET" } }, "consumers[0].check"],
        ["a check that writes", { check: { method: "PUT", contentAt: "/v" } }, "consumers[0].check.method"],
        ["a check elsewhere", { check: { path: "elsewhere", contentAt: "/v" } }, "consumers[0].check.path"],
        [
            "a check of the value and its fingerprint",
            { check: { contentAt: "/v", fingerprintAt: "/f" } },
            "consumers[0].check.fingerprintAt",
        ],
        ["a check without time", { check: { contentAt: "/v", timeout: "0s" } }, "consumers[0].check.timeout"],
        ["an expectation of nowhere", { check: { expect: { state: "Ready" } } }, "consumers[0].check.expect"],
    ];
    for (const [what, change, property] of bad) {
        it(`is refused by name with ${what}`, () => {
            const one = { ...place, ...change } as ArmActionPlace;
            assert.deepEqual(
                problems(one, [one]).map((problem) => problem.property),
                [property],
            );
        });
    }

    it("is refused where another entry makes the same call", () => {
        const twin = { ...place, argument: "consumers[1]", path: place.path.toUpperCase() };
        const [problem] = problems(twin, [place, twin]);
        assert.equal(problem?.property, "consumers[1].path");
        assert.match(problem?.reason ?? "", /is called by consumers\[0\] already/);
    });

    it("is right with all that it may have, and where values are unknown at preview", () => {
        const whole: ArmActionPlace = { ...shown, content: "connectionString", cachedFor: "1h" };
        assert.deepEqual(problems(whole, [whole]), []);
        const unknown = runtime.unknownValue as never;
        const later: ArmActionPlace = { ...place, path: unknown, apiVersion: unknown, contentAt: unknown };
        assert.deepEqual(problems(later, [place, later]), []);
        const check = { path: unknown, method: unknown, contentAt: unknown, timeout: unknown };
        assert.deepEqual(problems(checked(check), [checked(check)]), []);
    });
});
