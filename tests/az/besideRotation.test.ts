import assert from "node:assert/strict";
import { type Load, SAMPLE_APP, startLoad } from "local-azure";
import { Photos } from "../integration/support/photos";
import type { Run } from "../integration/support/stack";
import { describeOnEngine } from "../integration/support/testbed";
import { AzureCli } from "./support/azureCli";
import { useAzureCli } from "./support/throughAz";

const APP = { file: SAMPLE_APP, args: ["UPLOADS"] };
const G = "--resource-group photos";

/** The view of a person who looks once. */
interface Looked {
    readonly keys: Readonly<Record<string, string>>;
    /** The connection string that the app has by its settings. */
    readonly setting: string;
    /** Whether a blob could be read with it, where the app still had it after that. */
    readonly couldRead: boolean | undefined;
}

describeOnEngine("a person at the Azure CLI, while a stack rotates under load", (testbed) => {
    const python = useAzureCli();
    let photos: Photos;
    let az: AzureCli;
    let load: Load;
    let rotated: Run;
    let former: Readonly<Record<string, string>>;
    const seen: Looked[] = [];

    const list = async () => {
        const keys = await az.succeeds(
            ...`storage account keys list --account-name ${photos.account.name} ${G}`.split(" "),
        );
        return Object.fromEntries(
            (keys as readonly { keyName: string; value: string }[]).map(({ keyName, value }) => [keyName, value]),
        );
    };
    const setting = async () => {
        const settings = await az.succeeds(
            ...`webapp config appsettings list --name ${photos.site.name} ${G}`.split(" "),
        );
        return (
            (settings as readonly { name: string; value: string }[]).find(({ name }) => name === "UPLOADS")?.value ?? ""
        );
    };
    const read = (connectionString: string) => {
        const command = "storage blob show --container-name photos --name photo-0 --connection-string".split(" ");
        return az.run(...command, connectionString);
    };
    const look = async (): Promise<Looked> => {
        const keys = await list();
        const now = await setting();
        const { exitCode } = await read(now);
        return { keys, setting: now, couldRead: (await setting()) === now ? exitCode === 0 : undefined };
    };

    before(async () => {
        photos = await Photos.make(testbed(), "besideaz");
        await photos.up();
        former = photos.account.keys;
        load = startLoad({ url: await photos.site.run(APP), perSecond: 10, clients: 4 });
        az = await AzureCli.start(python(), photos.azure);
        seen.push(await look());
        let isOver = false;
        const rotation = photos.up({ rotationTrigger: 2 }).finally(() => {
            isOver = true;
        });
        while (!isOver) {
            seen.push(await look());
        }
        rotated = await rotation;
        seen.push(await look());
    });

    after(async () => {
        await load?.stop();
        await az?.stop();
    });

    it("sees each key change once, and the app's setting go from the one key to the other", () => {
        assert.deepEqual(photos.regenerated(rotated.calls), ["key2", "key1"]);
        for (const slot of ["key1", "key2"] as const) {
            assert.deepEqual(
                [...new Set(seen.map(({ keys }) => keys[slot]))],
                [former[slot], photos.account.keys[slot]],
            );
        }
        const keysInSettings = [...new Set(seen.map((one) => /AccountKey=([^;]+)/.exec(one.setting)?.[1]))];
        assert.deepEqual(keysInSettings, [former.key1, photos.account.keys.key2]);
    });

    it("can always read with the key that the app has by its settings, and never again with the one it had", async () => {
        assert.ok(
            seen.every(({ couldRead }) => couldRead !== false),
            JSON.stringify(seen.map(({ couldRead }) => couldRead)),
        );
        const { exitCode, stderr } = await read(seen[0]?.setting ?? "");
        assert.notEqual(exitCode, 0);
        assert.match(stderr, /Authentication failure/);
    });

    it("keeps no request of the app from its answer, and none is refused", () => {
        assert.deepEqual(
            load.samples.filter(({ outcome }) => typeof outcome === "number" && outcome !== 200),
            [],
        );
        assert.ok(load.ok > 20, `${load.ok} requests`);
        assert.deepEqual(photos.watch.lost, []);
    });
});
