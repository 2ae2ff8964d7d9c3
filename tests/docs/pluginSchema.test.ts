import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gateKinds } from "../../components/gates/gates";
import * as twoKey from "../../components/index";
import { azureServices } from "../../components/services/azureServices";
import { pluginSchema } from "../../docs/generator/pluginSchema";

const PLUGIN = join(__dirname, "../../../plugin");
const DOCS = join(PLUGIN, "../docs");

interface Schema {
    readonly resources: Readonly<Record<string, Described>>;
    readonly types: Readonly<Record<string, Described>>;
}

interface Described {
    readonly inputProperties?: Properties;
    readonly properties: Properties;
}

type Properties = Readonly<Record<string, { readonly description?: string; readonly secret?: boolean }>>;

function read<File>(name: string): File {
    return JSON.parse(readFileSync(join(PLUGIN, name), "utf8")) as File;
}

function membersOf(type: string): readonly string[] {
    return Object.keys(read<Schema>("schema.json").types[`two-key:index:${type}`]?.properties ?? {}).sort();
}

describe("the schema for other languages", () => {
    it("is what the declarations of the package say; `npm run schema` writes it", function () {
        this.timeout(120_000); // it compiles them
        const { schema, functions } = pluginSchema();
        assert.deepEqual(read("schema.json"), JSON.parse(JSON.stringify(schema)));
        assert.deepEqual(read("functions.json"), JSON.parse(JSON.stringify(functions)));
    });

    it("describes every argument and every output, which are the documentation of an SDK", () => {
        const { resources, types } = read<Schema>("schema.json");
        const described = Object.entries({ ...resources, ...types });
        assert.ok(described.length >= 80, `${described.length} types`);
        const without = described.flatMap(([token, { inputProperties = {}, properties }]) =>
            Object.entries({ ...properties, ...inputProperties })
                .filter(([, { description = "" }]) => description === "")
                .map(([name]) => `${token}.${name}`),
        );
        assert.deepEqual(without, []);
    });

    it("has every service, every gate and every content that the package has", () => {
        assert.deepEqual(membersOf("Source"), [...Object.keys(azureServices), "custom", "vaultPair"].sort());
        const gates = Object.values(gateKinds).map(({ madeBy }) => madeBy);
        assert.deepEqual(membersOf("Gate"), gates.sort());
        assert.deepEqual(membersOf("Content"), ["content", "keyVaultReference", "sas", "template"]);
    });

    it("has every consumer that the package has but for those of a program's own", () => {
        const refused = /make one with a function: (.*), own$/.exec(kindsOfConsumers());
        assert.deepEqual(membersOf("Consumer"), (refused?.[1] ?? "").split(", ").sort());
    });

    it("has nothing that the pages for users do not name", () => {
        const pages = readdirSync(DOCS).filter((file) => file.endsWith(".md") && file !== "other-languages.md");
        const text = pages.map((file) => readFileSync(join(DOCS, file), "utf8")).join("\n");
        const functions = Object.values(read<Readonly<Record<string, object>>>("functions.json")).flatMap(Object.keys);
        assert.ok(functions.length > 50, `${functions.length} functions`);
        assert.deepEqual(
            functions.filter((name) => !new RegExp(`\\b${name}(\\(|\`)`).test(text)),
            [],
        );
    });

    it("marks no output as secret: each comes as a secret, and a generated SDK in Java does not compile otherwise", () => {
        const { resources } = read<Schema>("schema.json");
        const marked = Object.values(resources).flatMap(({ properties }) =>
            Object.values(properties).filter(({ secret }) => secret !== undefined),
        );
        assert.deepEqual(marked, []);
    });
});

/** The text for a program that names another kind. */
function kindsOfConsumers(): string {
    try {
        new twoKey.RotatingKeyPair("uploads", {
            source: twoKey.storageAccount({ resourceGroupName: "rg", accountName: "uploads" }),
            consumers: [{ kind: "prayer" }],
        });
    } catch (error) {
        return String((error as Error).message).split("\n")[0] ?? "";
    }
    return "";
}
