import assert from "node:assert/strict";
import { watchKey } from "local-azure";
import { type RoleDefinition, roleFor } from "../../cli/role";
import type { UnusedInputs } from "../../components/gates/unused";
import { Photos } from "./support/photos";
import type { Run } from "./support/stack";
import { describeOnEngine, type Testbed } from "./support/testbed";

const TWO_HOURS = 7_200_000;
const HALF_AN_HOUR = 1_800_000;

/** A pair whose account sends the logs of its blobs to a workspace. */
class LoggedPhotos {
    private constructor(
        readonly photos: Photos,
        readonly workspaceId: string,
    ) {}

    static async make(testbed: Testbed, name: string): Promise<LoggedPhotos> {
        const photos = await Photos.make(testbed, name);
        const workspaceId = photos.azure.logs.create();
        photos.azure.logs.send(photos.account.name, "blob", workspaceId);
        return new LoggedPhotos(photos, workspaceId);
    }

    gate(changes: Partial<UnusedInputs> = {}): UnusedInputs {
        const { workspaceId } = this;
        const times = { quietFor: "1h", showsUpWithin: "6s" };
        return { kind: "unused", workspaceId, ...times, beforeRotation: true, ...changes };
    }

    up(rotationTrigger: number, changes: Partial<UnusedInputs> = {}): Promise<Run> {
        return this.photos.up({ rotationTrigger, gates: [this.gate(changes)] });
    }

    /** Somebody outside the stack makes a request that is signed with this key. */
    callWith(key: string): Promise<void> {
        const { azure, account } = this.photos;
        return new Promise((resolve) => {
            const probe = watchKey({
                endpoint: account.endpoints.blob,
                account: account.name,
                key,
                authority: azure.authority,
                onChange: () => void probe.stop().then(resolve),
            });
        });
    }

    /** Makes two hours pass. */
    passTwoHours(): void {
        this.photos.azure.logs.age(this.workspaceId, TWO_HOURS);
    }

    /** The role of `pulumi-two-key role` for the pair. */
    get role(): RoleDefinition {
        const { source, appSettings } = this.photos.args;
        const consumers = appSettings.map((entry) => ({ kind: "appSettings", argument: "consumers[1]", ...entry }));
        return roleFor([{ source, consumers, gates: [this.gate()], sourceId: "" }], "rotator");
    }

    regenerated({ calls }: Run): readonly string[] {
        return this.photos.regenerated(calls);
    }
}

describeOnEngine("a key that somebody outside the stack still uses", (testbed) => {
    let pair: LoggedPhotos;
    let rotated: Run;
    let quiet: Run;

    before(async () => {
        pair = await LoggedPhotos.make(testbed(), "stillused");
        await pair.up(1);
        await pair.callWith(pair.photos.account.keys.key1);
        pair.photos.azure.permissions.allowOnly(pair.role.Actions);
        rotated = await pair.up(2);
        pair.passTwoHours();
        quiet = await pair.up(2);
    });

    after(() => testbed().sandbox.azure.permissions.allowOnly(undefined));

    it("is not retired, and its caller is named with address and operation", () => {
        assert.deepEqual(pair.regenerated(rotated), ["key2"]);
        assert.match(
            rotated.all,
            /warning: uploads: key1 stays valid, because unused\(1h\) waits: used in the last 1h by (::ffff:)?127\.0\.0\.1.*: GetBlobService\w*, last at 2/,
        );
    });

    it("is retired by a later `up` once it was quiet for as long as asked", async () => {
        assert.deepEqual(pair.regenerated(quiet), ["key1"], quiet.all);
        const { gates } = (await pair.photos.stack.outputs("RotatingKeyPair", "uploads")) as { gates: unknown };
        assert.deepEqual(gates, [{ gate: "unused(1h)", status: "open" }]);
        assert.deepEqual(pair.photos.watch.lost, []);
    });
});

describeOnEngine("a standby key that somebody outside the stack uses", (testbed) => {
    it("is not regenerated before it is quiet, but in an emergency", async () => {
        const pair = await LoggedPhotos.make(testbed(), "standbyused");
        await pair.up(1);
        await pair.callWith(pair.photos.account.keys.key2);
        const deferred = await pair.up(2);
        assert.deepEqual(pair.regenerated(deferred), []);
        assert.match(
            deferred.all,
            /warning: uploads: the rotation waits, because unused\(1h\) does not show that nobody uses key2.*used in the last 1h by/,
        );
        const leaked = await pair.photos.up({ rotationTrigger: 2, emergencyTrigger: "leak", gates: [pair.gate()] });
        assert.deepEqual(pair.regenerated(leaked), ["key2", "key1"]);
        assert.deepEqual(pair.photos.watch.lost, []);
    });
});

describeOnEngine("logs that prove nothing", (testbed) => {
    it("stop the rotation before any key is changed, and say what is missing", async () => {
        const pair = await LoggedPhotos.make(testbed(), "unlogged");
        const { azure, account } = pair.photos;
        azure.logs.send(account.name, "blob", undefined);
        await pair.up(1);
        const failed = await pair.photos.upFails({ rotationTrigger: 2, gates: [pair.gate()] });
        assert.deepEqual(pair.regenerated(failed), []);
        assert.match(
            failed.all,
            /unused\(1h\) failed.*StorageBlobLogs.*diagnostic settings for blob.*no key was changed/,
        );
    });

    it("keep the key that consumers left while they are late, until an `up` finds the call of an earlier one", async () => {
        const pair = await LoggedPhotos.make(testbed(), "latelogs");
        const { logs } = pair.photos.azure;
        await pair.up(1, { beforeRotation: false });
        await pair.callWith(pair.photos.account.keys.key2);
        pair.passTwoHours();
        logs.ingestionDelayMs = HALF_AN_HOUR;
        const rotated = await pair.up(2, { beforeRotation: false });
        assert.deepEqual(pair.regenerated(rotated), ["key2"]);
        assert.match(
            rotated.all,
            /key1 stays valid, because unused\(1h\) waits: a call of its own at .* has not shown up yet/,
        );
        logs.age(pair.workspaceId, HALF_AN_HOUR);
        const opened = await pair.up(2, { beforeRotation: false });
        logs.ingestionDelayMs = 0;
        assert.deepEqual(pair.regenerated(opened), ["key1"], opened.all);
    });
});
