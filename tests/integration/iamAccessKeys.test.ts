import assert from "node:assert/strict";
import { type LocalAws, startLocalAws } from "local-azure";
import { killUp } from "./support/killedUp";
import { IAM, type Run, Stack } from "./support/stack";
import { describeOnEngine } from "./support/testbed";

const USER = "archive";
const SECRET = "archive/access-keys";

describeOnEngine("a pair of IAM access keys, by a module of one's own", (testbed) => {
    let aws: LocalAws;
    let stack: Stack;
    let siteName: string;
    /** The moments at which the application had an access key that AWS does not take. */
    const lost: string[] = [];

    const running = () => testbed().sandbox.azure.sites.get(siteName).runningSettings.AWS_CREDENTIALS ?? "";
    const idInUse = () => /aws_access_key_id = (\w+)/.exec(running())?.[1] ?? "none";
    /** The access keys of the user, oldest first. */
    const ids = () => aws.users.accessKeys(USER).map(({ id }) => id);
    const kept = () => JSON.parse(aws.secrets.get(SECRET) ?? "") as Record<string, { accessKeyId: string }>;

    /** The calls of AWS, in order, while this was done. */
    async function during(work: () => Promise<unknown>): Promise<readonly string[]> {
        const from = aws.journal.entries.length;
        await work();
        return aws.journal.entries
            .slice(from)
            .map(({ operation }) => operation)
            .filter((operation) => /Create|Delete/.test(operation));
    }

    const configure = (rotation: number) =>
        stack.configure({ rotation: String(rotation), userName: USER, secretId: SECRET });

    async function up(rotation: number, args: readonly string[] = []): Promise<Run> {
        await configure(rotation);
        return stack.up(args, { env: aws.env });
    }

    async function outputs() {
        const { activeSlot, generation, settled } = await stack.outputs("pulumi:Stack");
        return { activeSlot, generation, settled };
    }

    before(async () => {
        aws = await startLocalAws({ acceptedAfterMs: 500 });
        aws.users.create(USER);
        const { id, secret } = aws.users.createAccessKey(USER);
        aws.secrets.set(SECRET, JSON.stringify({ key1: { accessKeyId: id, secretAccessKey: secret } }));
        const look = () => {
            for (const key of aws.users.accessKeys(USER)) {
                testbed().trail.note(key.secret);
            }
            if (siteName !== undefined && !aws.users.accepts(idInUse())) {
                lost.push(JSON.stringify(aws.journal.entries.at(-1)));
            }
        };
        aws.journal.on(look);
        testbed().sandbox.azure.journal.on(look);
        stack = await Stack.create(testbed(), IAM, "dev");
        const changes = await during(() => up(1));
        assert.deepEqual(changes, [], "adopting makes no access key (rule 2)");
        siteName = String((await stack.outputs("pulumi:Stack")).siteName);
    });

    after(() => aws?.stop());

    it("is adopted: the application has the access key that is kept as key1", () => {
        assert.deepEqual([idInUse()], ids());
        assert.ok(running().includes(`aws_secret_access_key = ${aws.users.accessKeys(USER)[0]?.secret}`));
    });

    it("is rotated, also where the answer with the new access key is lost: that one is deleted, and another one made", async () => {
        const [former] = ids();
        aws.faults.add({ operation: "iam/CreateAccessKey", reset: true, afterEffect: true });
        const changes = await during(() => up(2));
        // The lost one and the SDK's own tries, which IAM refuses; then the module's, then the retirement's.
        assert.match(
            changes.join(" "),
            /^(iam\/CreateAccessKey ){2,}(iam\/DeleteAccessKey iam\/CreateAccessKey ?){2}$/,
        );
        assert.deepEqual(await outputs(), { activeSlot: "key2", generation: 1, settled: true });
        assert.equal(idInUse(), kept().key2?.accessKeyId);
        assert.deepEqual(ids(), [kept().key2?.accessKeyId, kept().key1?.accessKeyId]);
        assert.ok(!ids().includes(former ?? ""));
    });

    it("is rotated after an update that was killed when the access key had been made and was kept nowhere", async () => {
        const inUse = idInUse();
        await configure(3);
        const victim = { stack, names: [USER], cloud: aws };
        await killUp(testbed(), victim, { operation: "iam/CreateAccessKey" }, aws.env);
        await stack.cancel();
        assert.equal(idInUse(), inUse);
        const [, orphan] = ids();
        assert.notEqual(kept().key1?.accessKeyId, orphan);

        await up(3);
        assert.deepEqual(await outputs(), { activeSlot: "key1", generation: 2, settled: true });
        assert.equal(idInUse(), kept().key1?.accessKeyId);
        assert.deepEqual(ids(), [kept().key1?.accessKeyId, kept().key2?.accessKeyId]);
        assert.ok(!ids().includes(inUse));
    });

    it("waits until AWS takes the new access key, before the application gets it", async () => {
        assert.deepEqual(lost, []);
        assert.ok(aws.journal.count("iam/GetUser", (entry) => entry.kind === "call" && entry.status === 403) > 6);
    });

    it("has no secret access key in its state but as ciphertext, nor in anything that was printed", async () => {
        const secrets = [...aws.secrets.values()].flatMap((text) => text.match(/[A-Za-z0-9+/]{40}/g) ?? []);
        assert.equal(secrets.length, 2);
        const state = await stack.readState();
        assert.match(state, /"ciphertext": ?"v1:/);
        for (const secret of secrets) {
            assert.ok(testbed().trail.keys.includes(secret));
            assert.ok(![state, ...testbed().trail.printed].some((text) => text.includes(secret)));
        }
    });

    it("makes no call at all in an `up` where nothing has changed", async () => {
        const from = aws.journal.entries.length;
        await up(3);
        assert.equal(aws.journal.entries.length, from);
    });

    it("is guarded: an access key in use that was switched off by hand stops the update, and none is deleted (rule 6)", async () => {
        const [inUse] = aws.users.accessKeys(USER);
        assert.equal(inUse?.id, idInUse());
        if (inUse !== undefined) {
            inUse.status = "Inactive";
        }
        const changes = await during(async () => {
            await configure(4);
            const { all } = await stack.up([], { env: aws.env, fails: true });
            assert.match(all, /archive: key1 was regenerated outside this stack; no key was changed by this update/);
        });
        assert.deepEqual(changes, []);
    });
});
