import { join } from "node:path";
import { ROOT, run } from "../package/support/pack";

describe("the API report", function () {
    this.timeout(120_000);
    for (const entry of ["components", "policies", "testing"]) {
        it(`of ${entry} is as \`npm run docs:api\` writes it, and leaves nothing public undocumented`, async () => {
            // Without --local, a report that has changed is an error.
            await run("api-extractor", ["run", "--config", join(ROOT, `etc/${entry}.api-extractor.json`)], {
                cwd: ROOT,
            });
        });
    }
});
