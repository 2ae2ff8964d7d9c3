import type { RotationInputs } from "../../components/arguments/rotationInputs";
import type { AzureSourceInputs } from "../../components/services/sourceInputs";
import { account, good } from "./support/pairs";
import { areRefusedByName, type Refusal } from "./support/refusals";

function withSource(changes: Partial<AzureSourceInputs>): RotationInputs {
    return { ...good, source: { ...account, ...changes } };
}

const REFUSALS: readonly Refusal[] = [
    ["an empty account name", withSource({ name: "" }), "source.accountName", /3 to 24 lower-case/],
    ["an account name in capitals", withSource({ name: "Uploads" }), "source.accountName", /"Uploads"/],
    ["an account name that is too long", withSource({ name: "a".repeat(25) }), "source.accountName", /3 to 24/],
    ["an empty resource group", withSource({ resourceGroupName: "" }), "source.resourceGroupName", /empty/],
    ["a group that is blank in a source", withSource({ resourceGroupName: "" }), "source.resourceGroupName", /empty/],
    ["an account name with a dot", withSource({ name: "up.loads" }), "source.accountName", /letters and digits/],
    ["an account name that is too short", withSource({ name: "up" }), "source.accountName", /3 to 24/],
];

describe("bad sources are refused by name", () => {
    areRefusedByName(REFUSALS);
});
