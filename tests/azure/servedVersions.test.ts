import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { useLocalAzure } from "local-azure";

const COMPONENTS = join(__dirname, "../../../components");
const SITE = "Microsoft.Web/sites/web";
const VAULT = "Microsoft.KeyVault/vaults/safe";
const ACCOUNT = "Microsoft.Storage/storageAccounts/uploads";
const ASSIGNMENT = `${VAULT}/providers/Microsoft.Authorization/roleAssignments/none`;

/** The text by which a source file is known to call a kind of resource, and one of that kind. */
const CALLED: readonly (readonly [RegExp, string])[] = [
    [/Microsoft\.Web\/sites|\bsiteId\b/, SITE],
    [/Microsoft\.KeyVault/, VAULT],
    [/roleAssignments/, ASSIGNMENT],
    [/Microsoft\.Storage\/storageAccounts/, ACCOUNT],
];

describe("the local Azure", () => {
    const fixture = useLocalAzure();
    const isServed = async (path: string, version: string): Promise<boolean> => {
        const { status, text } = await fixture().arm("GET", `${path}?api-version=${version}`);
        return status !== 400 || !/NoRegisteredProviderFound|InvalidApiVersionParameter/.test(text);
    };

    it("has every version that our calls name of sites, vaults, role assignments and storage accounts", async () => {
        const found = new Set<string>();
        const files = await readdir(COMPONENTS, { recursive: true });
        for (const file of files.filter((name) => name.endsWith(".ts"))) {
            const whole = await readFile(join(COMPONENTS, file), "utf8");
            const text = whole.replaceAll(/storageAccountId:\s*"[^"]*"/g, ""); // an argument, which calls nothing
            const called = CALLED.filter(([known]) => known.test(text)).map(([, path]) => path);
            const versions = called.length === 0 ? [] : (text.match(/(?<=")\d{4}-\d{2}-\d{2}(-preview)?(?=")/g) ?? []);
            for (const version of versions) {
                const served = await Promise.all(called.map((path) => isServed(path, version)));
                assert.ok(served.includes(true), `${file}: ${version}`);
                for (const path of called.filter((_, index) => served[index])) {
                    found.add(path);
                }
            }
        }
        assert.deepEqual(
            CALLED.map(([, path]) => path).filter((path) => !found.has(path)),
            [],
            "of these no call was found",
        );
    });
});
