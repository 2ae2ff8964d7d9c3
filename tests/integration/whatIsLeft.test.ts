// By its name this file is the last of the folder: it searches what all the others have left.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { contains, keyForms } from "./support/keyForms";
import { Photos } from "./support/photos";
import { type Run, UNSAFE } from "./support/stack";
import { describeOnEngine } from "./support/testbed";

describeOnEngine("what is left of all that (rule 12)", (testbed) => {
    const processArguments: string[] = [];
    const refused: Run[] = [];

    before(async () => {
        // So that there is something to find where this file runs alone.
        const photos = await Photos.make(testbed(), "left");
        const end = photos.azure.journal.on(() => {
            processArguments.push(execFileSync("ps", ["-A", "-ww", "-o", "args="], { encoding: "utf8" }));
        });
        await photos.up({ keyVaultSecrets: [photos.secret] });
        await photos.up({ keyVaultSecrets: [photos.secret], rotationTrigger: 2 });
        end();
        // And a service that says both keys in every form, each of which would be found.
        const said = keyForms(Object.values(photos.account.keys)).map((form) => `'${form}'`);
        for (const operation of ["storageAccounts/regenerateKey", "sites/config/appsettings/put"]) {
            const fault = photos.azure.faults.add({
                operation,
                match: ({ target }) => photos.names.includes(target.split("/")[0] ?? ""),
                status: 400,
                body: { error: { code: "BadRequest", message: `No ${said.join(" or ")}.` } },
            });
            refused.push(await photos.upFails({ keyVaultSecrets: [photos.secret], rotationTrigger: 3 }));
            fault.remove();
        }
        await photos.up({ keyVaultSecrets: [photos.secret], rotationTrigger: 3 });
    });

    /**
     * The files of the sandbox that have a key in them: state, backups, plugins, logs, temporary files, Azurite's own. The
     * state of the program that prints its key on purpose, for the policies to find, is left out.
     */
    async function filesWithKeys(): Promise<readonly string[]> {
        const { sandbox, trail } = testbed();
        const keys = keyForms(trail.keys);
        const entries = await readdir(sandbox.directory, { recursive: true, withFileTypes: true });
        const files = entries
            .filter((entry) => entry.isFile())
            .map(({ parentPath, name }) => join(parentPath, name))
            .filter((file) => !file.includes(`/${UNSAFE.name}/`));
        assert.ok(
            files.some((file) => file.includes("/state/.pulumi/stacks/")),
            "no state file",
        );
        const contents = await Promise.all(files.map(async (file) => [file, await readFile(file, "latin1")] as const));
        return contents.filter(([, content]) => contains(content, keys)).map(([file]) => file);
    }

    it("has a key of an account in no file of the sandbox, not even of the data plane", async () => {
        assert.deepEqual(await filesWithKeys(), []);
    });

    it("would find a key in a file, in whatever form", async () => {
        const { sandbox, trail } = testbed();
        const [key = ""] = trail.keys;
        const cut = encodeURIComponent(encodeURIComponent(key)).slice(0, 60);
        const inJson = JSON.stringify(key).replaceAll("/", "\\/").replaceAll("+", "\\u002B").replaceAll("=", "\\u003D");
        for (const form of [key, cut, inJson, Buffer.from(key, "base64").toString("hex")]) {
            const planted = join(sandbox.directory, "state", "planted.log");
            await writeFile(planted, `a line\nAccountKey=${form};EndpointSuffix=x\n`);
            assert.deepEqual(await filesWithKeys(), [planted]);
            await rm(planted);
        }
    });

    it("has the keys in the state as ciphertext only", async () => {
        const { sandbox } = testbed();
        const state = await readFile(join(sandbox.directory, "state/.pulumi/stacks/pairs/left.json"), "utf8");
        assert.match(state, /"ciphertext": ?"v1:/);
    });

    it("has a key of an account in nothing that was printed", () => {
        const { trail } = testbed();
        assert.ok(trail.printed.length > 1);
        assert.deepEqual(
            trail.printed.filter((output) => contains(output, keyForms(trail.keys))),
            [],
        );
    });

    it("says what a service said that has them in an error, and shows none", () => {
        assert.equal(refused.length, 2);
        for (const { all } of refused) {
            assert.match(all, /uploads: .*400 \(BadRequest: No '\[redacted\]' or '/);
        }
    });

    it("has a key of an account in the arguments of no process, at any of its calls", () => {
        const { trail } = testbed();
        assert.ok(processArguments.some((processes) => /plugins\/nodejs\/dynamicProvider/.test(processes)));
        assert.equal(contains(processArguments.join("\n"), keyForms(trail.keys)), false);
    });

    it("has a key of an account in no entry of the journal", () => {
        const { sandbox, trail } = testbed();
        const journal = JSON.stringify(sandbox.azure.journal.entries);
        assert.ok(journal.includes("regenerateKey"));
        assert.equal(contains(journal, keyForms(trail.keys)), false);
    });
});
