import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { dynamic } from "@pulumi/pulumi";
import { armClient, type LocalAzure, startLocalAzure } from "local-azure";
import type { ConsumerInputs, RotationInputs } from "../../components/arguments/rotationInputs";
import { configure } from "../../components/engine/azureAccess";
import * as consumer from "../../components/engine/consumer/handler";
import { PairWorld } from "../../components/engine/pairWorld";
import { report } from "../../components/engine/report";
import * as rotation from "../../components/engine/rotation/handler";
import { command } from "../../components/gates/command";
import { commandConsumer } from "../../components/index";
import { origin } from "../consumers/support/changes";
import { FORMS, readable } from "./support/forms";
import { KINDS, random } from "./support/keys";

const GROUP = "photos";
const PAIR = { pair: "uploads", owner: "urn", azureConfig: "azure-native" };

/** Every form of these keys, one after the other. */
function echo(keys: readonly string[]): string {
    return keys.flatMap((key) => Object.values(FORMS).map((write) => `'${write(key)}'`)).join(", ");
}

function assertSafe(keys: readonly string[], text: string): void {
    assert.match(text, /\[redacted\]/);
    for (const key of keys) {
        for (const [form, write] of Object.entries(FORMS)) {
            assert.equal(readable(write(key), text), undefined, `${form}: ${text}`);
        }
    }
}

async function messageOf(call: Promise<unknown>): Promise<string> {
    const error: unknown = await call.catch((caught: unknown) => caught);
    assert.ok(error instanceof Error, "nothing failed");
    return `${error.message} ${error.stack} ${error.cause}`;
}

describe("a handler whose service says keys in an error (rule 12)", function () {
    this.timeout(60_000);
    const environment = { ...process.env };
    let directory: string;
    let azure: LocalAzure;

    before(async () => {
        directory = await mkdtemp(join(tmpdir(), "redaction-"));
        azure = await startLocalAzure({ directory });
        // This process settled its trust when it began.
        Object.assign(process.env, azure.env, { NODE_TLS_REJECT_UNAUTHORIZED: "0" });
        const arm = await armClient(azure);
        await arm("PUT", `/subscriptions/${azure.subscriptionId}/resourceGroups/${GROUP}`, { location: "here" });
        for (const path of ["Storage/storageAccounts/listed", "Storage/storageAccounts/gated", "Web/sites/web-told"]) {
            assert.equal((await arm("PUT", `Microsoft.${path}`, { location: "here" })).status, 201);
        }
        await configure({ config: { get: () => undefined } } as unknown as dynamic.ConfigureRequest);
    });
    after(async () => {
        process.env = environment;
        await azure.stop();
        await rm(directory, { recursive: true });
    });

    const refuseWith = (operation: string, message: string) =>
        azure.faults.add({ operation, status: 400, body: { error: { code: "BadRequest", message } } });

    it("shows none that it listed", async () => {
        const account = azure.storage.get("listed");
        const keys = Object.values(account.keys);
        refuseWith("storageAccounts/get", `No ${echo(keys)}.`);
        const inputs: RotationInputs = {
            ...PAIR,
            source: { service: "storageAccount", resourceGroupName: GROUP, name: account.name },
            consumers: [],
            customConsumers: false,
            gates: [],
            trigger: "1",
            emergency: "",
            strategy: "alternate",
            retire: "automatic",
            retireTrigger: "",
            settle: "0s",
            soak: "0s",
            propagation: { timeout: "10s", consecutive: 1, interval: "100ms" },
        };
        const message = await messageOf(rotation.create(inputs));
        assert.match(message, /^uploads: the pair was not adopted: GET .*listed: 400 \(BadRequest: No '/);
        assertSafe(keys, message);
    });

    it("shows none that it writes or passes on, nor the signature of a SAS, nor what another setting holds", async () => {
        const site = azure.sites.get("web-told");
        const [key, foreign, token] = ["storage account", "storage account", "AWS secret"].map(
            (kind) => KINDS[kind]?.() ?? "",
        );
        const signature = Buffer.from(random("abcdefgh", 32)).toString("base64");
        site.writeSettings({ THEIRS: `AccountName=other;AccountKey=${foreign};EndpointSuffix=s`, TOKEN: token ?? "" });
        await site.settled();
        const keys = [key ?? "", foreign ?? "", token ?? "", signature];
        refuseWith("sites/config/appsettings/put", `No ${echo(keys)}.`);
        const settings = { UPLOADS: "connectionString", LINK: "key" };
        const place = { kind: "appSettings", resourceGroupName: GROUP, site: site.name, settings };
        const inputs: ConsumerInputs = {
            ...PAIR,
            place: { ...place, argument: "appSettings[0]" },
            origin,
            values: {
                UPLOADS: `AccountName=told;AccountKey=${key};EndpointSuffix=s`,
                LINK: `https://told.test/photos?sv=2022&sig=${encodeURIComponent(signature)}`,
            },
            references: {},
        };
        const message = await messageOf(consumer.create(inputs));
        assert.match(message, /^uploads: web-told did not take the new key: .*400 \(BadRequest: No '/);
        assertSafe(keys, message);
    });

    for (const [kind, make] of Object.entries(KINDS)) {
        it(`shows no key of the kind ${kind} that a program prints`, async () => {
            const key = make();
            const script = `cat > /dev/null; printf %s "$0"; exit 3`;
            const command = ["sh", "-c", script, echo([key]).replaceAll(/\s+/g, " ")];
            const place = { ...commandConsumer({ label: "ci", command }), argument: "holders[0]" };
            const message = await messageOf(
                consumer.create({ ...PAIR, place, origin, values: { "": key }, references: {} }),
            );
            assert.match(message, /^uploads: ci did not take the new key: .*exit code 3 \('\[redacted\]/);
            assertSafe([key], message);
        });
    }

    it("shows none in what a gate says, which goes into the state, and none in its progress", async () => {
        const account = azure.storage.get("gated");
        const keys = Object.values(account.keys);
        const said = echo(keys).replaceAll(/\s+/g, " ");
        const world = new PairWorld(
            {
                ...PAIR,
                source: { service: "storageAccount", resourceGroupName: GROUP, name: account.name },
                consumers: [],
                gates: [command(["sh", "-c", 'printf %s "$0"; exit 75', said], { timeout: "10s" })],
            },
            { endpoints: {}, expected: { wasWritten: () => false }, searched: "now" },
        );
        await world.list({});
        const about = { kind: "retirement", switchedAt: new Date().toISOString(), asked: "all" } as const;
        assertSafe(keys, JSON.stringify(await world.askGates({ about })));
        const lines: string[] = [];
        const { log } = console;
        console.log = (line: string) => lines.push(line);
        await report(PAIR, `waiting: ${said}`).finally(() => {
            console.log = log;
        });
        assertSafe(keys, lines.join("\n"));
    });
});
