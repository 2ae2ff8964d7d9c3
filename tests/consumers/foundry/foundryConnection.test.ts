import assert from "node:assert/strict";
import {
    type FoundryConnectionPlace,
    foundryConnectionKind,
} from "../../../components/consumers/foundry/foundryConnection";
import { foundryConnections } from "../../../components/consumers/foundry/scan";
import { foundryConnection } from "../../../components/index";
import { describeScanner, shown } from "../../dependents/support/describeScanner";
import { GROUP } from "../../dependents/support/marks";
import { changeOf } from "../support/changes";
import { describeCalls } from "../support/describeCalls";
import { fakeAccess, Refused } from "../support/fakeAccess";
import { problemsOf } from "../support/problems";

const target = "https://speech.cognitiveservices.azure.com/";
const declared = {
    resourceGroupName: "rg",
    accountName: "foundry",
    connectionName: "speech",
    category: "AIServices",
    target,
};
const connection: FoundryConnectionPlace = { ...declared, kind: "foundryConnection", argument: "consumers[0]" };
const ofProject = { ...connection, projectName: "chat" };

describe("a connection of AI Foundry", () => {
    it("is written whole, with the key in its credentials", async () => {
        const access = fakeAccess(() => undefined);
        const metadata = { ApiType: "Azure" };
        const change = changeOf({ ...connection, metadata, isSharedToAll: true }, { "": "new" }, { known: [""] });
        await foundryConnectionKind.switchOver(change, access);
        assert.deepEqual(access.calls, ["PUT foundry/connections/speech"]);
        const credentials = { key: "new" };
        const properties = {
            authType: "ApiKey",
            category: "AIServices",
            target,
            metadata,
            isSharedToAll: true,
            credentials,
        };
        assert.deepEqual(access.bodies, [{ properties }]);
    });

    it("is another one in a project, and presents a storage key as one", async () => {
        const access = fakeAccess(() => undefined);
        const storage = { ...ofProject, category: "AzureBlob", authType: "AccountKey" } as const;
        await foundryConnectionKind.switchOver(changeOf(storage, { "": "new" }, { known: [""] }), access);
        assert.deepEqual(access.calls, ["PUT foundry/projects/chat/connections/speech"]);
        const properties = { authType: "AccountKey", category: "AzureBlob", target, credentials: { key: "new" } };
        assert.deepEqual(access.bodies, [{ properties }]);
        const [one, other] = [connection, ofProject].map((place) => foundryConnectionKind.id(place, "s"));
        assert.notEqual(one, other);
        const first = { ...connection, argument: "consumers[1]" };
        assert.deepEqual(foundryConnectionKind.problems(ofProject, [first, ofProject]), []);
    });

    it("shows no key, so it cannot be looked at", () => {
        assert.equal(foundryConnectionKind.isVisible?.(connection), false);
    });

    it("is somebody else's to delete if it was there before (rule 27), and is deleted on demand", async () => {
        const first = changeOf(connection, { "": "new" });
        const there = fakeAccess((call) => (call.startsWith("GET") ? {} : undefined));
        assert.deepEqual((await foundryConnectionKind.switchOver(first, there)).found, [""]);
        const absent = fakeAccess((call) => (call.startsWith("GET") ? refuse() : undefined));
        assert.deepEqual((await foundryConnectionKind.switchOver(first, absent)).found, []);
        await foundryConnectionKind.remove(connection, [""], absent);
        assert.equal(absent.calls.at(-1), "DELETE foundry/connections/speech");
    });

    it("is refused without a name, category or target, in another form, and twice", () => {
        const wrong: readonly [object, string][] = [
            [{ accountName: "" }, "consumers[0].accountName"],
            [{ connectionName: "" }, "consumers[0].connectionName"],
            [{ projectName: "" }, "consumers[0].projectName"],
            [{ category: "" }, "consumers[0].category"],
            [{ target: "" }, "consumers[0].target"],
            [{ authType: "AAD" }, "consumers[0].authType"],
            [{ cachedFor: "a while" }, "consumers[0].cachedFor"],
        ];
        for (const [change, property] of wrong) {
            assert.deepEqual(problemsOf(foundryConnectionKind, { ...connection, ...change }), [property]);
        }
        const twin = { ...ofProject, argument: "consumers[1]" };
        const [problem] = foundryConnectionKind.problems(twin, [ofProject, twin]);
        assert.equal(problem?.property, "consumers[1].connectionName");
    });
});

function refuse(): never {
    throw new Refused(404);
}

for (const [project, operations] of [
    [{}, "accountConnections"],
    [{ projectName: "chat" }, "projectConnections"],
] as const) {
    describeCalls(foundryConnection({ ...declared, ...project }), {
        packageName: "@azure/arm-cognitiveservices",
        operations: ["get", "create", "delete"].map((name) => `${operations}.${name}`),
    });
}

const foundry = `${GROUP}/Microsoft.CognitiveServices/accounts/foundry`;

describeScanner(foundryConnections, {
    packageName: "@azure/arm-cognitiveservices",
    resources: [
        shown(foundry),
        shown(`${foundry}/connections/speech`, { authType: "ApiKey", category: "AIServices", target }),
        shown(`${foundry}/connections/identity`, { authType: "AAD", category: "AIServices", target }),
        shown(`${foundry}/projects/chat`),
        shown(`${foundry}/projects/chat/connections/photos`, {
            authType: "AccountKey",
            category: "AzureBlob",
            target: "https://uploads.blob.core.windows.net/photos",
            metadata: { AccountName: "uploads" },
        }),
    ],
    held: [
        `foundry/speech: masked {"target":"${target}"}`,
        'foundry/chat/photos: masked {"target":"https://uploads.blob.core.windows.net/photos","metadata":{"AccountName":"uploads"}};AccountName=uploads',
    ],
    calls: 3,
});
