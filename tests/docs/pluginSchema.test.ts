import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pluginSchemaText } from "../../docs/generator/pluginSchema";

const FILE = join(__dirname, "../../../plugin/schema.json");

interface Schema {
    readonly resources: Readonly<Record<string, Described>>;
    readonly types: Readonly<Record<string, Described>>;
}

interface Described {
    readonly inputProperties?: Properties;
    readonly properties: Properties;
}

type Properties = Readonly<Record<string, { readonly description?: string; readonly secret?: boolean }>>;

describe("plugin/schema.json", () => {
    it("is what the declarations in plugin/ say; `npm run schema` writes it", function () {
        this.timeout(120_000); // the analyzer compiles them
        assert.deepEqual(JSON.parse(readFileSync(FILE, "utf8")), JSON.parse(pluginSchemaText()));
    });

    it("describes every argument and every output, which are the documentation of an SDK", () => {
        const { resources, types } = JSON.parse(readFileSync(FILE, "utf8")) as Schema;
        const described = Object.entries({ ...resources, ...types });
        assert.ok(described.length >= 10, `${described.length} types`);
        const without = described.flatMap(([token, { inputProperties = {}, properties }]) =>
            Object.entries({ ...properties, ...inputProperties })
                .filter(([, { description = "" }]) => description === "")
                .map(([name]) => `${token}.${name}`),
        );
        assert.deepEqual(without, []);
    });

    it("marks the key and the connection string, and nothing else, as secret", () => {
        const { resources } = JSON.parse(readFileSync(FILE, "utf8")) as Schema;
        const secrets = Object.values(resources).flatMap(({ properties }) =>
            Object.entries(properties)
                .filter(([, { secret }]) => secret === true)
                .map(([name]) => name),
        );
        assert.deepEqual(secrets.sort(), ["connectionString", "key"]);
    });
});
