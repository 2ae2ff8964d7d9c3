import assert from "node:assert/strict";
import { join, resolve } from "node:path";
import { type LocalAws, startLocalAws } from "local-azure";
import ts from "typescript";
import type { KeyPairModule } from "../../components";

const ROOT = resolve(__dirname, "../../..");
const MODULE = join(ROOT, "stacks/iamAccessKeys/accessKeys.js");
const context = { config: { userName: "archive", secretId: "keys" } };

describe("the module of the example with IAM access keys", () => {
    let aws: LocalAws;
    let module: KeyPairModule;
    let environment: NodeJS.ProcessEnv;

    before(() => {
        environment = { ...process.env };
    });

    beforeEach(async () => {
        aws = await startLocalAws();
        Object.assign(process.env, aws.env);
        aws.users.create("archive");
        // Its clients take their addresses from the environment when it is loaded.
        delete require.cache[MODULE];
        module = require(MODULE);
    });

    afterEach(() => aws.stop());

    after(() => {
        process.env = environment;
    });

    /** Makes an access key and keeps it as the one of this slot. */
    function keep(slot: string): string {
        const { id, secret } = aws.users.createAccessKey("archive");
        const kept = JSON.parse(aws.secrets.get("keys") ?? "{}");
        aws.secrets.set("keys", JSON.stringify({ ...kept, [slot]: { accessKeyId: id, secretAccessKey: secret } }));
        return id;
    }

    const ids = () => aws.users.accessKeys("archive").map(({ id }) => id);

    it("lists no key in a slot whose access key is gone, switched off, or was never there", async () => {
        const [first, second] = [keep("key1"), keep("key2")];
        const listed = await module.list(context);
        assert.deepEqual(
            Object.values(listed).map((key) => key.split(":")[0]),
            [first, second],
        );
        aws.users.deleteAccessKey("archive", second);
        assert.equal((await module.list(context)).key2, "");
        const [remaining] = aws.users.accessKeys("archive");
        Object.assign(remaining ?? {}, { status: "Inactive" });
        assert.equal((await module.list(context)).key1, "");
    });

    it("says what to do where no access key is kept", async () => {
        aws.secrets.set("keys", "{}");
        await assert.rejects(async () => module.list(context), /put the access key that applications use into keys/);
    });

    it("replaces the access key of its slot, and leaves the other one", async () => {
        const [first, second] = [keep("key1"), keep("key2")];
        const keys = await module.regenerate(context, "key2");
        assert.equal(ids()[0], first);
        assert.ok(!ids().includes(second));
        assert.deepEqual(keys, await module.list(context));
    });

    it("deletes none where an access key is in neither slot and no crash of its own explains it", async () => {
        const [first] = [keep("key1")];
        const stranger = aws.users.createAccessKey("archive").id;
        await assert.rejects(
            module.regenerate(context, "key2"),
            new RegExp(`${stranger} of archive is in neither slot`),
        );
        assert.deepEqual(ids(), [first, stranger]);
    });

    it("deletes none where nobody knows which access key is the other slot's", async () => {
        const second = keep("key2");
        await assert.rejects(module.regenerate(context, "key2"), /which access key is key1, so none was deleted/);
        assert.deepEqual(ids(), [second]);
    });

    it("makes another one where a crash has left an access key that is kept nowhere", async () => {
        keep("key1");
        keep("key2");
        aws.faults.add({ operation: "secretsmanager/PutSecretValue", nth: 2, times: 10, status: 500 });
        await assert.rejects(module.regenerate(context, "key2"));
        const [, orphan] = ids();
        aws.faults.clear();
        await module.regenerate(context, "key2");
        assert.equal(ids().length, 2);
        assert.ok(!ids().includes(orphan ?? ""));
        assert.doesNotMatch(aws.secrets.get("keys") ?? "", /making/);
    }).timeout(10_000);

    it("is of the type that the package exports for such a module", () => {
        const { config } = ts.readConfigFile(join(ROOT, "tsconfig.json"), ts.sys.readFile);
        const { options } = ts.parseJsonConfigFileContent({ ...config, include: [], files: [MODULE] }, ts.sys, ROOT);
        const program = ts.createProgram([MODULE], { ...options, allowJs: true, checkJs: true, noEmit: true });
        const source = program.getSourceFile(MODULE);
        assert.ok(source !== undefined);
        assert.deepEqual(
            program.getSemanticDiagnostics(source).map(({ messageText }) => messageText),
            [],
        );
    }).timeout(60_000);

    it("reads the key back out of the credentials file that it makes", () => {
        const key = "AKIAEXAMPLE:wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
        const file = module.connectionString?.(context, key) ?? "";
        assert.match(file, /^\[default\]\naws_access_key_id = AKIAEXAMPLE\naws_secret_access_key = wJalr/);
        assert.equal(module.keyInConnectionString?.(file), key);
        assert.equal(module.keyInConnectionString?.("Endpoint=…"), undefined);
    });
});
