import assert from "node:assert/strict";
import { keyOperationsIn } from "../../specs/keyOperations";
import type { Operation } from "../../specs/operation";

const ACCOUNT = "/providers/Some.Service/accounts/{name}";

describe("the operations on keys", () => {
    function operation(method: string, path: string, response: readonly string[] = []): Operation {
        const common = { package: "some", apiVersion: "2020-01-01", statuses: [200], isLongRunning: false };
        return { ...common, name: `${method} ${path}`, method, path, response };
    }

    function shown(operations: readonly Operation[]) {
        return keyOperationsIn(operations).map(({ resource, lists, regenerates }) => [
            resource,
            lists.map(({ path }) => path.slice(resource.length)),
            regenerates.map(({ path }) => path.slice(resource.length)),
        ]);
    }

    const list = operation("POST", `${ACCOUNT}/listKeys`, ["key1", "key2"]);
    const regenerate = operation("POST", `${ACCOUNT}/regenerateKey`, ["key1", "key2"]);

    it("are the regenerates of a resource with what shows its keys, whatever the letter case", () => {
        const spelled = operation("POST", `${ACCOUNT.replace("accounts", "Accounts")}/ListKeys`, ["key1"]);
        assert.deepEqual(shown([spelled, regenerate]), [[ACCOUNT, ["/ListKeys"], ["/regenerateKey"]]]);
    });

    it("keep the two regenerates of a resource together, and one with the slot in its path apart from its name", () => {
        const primary = operation("POST", `${ACCOUNT}/regeneratePrimaryKey`);
        const secondary = operation("POST", `${ACCOUNT}/regenerateSecondaryKey`);
        const kind = operation("POST", "/providers/Some.Search/services/{name}/regenerateAdminKey/{keyKind}");
        assert.deepEqual(shown([list, primary, secondary, kind]), [
            [ACCOUNT, ["/listKeys"], ["/regeneratePrimaryKey", "/regenerateSecondaryKey"]],
            ["/providers/Some.Search/services/{name}", [], ["/regenerateAdminKey/{keyKind}"]],
        ]);
    });

    it("take the resource itself for a list only where nothing else shows the keys", () => {
        const itself = operation("GET", ACCOUNT, ["primaryKey", "secondaryKey"]);
        assert.deepEqual(shown([itself, list, regenerate]), [[ACCOUNT, ["/listKeys"], ["/regenerateKey"]]]);
        assert.deepEqual(shown([itself, regenerate]), [[ACCOUNT, [""], ["/regenerateKey"]]]);
    });

    it("leave out what belongs to another resource, and what makes or spreads keys without showing them", () => {
        const other = operation("POST", `${ACCOUNT}s/listKeys`, ["key1"]);
        const sync = operation("POST", `${ACCOUNT}/syncKeys`);
        const below = operation("POST", `${ACCOUNT}/users/{user}/listKeys`, ["key1"]);
        assert.deepEqual(shown([other, sync, below, regenerate]), [[ACCOUNT, [], ["/regenerateKey"]]]);
    });

    it("are none where nothing makes a key anew", () => {
        assert.deepEqual(shown([list, operation("GET", ACCOUNT)]), []);
    });
});
