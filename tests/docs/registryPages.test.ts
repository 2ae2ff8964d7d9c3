// The two pages that the Pulumi Registry shows, by its rules, and the programs on them.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { appSettings, keyVaultReference, keyVaultSecret, storageAccount } from "../../components/index";
import { pairArgs } from "../../plugin/pairArgs";
import { ROOT } from "../package/support/pack";
import { sampleOf } from "../support/samples";

const PAGES = ["docs/_index.md", "docs/installation-configuration.md"];

function read(path: string): string {
    return readFileSync(join(ROOT, path), "utf8");
}

describe("a page of the Pulumi Registry", () => {
    for (const page of PAGES) {
        it(`${page} has the front matter that the Registry needs`, () => {
            const [, front = ""] = /^---\n(.*?)^---$/ms.exec(read(page)) ?? [];
            const { title, meta_desc, layout } = parse(front);
            assert.equal(layout, "package");
            assert.ok(title.length > 0 && title.length <= 60, title);
            assert.ok(meta_desc.length >= 50 && meta_desc.length <= 160, `${meta_desc.length} characters`);
        });

        it(`${page} has no relative link or image, which would lead nowhere there, and no heading of the first level`, () => {
            const links = [...read(page).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = ""]) => link);
            assert.deepEqual(
                links.filter((link) => !link.startsWith("https://")),
                [],
            );
            assert.doesNotMatch(read(page), /^# /m);
        });
    }
});

describe("the example on the overview page", () => {
    it("is that of templates/ in TypeScript, Python and YAML", () => {
        assert.equal(sampleOf("typescript"), read("templates/typescript/index.ts"));
        assert.equal(sampleOf("python"), read("templates/python/__main__.py"));
        const { name: _, ...sample } = parse(sampleOf("yaml"));
        const { name, description, template, ...program } = parse(read("templates/yaml/Pulumi.yaml"));
        assert.deepEqual(sample, program);
    });

    it("means the same to the plugin in YAML", () => {
        const { config, resources } = parse(sampleOf("yaml"));
        const values = { resourceGroup: "photos", account: "photos", vault: "photos", app: "photos", rotation: "1" };
        assert.deepEqual(Object.keys(config), Object.keys(values));
        const { type, properties } = JSON.parse(
            JSON.stringify(resources.uploads).replace(/\$\{(\w+)\}/g, (_, name: keyof typeof values) => values[name]),
        );
        assert.equal(type, "two-key:RotatingKeyPair");
        const [resourceGroupName, photos] = ["photos", "photos"];
        assert.deepEqual(pairArgs(properties), {
            azureConfig: "two-key",
            source: storageAccount({ resourceGroupName, accountName: photos }),
            rotationTrigger: "1",
            rotateEvery: "90d",
            consumers: [
                keyVaultSecret({
                    resourceGroupName,
                    vaultName: photos,
                    secretName: "uploads",
                    content: "connectionString",
                    appsRead: true,
                }),
                appSettings({ resourceGroupName, site: photos, settings: { UPLOADS: keyVaultReference("uploads") } }),
            ],
        });
    });
});
