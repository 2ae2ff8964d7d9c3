import assert from "node:assert/strict";
import { accessAction, callName, namesInPath, wholePath } from "../../../components/consumers/armAction/armPath";

const ACCOUNT = "/resourceGroups/rg/providers/Microsoft.Batch/batchAccounts/jobs";
const VALUE = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.ApiManagement/service/api/namedValues/uploads";

describe("a path of Azure Resource Manager", () => {
    it("is in the configured subscription where it names none", () => {
        assert.equal(wholePath(ACCOUNT, "s"), `/subscriptions/s${ACCOUNT}`);
        assert.equal(wholePath(VALUE, "other"), VALUE);
    });

    it("is named by its names, outermost first, and by what a POST does", () => {
        assert.deepEqual(namesInPath(VALUE), ["api", "uploads"]);
        assert.equal(
            callName({ method: "POST", path: `${ACCOUNT}/syncAutoStorageKeys` }),
            "POST jobs/syncAutoStorageKeys",
        );
    });

    it("takes the action of access control that goes with the method", () => {
        const actions = [
            accessAction({ method: "GET", path: ACCOUNT }),
            accessAction({ method: "GET", path: `${ACCOUNT}/pools` }),
            accessAction({ method: "PUT", path: VALUE }),
            accessAction({ method: "PATCH", path: VALUE }),
            accessAction({ method: "DELETE", path: VALUE }),
            accessAction({ method: "POST", path: `${VALUE}/listValue` }),
        ];
        assert.deepEqual(actions, [
            "Microsoft.Batch/batchAccounts/read",
            "Microsoft.Batch/batchAccounts/pools/read",
            "Microsoft.ApiManagement/service/namedValues/write",
            "Microsoft.ApiManagement/service/namedValues/write",
            "Microsoft.ApiManagement/service/namedValues/delete",
            "Microsoft.ApiManagement/service/namedValues/listValue/action",
        ]);
    });
});
