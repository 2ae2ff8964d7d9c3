import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { NotificationHubsClient } from "@azure/notification-hubs";
import { SharedAccessSignature } from "azure-iot-common";
import { protocols, sharedAccess } from "local-azure";
import { sharedAccessToken } from "../../../../components/azure/probes/signing/sharedAccessToken";
import { asSeen, capture } from "../support/capture";

const TEN_MINUTES_S = 600;

describe("a shared access token", () => {
    const key = randomBytes(32).toString("base64");
    const rulesKey = (rule: string) => ({
        name: "photos",
        acceptedKeys: (asked?: string) => (asked === rule ? [key] : []),
    });

    it("is what @azure/notification-hubs sends until the same moment, and what the local data plane takes from it", async () => {
        const { httpClient, request } = capture();
        const connectionString = `Endpoint=sb://Photos.servicebus.windows.net/;SharedAccessKeyName=my rule;SharedAccessKey=${key}`;
        // Its reading of the empty answer does not matter.
        await new NotificationHubsClient(connectionString, "prints", { httpClient })
            .getRegistration("none")
            .catch(() => undefined);
        const theirs = request().headers.authorization ?? "";
        assert.equal(
            sharedAccessToken("https://photos.servicebus.windows.net/", "my rule", key, tenMinutesBefore(theirs)),
            theirs,
        );
        const list = {
            ...request(),
            path: "$Resources/NotificationHubs",
            url: new URL("/$Resources/NotificationHubs", request().url),
        };
        assert.equal(protocols.serviceBus(list, rulesKey("my rule")).status, 200);
        assert.equal(protocols.serviceBus(list, rulesKey("another")).status, 401);
    });

    it("is what azure-iot-common makes until the same moment, and what the local data plane takes from it", () => {
        const host = "photos.azure-devices.net";
        const theirs = SharedAccessSignature.create(
            host,
            "service",
            key,
            Math.floor(Date.now() / 1000) + 3600,
        ).toString();
        const ours = sharedAccessToken(host, "service", Buffer.from(key, "base64"), tenMinutesBefore(theirs));
        assert.deepEqual(new Set(fieldsOf(ours)), new Set(fieldsOf(theirs)));
        const request = asSeen("GET", `https://${host}/statistics/devices`, { authorization: theirs });
        assert.equal(protocols.iotHub(request, rulesKey("service")).status, 200);
        assert.equal(protocols.iotHub(request, rulesKey("device")).status, 401);
    });

    for (const [what, uri, expected] of [
        ["the namespace is valid on its entities", "https://ns.test/", { kind: "valid", rule: "rule" }],
        [
            "the entity is valid, as one of its own rules",
            "https://ns.test/queue",
            { kind: "valid", rule: "queue/rule" },
        ],
        ["another entity is not valid", "https://ns.test/queue2", { kind: "wrong audience" }],
        ["an entity whose name begins like it is not valid", "https://ns.test/que", { kind: "wrong audience" }],
        ["another namespace is not valid", "https://ns2.test/", { kind: "wrong audience" }],
    ] as const) {
        it(`for ${what}`, () => {
            const authorization = sharedAccessToken(uri, "rule", key, new Date());
            const request = asSeen("GET", "https://ns.test/queue", { authorization });
            assert.deepEqual(sharedAccess(request, { name: "ns", acceptedKeys: () => [key] }, Buffer.from), expected);
        });
    }

    it("is valid for ten minutes", () => {
        const madeAt = (secondsAgo: number) =>
            sharedAccessToken("https://ns.test/", "rule", key, new Date(Date.now() - secondsAgo * 1000));
        const kindOf = (authorization: string) =>
            sharedAccess(
                asSeen("GET", "https://ns.test/queue", { authorization }),
                { name: "ns", acceptedKeys: () => [key] },
                Buffer.from,
            ).kind;
        assert.equal(kindOf(madeAt(TEN_MINUTES_S - 30)), "valid");
        assert.equal(kindOf(madeAt(TEN_MINUTES_S + 1)), "expired");
        assert.equal(kindOf(madeAt(0).replace(/se=\d+/, "se=9999999999")), "invalid signature");
    });
});

/** When one of our tokens has to be made to expire together with this one. */
function tenMinutesBefore(token: string): Date {
    const expiry = Number(/[&?]se=(\d+)/.exec(token)?.[1]);
    return new Date((expiry - TEN_MINUTES_S) * 1000);
}

function fieldsOf(token: string): readonly string[] {
    return token.split(/[ &]/);
}
