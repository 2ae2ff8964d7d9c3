import { capitalized, type ReadFile, type Skeleton, withLine } from "./skeleton";

const REGISTRY = "components/services/azureServices.ts";

/** The first files of a service: a row of the table. The conformance test refuses the row until it is filled. */
export function serviceSkeleton(name: string, read: ReadFile): Skeleton {
    const type = capitalized(name);
    const withImport = `import { ${name}Rows } from "./${name}";\n${read(REGISTRY)}`;
    const withExport = withLine(withImport, `export { type ${type}Source, ${name} } from "./${name}";`, {
        after: "The registry of services",
        before: "export {",
    });
    const list = { after: "export const azureServices", before: "} as const" };
    return {
        files: [
            { path: `components/services/${name}.ts`, text: service(name, type) },
            { path: REGISTRY, text: withLine(withExport, `    ...${name}Rows,`, list) },
        ],
        left: [
            "npm install -D -E -w local-azure @azure/arm-…, the service's own management package",
            "npm run conformance, until it finds no difference between the row and the package",
            "npm run format && npm run schema && npm run docs:services && npm run docs:api",
        ],
    };
}

function service(name: string, type: string): string {
    return `import type { Input } from "@pulumi/pulumi";
import { fields } from "./answers";
import type { AzureService } from "./azureService";
import { keyAlone } from "./connectionText";
import { type KeySource, type ResourcePlace, sourceOf } from "./keySource";
import { named } from "./resourceNames";

const keysIn = fields({ primary: "primaryKey", secondary: "secondaryKey" });

/** TODO: which keys these are, and what form they have. */
export const ${name}Rows = {
    ${name}: {
        ...keyAlone,
        title: "TODO: the service as its documentation calls it",
        type: "Microsoft.TODO/resources",
        apiVersion: "YYYY-MM-DD",
        names: [named("resourceName", /^TODO$/, "must be TODO: what the service allows")],
        slots: ["primary", "secondary"],
        keyEncoding: "text",
        list: { method: "POST", action: "listKeys", keysIn },
        regenerate: { kind: "action", action: () => "regenerateKey", body: (slot) => ({ keyName: slot }), keysIn },
        acceptedWithin: "5m",
        withoutKeys: "TODO: how to do without keys.",
        example: {
            args: { resourceName: "uploads" },
            id: "Microsoft.TODO/resources/uploads",
            connectionString: "{key}",
        },
    },
} as const satisfies Readonly<Record<string, AzureService>>;

/** Arguments of \`${name}\`. */
export interface ${type}Source extends ResourcePlace {
    /** TODO: name of the resource. */
    readonly resourceName: Input<string>;
}

/** TODO: the keys of what, and the names of their slots. */
export function ${name}({ resourceName, ...place }: ${type}Source): KeySource {
    return sourceOf({ service: "${name}", name: resourceName, ...place });
}
`;
}
