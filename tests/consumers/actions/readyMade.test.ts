import assert from "node:assert/strict";
import {
    type AutomationVariablePlace,
    automationVariableConsumer,
} from "../../../components/consumers/actions/automationVariable";
import {
    type BatchAutoStoragePlace,
    batchAutoStorageConsumer,
} from "../../../components/consumers/actions/batchAutoStorage";
import { type LinkedServicePlace, linkedServiceConsumer } from "../../../components/consumers/actions/linkedService";
import {
    type MachineLearningWorkspacePlace,
    machineLearningWorkspaceConsumer,
} from "../../../components/consumers/actions/machineLearningWorkspace";
import {
    type MediaServicesAccountPlace,
    mediaServicesAccountConsumer,
} from "../../../components/consumers/actions/mediaServicesAccount";
import { type NamedValuePlace, namedValueConsumer } from "../../../components/consumers/actions/namedValue";
import type { Place, WrittenConsumer } from "../../../components/consumers/consumer";
import { changeOf } from "../support/changes";
import { fakeAccess, Refused } from "../support/fakeAccess";

const at = { argument: "holders[0]", resourceGroupName: "rg" };
const workspace: MachineLearningWorkspacePlace = { ...at, kind: "machineLearningWorkspace", workspaceName: "ml" };
const batch: BatchAutoStoragePlace = { ...at, kind: "batchAutoStorage", accountName: "jobs" };
const value: NamedValuePlace = { ...at, kind: "namedValue", serviceName: "api", namedValueId: "uploads" };
const media: MediaServicesAccountPlace = {
    ...at,
    kind: "mediaServicesAccount",
    accountName: "films",
    storageAccountId: "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/uploads",
};

function problemsOf<P extends Place>({ problems }: WrittenConsumer<P>, place: P, ...before: P[]): readonly string[] {
    return problems(place, [...before, place]).map(({ property }) => property);
}

describe("a Machine Learning workspace", () => {
    it("is told to read the key of its storage account, and is done when it shows the one in use", async () => {
        const keys = ["old", "new"];
        const access = fakeAccess((call) =>
            call.endsWith("/resyncKeys") ? undefined : { userStorageKey: keys.shift() },
        );
        await machineLearningWorkspaceConsumer.switchOver(changeOf(workspace, { "": "new" }), access);
        const shown = "POST ml/listStorageAccountKeys";
        assert.deepEqual(access.calls, ["POST ml/resyncKeys", shown, shown]);
    });

    it("that keeps taking the other key of the account stops the update, and is told what can be done", async () => {
        const access = fakeAccess(() => ({ userStorageKey: "old" }));
        await assert.rejects(
            machineLearningWorkspaceConsumer.switchOver(changeOf(workspace, { "": "new" }), access),
            /ml\/listStorageAccountKeys does not show the key of key2 .*; the old key still works; .*`pinnedSlot`/,
        );
    });

    it("is looked at by the key that it has", async () => {
        const access = fakeAccess(() => ({ userStorageKey: "old" }));
        assert.deepEqual(await machineLearningWorkspaceConsumer.look?.(workspace, access), { "": { value: "old" } });
    });

    it("is refused without a name, and twice", () => {
        const { workspaceName: _, ...rest } = workspace;
        const nameless = { ...rest, workspaceName: "" };
        assert.deepEqual(problemsOf(machineLearningWorkspaceConsumer, nameless), ["holders[0].workspaceName"]);
        const twin = { ...workspace, argument: "holders[1]", workspaceName: "ML" };
        assert.deepEqual(problemsOf(machineLearningWorkspaceConsumer, twin, workspace), ["holders[1].workspaceName"]);
        const hasty = { ...workspace, timeout: "0s" };
        assert.deepEqual(problemsOf(machineLearningWorkspaceConsumer, hasty), ["holders[0].timeout"]);
        const other = { ...twin, resourceGroupName: "other" };
        assert.deepEqual(problemsOf(machineLearningWorkspaceConsumer, other, workspace), []);
    });
});

describe("a Batch account with auto-storage", () => {
    it("is told to read the keys, and is done when it says that it has read them since", async () => {
        let syncs = 0;
        const access = fakeAccess((call) => {
            syncs += call.startsWith("POST") ? 1 : 0;
            return { properties: { autoStorage: { lastKeySync: `2026-11-24T10:00:0${syncs}Z` } } };
        });
        await batchAutoStorageConsumer.switchOver(changeOf(batch, { "": "new" }), access);
        assert.deepEqual(access.calls, ["GET jobs", "POST jobs/syncAutoStorageKeys", "GET jobs"]);
        assert.deepEqual(access.bodies, []);
    });

    it("that has no auto-storage by keys stops the update", async () => {
        await assert.rejects(
            batchAutoStorageConsumer.switchOver(
                changeOf(batch, { "": "new" }),
                fakeAccess(() => ({ properties: {} })),
            ),
            /lastKeySync is as it was before; .*see that the account has auto-storage, and uses it by keys/,
        );
    });

    it("cannot be looked at, because it shows no key", () => {
        assert.equal(batchAutoStorageConsumer.isVisible?.(batch), false);
    });
});

describe("a Media Services account", () => {
    it("is told which storage account's keys to read, and cannot be looked at", async () => {
        const access = fakeAccess(() => undefined);
        await mediaServicesAccountConsumer.switchOver(changeOf(media, { "": "new" }), access);
        assert.deepEqual(access.calls, ["POST films/syncStorageKeys"]);
        assert.deepEqual(access.bodies, [{ id: media.storageAccountId }]);
        assert.equal(mediaServicesAccountConsumer.isVisible?.(media), false);
    });

    it("is refused with a name in the place of an id", () => {
        const named = { ...media, storageAccountId: "uploads" };
        assert.deepEqual(problemsOf(mediaServicesAccountConsumer, named), ["holders[0].storageAccountId"]);
    });
});

describe("a named value of API Management", () => {
    it("is written whole, as a secret, and is done when the service shows it", async () => {
        const shown = [undefined, "new"];
        const access = fakeAccess((call) => (call.startsWith("PUT") ? undefined : { value: shown.shift() }));
        const tagged = { ...value, displayName: "uploads-key", tags: ["storage"] };
        await namedValueConsumer.switchOver(changeOf(tagged, { "": "new" }), access);
        const listed = "POST api/namedValues/uploads/listValue";
        assert.deepEqual(access.calls, ["PUT api/namedValues/uploads", listed, listed]);
        const properties = { displayName: "uploads-key", secret: true, tags: ["storage"], value: "new" };
        assert.deepEqual(access.bodies, [{ properties }]);
    });

    it("is looked at by its value, and is nothing where it is not there", async () => {
        const there = fakeAccess(() => ({ value: "old" }));
        assert.deepEqual(await namedValueConsumer.look?.(value, there), { "": { value: "old" } });
        const absent = fakeAccess(() => {
            throw new Refused(404);
        });
        assert.equal(await namedValueConsumer.look?.(value, absent), undefined);
    });

    it("is deleted when it is left out of the program, also where somebody has done so", async () => {
        const access = fakeAccess(() => {
            throw new Refused(404);
        });
        await namedValueConsumer.remove(value, [""], access);
        assert.deepEqual(access.calls, ["DELETE api/namedValues/uploads"]);
        assert.deepEqual(access.requests[0]?.headers, { "If-Match": "*" });
    });

    it("is refused with a name that policies cannot take, a content that is none, and a lag in words", () => {
        const { argument } = at;
        const wrong: readonly [Partial<NamedValuePlace>, string][] = [
            [{ displayName: "up loads" }, `${argument}.displayName`],
            [{ content: "password" as "key" }, `${argument}.content`],
            [{ cachedFor: "a while" }, `${argument}.cachedFor`],
            [{ serviceName: "" }, `${argument}.serviceName`],
        ];
        for (const [change, property] of wrong) {
            assert.deepEqual(problemsOf(namedValueConsumer, { ...value, ...change }), [property]);
        }
        const twin = { ...value, argument: "holders[1]" };
        assert.deepEqual(problemsOf(namedValueConsumer, twin, value), ["holders[1].namedValueId"]);
        assert.deepEqual(problemsOf(namedValueConsumer, { ...twin, namedValueId: "other" }, value), []);
    });
});

describe("a linked service of Data Factory", () => {
    const linked: LinkedServicePlace = {
        ...at,
        kind: "linkedService",
        factoryName: "factory",
        linkedServiceName: "uploads",
        definition: {
            type: "AzureBlobStorage",
            annotations: ["ours"],
            typeProperties: { connectionString: { type: "SecureString" } },
        },
        contentAt: "/typeProperties/connectionString/value",
    };

    it("is written whole, with the connection string where the definition leaves room for it", async () => {
        const access = fakeAccess(() => undefined);
        assert.deepEqual(linkedServiceConsumer.contents(linked), { "": "connectionString" });
        await linkedServiceConsumer.switchOver(changeOf(linked, { "": "new" }), access);
        assert.deepEqual(access.calls, ["PUT factory/linkedservices/uploads"]);
        const typeProperties = { connectionString: { type: "SecureString", value: "new" } };
        assert.deepEqual(access.bodies, [{ properties: { ...linked.definition, typeProperties } }]);
    });

    it("cannot be looked at, and stays as it is when it is left out of the program", async () => {
        assert.equal(linkedServiceConsumer.isVisible?.(linked), false);
        const access = fakeAccess(() => undefined);
        await linkedServiceConsumer.remove(linked, [""], access);
        assert.deepEqual(access.calls, []);
    });

    it("is refused without a type, and with a place for the value that is none", () => {
        const wrong: readonly [Partial<LinkedServicePlace>, string][] = [
            [{ definition: { typeProperties: {} } }, "holders[0].definition.type"],
            [{ contentAt: "connectionString" }, "holders[0].contentAt"],
            [{ contentAt: "/type/value" }, "holders[0].contentAt"],
            [{ factoryName: "" }, "holders[0].factoryName"],
            [{ content: "password" as "key" }, "holders[0].content"],
            [{ cachedFor: "a while" }, "holders[0].cachedFor"],
        ];
        for (const [change, property] of wrong) {
            assert.deepEqual(problemsOf(linkedServiceConsumer, { ...linked, ...change }), [property]);
        }
    });
});

describe("a variable of an Automation account", () => {
    const variable: AutomationVariablePlace = {
        ...at,
        kind: "automationVariable",
        automationAccountName: "runbooks",
        variableName: "uploads",
    };
    const plain = { ...variable, isEncrypted: false };

    it("is written as the JSON text that Automation takes, encrypted unless the program says otherwise", async () => {
        const access = fakeAccess(() => undefined);
        await automationVariableConsumer.switchOver(changeOf(variable, { "": "new" }), access);
        assert.deepEqual(access.calls, ["PUT runbooks/variables/uploads"]);
        assert.deepEqual(access.bodies, [{ name: "uploads", properties: { isEncrypted: true, value: '"new"' } }]);
    });

    it("is confirmed and looked at where it is not encrypted", async () => {
        const access = fakeAccess(() => ({ properties: { value: '"new"' } }));
        await automationVariableConsumer.switchOver(changeOf(plain, { "": "new" }), access);
        assert.deepEqual(access.calls, ["PUT runbooks/variables/uploads", "GET runbooks/variables/uploads"]);
        assert.deepEqual(await automationVariableConsumer.look?.(plain, access), { "": { value: "new" } });
        assert.equal(automationVariableConsumer.isVisible?.(plain), true);
        assert.equal(automationVariableConsumer.isVisible?.(variable), false);
        const byHand = fakeAccess(() => ({ properties: { value: "no JSON" } }));
        assert.deepEqual(await automationVariableConsumer.look?.(plain, byHand), { "": { value: "no JSON" } });
    });

    it("is deleted when it is left out of the program", async () => {
        const access = fakeAccess(() => undefined);
        await automationVariableConsumer.remove(variable, [""], access);
        assert.deepEqual(access.calls, ["DELETE runbooks/variables/uploads"]);
    });

    it("is refused without a name, and with a content that is none", () => {
        assert.deepEqual(problemsOf(automationVariableConsumer, { ...variable, variableName: "" }), [
            "holders[0].variableName",
        ]);
        const wrong = { ...variable, content: "password" as "key" };
        assert.deepEqual(problemsOf(automationVariableConsumer, wrong), ["holders[0].content"]);
    });
});
