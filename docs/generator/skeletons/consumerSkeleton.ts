import { capitalized, type ReadFile, type Skeleton, withLine } from "./skeleton";

const REGISTRY = "components/consumers/consumerRegistry.ts";

/** The first files of a consumer that takes the key by one call of Azure Resource Manager, in a folder of its own. */
export function consumerSkeleton(name: string, read: ReadFile): Skeleton {
    const module = `./${name}/${name}`;
    const type = capitalized(name);
    const imported = `import { ${name}Declaration } from "${module}";`;
    const exported = `export { type ${type}Args, type ${type}Consumer, ${name} } from "${module}";`;
    const withImport = `${imported}\n${read(REGISTRY)}`;
    const withExport = withLine(withImport, exported, { after: "The registry of consumers", before: "export {" });
    const list = { after: "export const consumerDeclarations", before: "    armActionDeclaration," };
    return {
        files: [
            { path: `components/consumers/${name}/${name}.ts`, text: consumer(name, type) },
            { path: `tests/consumers/${name}/${name}.test.ts`, text: test(name) },
            { path: REGISTRY, text: withLine(withExport, `    ${name}Declaration,`, list) },
        ],
        left: [
            "make it a place in tests/matrix/places",
            "add a scan.ts beside it if a subscription shows who else holds a key there",
            "npm run format && npm run schema && npm run docs:arguments && npm run docs:api",
        ],
    };
}

function consumer(name: string, type: string): string {
    return `import type { Input } from "@pulumi/pulumi";
import { membersOf } from "../../shape/containers";
import { name } from "../../shape/values";
import { actionKind } from "../armAction/actionKind";
import { type ActionPlaceArgs, actionPlaceId, actionPlaceProblems } from "../armAction/actionPlace";
import type { Consumer, PlaceOf, WrittenKind } from "../consumer";
import type { ConsumerDeclaration } from "../declaration";
import { resource } from "../shapes";

/** The version of the service's API that is called. */
const API_VERSION = "YYYY-MM-DD";

/** TODO: what holds the active key. */
export interface ${type}Args extends ActionPlaceArgs {
    /** TODO: name of the resource that takes the key. */
    readonly resourceName: Input<string>;
}

/** The same as a consumer. */
export interface ${type}Consumer extends ${type}Args, Consumer {
    /** Says what the consumer is; set by \`${name}\`. */
    readonly kind: "${name}";
}

/** The same as plain values. */
export type ${type}Place = PlaceOf<${type}Consumer>;

/** TODO: what it is, when it is done, and whether anybody can look at it. */
export function ${name}(args: ${type}Args): ${type}Consumer {
    return { kind: "${name}", ...args };
}

/** How the key is put there. */
export const ${name}Kind: WrittenKind<${type}Place> = actionKind({
    role: "${name.toLowerCase()}",
    names: ({ resourceName }) => [resourceName],
    problems: (place, all) => actionPlaceProblems(place, all, ({ resourceName }) => ({ resourceName })),

    form(place, subscriptionId) {
        const path = actionPlaceId(place, \`Microsoft.TODO/resources/\${place.resourceName}\`, subscriptionId);
        return {
            act: { method: "PUT", path, apiVersion: API_VERSION, body: { properties: {} } },
            contentAt: "/properties/key",
            undo: { method: "DELETE", path, apiVersion: API_VERSION },
        };
    },
});

/** All that there is of it. */
export const ${name}Declaration: ConsumerDeclaration<${type}Consumer> = {
    example: ${name}({
        resourceGroupName: "rg",
        subscriptionId: "b7a2c9d0-1111-2222-3333-123456789012",
        resourceName: "uploads",
    }),
    shape: membersOf<${type}Consumer>({ ...resource, resourceName: name }),
    place: ${name}Kind,
};
`;
}

function test(name: string): string {
    return `import { ${name}Declaration } from "../../../components/consumers/${name}/${name}";
import { describeCalls } from "../support/describeCalls";

// TODO: the switch, the look, the removal and bad arguments, by a fake \`Access\`.

describeCalls(${name}Declaration.example, {
    packageName: "@azure/arm-TODO",
    operations: ["TODO.createOrUpdate"],
});
`;
}
