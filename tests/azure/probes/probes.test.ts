import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { createServer } from "node:https";
import { type Protocol, startRedisServer } from "local-azure";
import type { ProbeTarget } from "../../../components/azure/probes/probe";
import type { ProbeName } from "../../../components/azure/probes/probes";
import { close, listen } from "./support/listening";
import { type Probing, useProbing } from "./support/probing";

/** Two keys of a resource, and where it is. */
interface Subject {
    readonly keys: readonly string[];
    readonly target: ProbeTarget;
}

/** Starts two resources of a service; ends them after the test. */
type Service = (probing: Probing) => Promise<readonly [photos: Subject, albums: Subject]>;

const base64 = () => randomBytes(64).toString("base64");
const text = () => randomBytes(24).toString("hex");

/** Each probe against the data plane that answers it. */
const services: Readonly<Record<ProbeName, Service>> = {
    storage: blobs,
    cosmos: resources("cosmos", base64),
    cognitiveServices: resources("cognitiveServices", text),
    search: resources("search", text),
    redis,
    serviceBus: resources("serviceBus", base64, "/queue/rule"),
    eventHubs: resources("eventHubs", base64, "/rule"),
    relay: resources("relay", base64, "/connection/rule"),
    notificationHubs: resources("notificationHubs", base64, "/hub/rule"),
    signalR: resources("signalR", base64),
    webPubSub: resources("webPubSub", base64),
    containerRegistry: resources("containerRegistry", text),
    appConfiguration: resources("appConfiguration", () => `Id=${text()};Secret=${base64()}`),
    communication: resources("communication", base64),
    maps: resources("maps", text),
    batch: resources("batch", base64),
    iotHub: resources("iotHub", base64, "/policy"),
    deviceProvisioning: resources("deviceProvisioning", base64, "/policy"),
    directLine: resources("directLine", text),
};

const running: { stop(): Promise<void> }[] = [];

describe("the probe of", () => {
    const probing = useProbing();

    afterEach(async () => {
        await Promise.all(running.splice(0).map((service) => service.stop()));
    });

    for (const [name, start] of Object.entries(services) as [ProbeName, Service][]) {
        describe(name, () => {
            let subjects: readonly [Subject, Subject];
            beforeEach(async () => {
                subjects = await start(probing());
            });

            it("accepts either key of the resource", async () => {
                const [{ keys, target }] = subjects;
                assert.equal(keys.length, 2);
                for (const key of keys) {
                    assert.equal(await probing().probe(name, key, target), true);
                }
            });

            it("refuses a key of another resource", async () => {
                const [{ target }, { keys }] = subjects;
                assert.equal(await probing().probe(name, keys[0] ?? "", target), false);
            });

            it("refuses what is no key at all", async () => {
                const [{ target }] = subjects;
                assert.equal(await probing().probe(name, "", target), false);
                assert.equal(await probing().probe(name, "not\r\na key\u0000", target), false);
            });

            it("accepts nothing where nobody answers, or where no endpoint is known", async () => {
                const [{ keys, target }] = subjects;
                const nowhere = { ...target, endpoints: { blob: "https://127.0.0.1:9/" } };
                assert.equal(await probing().probe(name, keys[0] ?? "", nowhere), false);
                assert.equal(await probing().probe(name, keys[0] ?? "", { ...target, endpoints: {} }), false);
            });
        });
    }

    for (const name of ["storage", "batch", "containerRegistry", "serviceBus", "iotHub"] as const) {
        it(`${name} signs for the resource that it is told, so that another name is refused`, async () => {
            const [{ keys, target }] = await services[name](probing());
            const renamed = { ...target, name: target.name.replace(/[a-z]+$/, "other") };
            assert.equal(await probing().probe(name, keys[0] ?? "", target), true);
            assert.equal(await probing().probe(name, keys[0] ?? "", renamed), false);
        });
    }

    it("cognitiveServices accepts a key of a kind that issues no tokens", async () => {
        const [{ keys, target }, { keys: others }] = await resources("openAI", text)(probing());
        assert.equal(await probing().probe("cognitiveServices", keys[0] ?? "", target), true);
        assert.equal(await probing().probe("cognitiveServices", others[0] ?? "", target), false);
    });

    it("appConfiguration finds id and secret in a connection string", async () => {
        const [{ keys, target }] = await services.appConfiguration(probing());
        const connectionString = `Endpoint=https://photos.azconfig.io;${keys[0]}`;
        assert.equal(await probing().probe("appConfiguration", connectionString, target), true);
    });

    it("a service asks on a connection of its own each time, and takes no redirect for an answer", async () => {
        const { certificate: cert, privateKey: key } = probing().certificates;
        let status = 200;
        let connections = 0;
        const server = createServer({ cert, key }, (_request, response) => {
            response.writeHead(status, { location: "/elsewhere" }).end();
            status = 200;
        });
        server.on("secureConnection", () => {
            connections += 1;
        });
        const target = { name: "photos", endpoints: { search: `https://127.0.0.1:${await listen(server)}/` } };
        stopAfterTest({ stop: () => close(server) });
        assert.equal(await probing().probe("search", "key", target), true);
        assert.equal(await probing().probe("search", "key", target), true);
        assert.equal(connections, 2);
        status = 302;
        assert.equal(await probing().probe("search", "key", target), false);
    });

    it("a service is loaded when it is asked, and no library before", async () => {
        await probing().probe("redis", "key", { name: "photos", endpoints: {} });
        const loaded = probing().loadedAtStart();
        assert.ok(loaded.some((file) => file.endsWith("probes/probes.js")));
        assert.deepEqual(
            loaded.filter((file) => file.includes("node_modules")),
            [],
        );
    });
});

/** Resources that the common data plane serves; `rule` is the path of the rule that has the keys. */
function resources(protocol: Protocol, newKey: () => string, rule = ""): Service {
    return async (probing) => {
        const subject = (name: string): Subject => {
            const keys = [newKey(), newKey()];
            const any = probing.serve({
                protocol,
                name,
                acceptedKeys: (asked = "") => (asked === rule.slice(1) ? keys : []),
            });
            return { keys, target: { name: `${name}${rule}`, endpoints: { any } } };
        };
        return [subject("photos"), subject("albums")];
    };
}

async function redis({ certificates }: Probing): Promise<readonly [Subject, Subject]> {
    const subject = async (name: string): Promise<Subject> => {
        const keys = [base64(), base64()];
        const server = await startRedisServer(certificates, () => keys);
        stopAfterTest(server);
        return { keys, target: { name, endpoints: { redis: server.endpoint } } };
    };
    return [await subject("photos"), await subject("albums")];
}

async function blobs({ storage }: Probing): Promise<readonly [Subject, Subject]> {
    const subject = (name: string): Subject => {
        const { keys, endpoints } = storage.create(name, "rg");
        return { keys: Object.values(keys), target: { name, endpoints: { blob: endpoints.blob } } };
    };
    return [subject("photos"), subject("albums")];
}

function stopAfterTest(service: { stop(): Promise<void> }): void {
    running.push(service);
}
