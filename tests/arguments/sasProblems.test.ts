import assert from "node:assert/strict";
import { type SasArgs, sas } from "../../components/consumers/values/sas";
import { account, withSecret, withSettings } from "./support/pairs";
import { areRefusedByName, problemsOf, type Refusal } from "./support/refusals";

const signature: SasArgs = { permissions: "rl", validFor: "120d", container: "photos" };
const { container: _, ...ofAccount } = signature;

const SAS_TABLE: readonly (readonly [string, SasArgs, string, RegExp])[] = [
    ["a SAS that allows nothing", { ...signature, permissions: "" }, ".permissions", /letters of Azure Storage/],
    ["a SAS with words", { ...signature, permissions: "to list" }, ".permissions", /"to list" must be letters/],
    ["a SAS without a life", { ...signature, validFor: "0s" }, ".validFor", /no positive duration/],
    ["a SAS of a life in words", { ...signature, validFor: "long" }, ".validFor", /"long"/],
    ["a SAS of a container in capitals", { ...signature, container: "Photos" }, ".container", /lower-case/],
    ["a SAS of a blob of no container", { ...ofAccount, blob: "a.jpg" }, ".blob", /needs a container/],
    ["a SAS of a container for a service", { ...signature, services: "b" }, "", /neither `services` nor/],
    ["a SAS of an unknown service", { ...ofAccount, services: "x" }, ".services", /b, q, t, f/],
    ["a SAS of unknown resources", { ...ofAccount, resourceTypes: "x" }, ".resourceTypes", /s, c, o/],
    ["a connection string of a container", { ...signature, form: "connectionString" }, ".form", /token or url/],
];

function inSecretAndSetting([what, args, property, reason]: (typeof SAS_TABLE)[number]): readonly Refusal[] {
    const content = sas(args);
    return [
        [`${what}, in a secret`, withSecret({ content }), `consumers[0].content${property}`, reason],
        [
            `${what}, in a setting`,
            withSettings({ settings: { PHOTOS: content } }),
            `consumers[1].settings.PHOTOS${property}`,
            reason,
        ],
    ];
}

const REFUSALS: readonly Refusal[] = [
    ...SAS_TABLE.flatMap(inSecretAndSetting),
    [
        "a SAS that ends before the next rotation",
        { ...withSecret({ content: sas(signature) }), rotateEvery: "120d" },
        "consumers[0].content.validFor",
        /"120d" ends before the next rotation.*longer than `rotateEvery` \("120d"\)/,
    ],
    [
        "a SAS of a service that has none",
        { ...withSecret({ content: sas(signature) }), source: { ...account, service: "searchAdmin", name: "catalog" } },
        "consumers[0].content",
        /a storageAccount alone/,
    ],
];

describe("bad SAS tokens are refused by name", () => {
    areRefusedByName(REFUSALS);

    it("finds nothing wrong with good ones", () => {
        assert.deepEqual(problemsOf({ ...withSecret({ content: sas(signature) }), rotateEvery: "90d" }), []);
        assert.deepEqual(
            problemsOf(withSettings({ settings: { A: sas({ ...ofAccount, form: "connectionString" }) } })),
            [],
        );
    });
});
