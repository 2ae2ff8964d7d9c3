import assert from "node:assert/strict";
import { type Dependent, type Dependents, inOrder } from "../../components/lifecycle/dependent";
import {
    type DependentsWish,
    judgeDependents,
    mustLookForDependents,
    whatItHolds,
} from "../../components/lifecycle/judgeDependents";

const place = (name: string, changes: Partial<Dependent> = {}): Dependent => ({
    kind: "App Service setting",
    place: name,
    holds: ["key1"],
    foundBy: "fingerprint",
    movedBy: "nobody",
    ...changes,
});

const found = (changes: Partial<Dependents>): Dependents => ({
    places: [],
    notLookedAt: [],
    calls: 3,
    lookedAt: "2026-11-24T10:00:00.000Z",
    ...changes,
});

const REFUSE: DependentsWish = { unregistered: "refuse", notLookedAt: "refuse" };
const WARN: DependentsWish = { unregistered: "warn", notLookedAt: "warn" };
const unseen = { kind: "App Service setting", places: ["a", "b"], count: 2, reason: "403: not allowed" };

describe("judgeDependents", () => {
    it("lets a rotation go where everything that was found is moved by somebody, without a word", () => {
        const places = (["pair", "itself", "elsewhere", "unaffected"] as const).map((movedBy) =>
            place("x", { movedBy }),
        );
        assert.deepEqual(judgeDependents(found({ places }), REFUSE, "rotation"), { kind: "go", warnings: [] });
    });

    it("refuses where a place would lose access, names it, its owner and its key, and says what is safe and what to do", () => {
        const places = [place("web/KEY", { owner: "media" }), place("etl/blob", { holds: [], foundBy: "name" })];
        assert.deepEqual(judgeDependents(found({ places }), REFUSE, "rotation"), {
            kind: "refuse",
            reason:
                "web/KEY (App Service setting, media) holds key1, etl/blob (App Service setting) has a key of it, which cannot be " +
                "seen, and nobody moves them to the next key; no key was changed; make consumers of them or say in " +
                '`dependents.alsoHeldBy` who moves them, or set `dependents.unregistered` to "warn", and run `pulumi up` again',
        });
    });

    it("only warns of it where the program wants that", () => {
        const judgement = judgeDependents(found({ places: [place("web/KEY")] }), WARN, "rotation");
        assert.deepEqual(judgement, {
            kind: "go",
            warnings: [
                "web/KEY (App Service setting) holds key1, and nobody moves it to the next key: access is lost when the old key is " +
                    "retired; make consumers of them and run `pulumi up`",
            ],
        });
    });

    it("refuses where it could not look and the program wants to be sure, and else says where", () => {
        const found403 = found({ notLookedAt: [unseen, { ...unseen, kind: "Batch", places: [], count: 0 }] });
        const refusal = judgeDependents(found403, { ...WARN, notLookedAt: "refuse" }, "back");
        assert.equal(refusal.kind, "refuse");
        assert.match(
            refusal.kind === "refuse" ? refusal.reason : "",
            /not looked at.*2 × App Service setting \(403: not allowed\), Batch \(403: not allowed\); no key was changed/,
        );
        const warned = judgeDependents(found403, { ...REFUSE, notLookedAt: "warn" }, "back");
        assert.match(warned.kind === "go" ? (warned.warnings[0] ?? "") : "", /^not looked at, and therefore not known/);
    });

    it("lets an emergency go whatever was found, and names it all", () => {
        const judgement = judgeDependents(
            found({ places: [place("web/KEY")], notLookedAt: [unseen] }),
            REFUSE,
            "emergency",
        );
        assert.equal(judgement.kind, "go");
        const [held = "", unseenThere = ""] = judgement.kind === "go" ? judgement.warnings : [];
        assert.match(held, /access is lost when the old key is retired; make consumers of them and run `pulumi up`$/);
        assert.match(
            unseenThere,
            /App Service setting \(403: not allowed\); allow it to look \(`npx pulumi-two-key role`\)/,
        );
        assert.doesNotMatch(unseenThere, /no key was changed/);
    });

    it("reminds of the people who must be given the new key", () => {
        const people = place("Storage Explorer", { kind: "Added by a person", owner: "media", movedBy: "byHand" });
        assert.deepEqual(judgeDependents(found({ places: [people] }), REFUSE, "rotation"), {
            kind: "go",
            warnings: [
                "give the new key, once it is in use and before the old one is retired, to Storage Explorer (Added by a person, media)",
            ],
        });
    });

    it("counts what is more than a person reads", () => {
        const places = Array.from({ length: 12 }, (_, index) => place(`web/${index}`));
        const judgement = judgeDependents(found({ places }), REFUSE, "rotation");
        const reason = judgement.kind === "refuse" ? judgement.reason : "";
        assert.match(reason, /web\/9 .* and 2 more, and nobody moves them/);
        assert.doesNotMatch(reason, /web\/10/);
        const ten = judgeDependents(found({ places: places.slice(0, 10) }), REFUSE, "rotation");
        assert.doesNotMatch(ten.kind === "refuse" ? ten.reason : "more", /more/);
    });
});

describe("a look for dependents", () => {
    for (const [wanted, isNeeded] of Object.entries({
        rotation: true,
        back: true,
        emergency: true,
        pin: false,
        nothing: false,
    } as const)) {
        it(`${isNeeded ? "comes before" : "is not needed for"} ${wanted}`, () => {
            assert.equal(mustLookForDependents(wanted as Parameters<typeof mustLookForDependents>[0]), isNeeded);
        });
    }
});

describe("dependents", () => {
    it("come with those first that nobody moves, then by kind and place", () => {
        const places = [
            place("b", { movedBy: "pair" }),
            place("z"),
            place("a", { kind: "Key Vault secret" }),
            place("a"),
            place("u", { movedBy: "unaffected" }),
            place("i", { movedBy: "itself" }),
            place("p", { movedBy: "byHand" }),
            place("e", { movedBy: "elsewhere" }),
        ];
        assert.deepEqual(
            inOrder(places).map((one) => `${one.movedBy} ${one.kind} ${one.place}`),
            [
                "nobody App Service setting a",
                "nobody App Service setting z",
                "nobody Key Vault secret a",
                "byHand App Service setting p",
                "elsewhere App Service setting e",
                "pair App Service setting b",
                "itself App Service setting i",
                "unaffected App Service setting u",
            ],
        );
    });

    it("say what they hold", () => {
        assert.equal(whatItHolds({ holds: ["key1", "key2"], foundBy: "fingerprint" }), "holds key1 and key2");
        assert.equal(
            whatItHolds({ holds: [], foundBy: "reference" }),
            "refers to one version of a secret that holds a key",
        );
    });
});
