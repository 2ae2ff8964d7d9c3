import {
    acknowledged,
    command,
    grace,
    httpHealthy,
    keyAccepted,
    moduleGate,
    type RotatingKeyPairArgs,
    storageAccount,
    unused,
} from "../../../components";
import { consumerDeclarations } from "../../../components/consumers/consumerRegistry";

const resourceGroupName = "rg";
const subscriptionId = "b7a2c9d0-1111-2222-3333-123456789012";
const at = { resourceGroupName, subscriptionId };

/** A pair with every argument that there is, and nothing wrong with any. */
export function everyArgument(): RotatingKeyPairArgs {
    return {
        source: storageAccount({ ...at, accountName: "uploads" }),
        rotationTrigger: 1,
        emergencyTrigger: "",
        rotateEvery: "90d",
        pinnedSlot: "key1",
        initialSlot: "key1",
        strategy: "alternate",
        consumers: consumerDeclarations.map(({ example }) => example),
        soak: "0s",
        settle: "60s",
        gates: [
            grace("1h"),
            acknowledged("media", { rotatedAt: "2026-01-01T00:00:00.000Z", keyFingerprint: "ab".repeat(32) }),
            httpHealthy("https://web.example/healthz?full=1", { attempts: 2, expect: { status: 200, body: "ok" } }),
            keyAccepted(),
            command(["./check", "-v"], { timeout: "60s" }),
            moduleGate("./gate.js", { team: "media" }),
            unused({ workspaceId: subscriptionId, quietFor: "7d", services: ["blob"] }),
        ],
        retire: "manual",
        retireTrigger: 1,
        dependents: {
            unregistered: "warn",
            notLookedAt: "warn",
            alsoHeldBy: [{ name: "Storage Explorer", owner: "media", kind: "byHand" }],
            subscriptionIds: [subscriptionId],
            maxCalls: 100,
            ownerTag: "owner",
        },
        propagation: { timeout: "10m", consecutive: 3, interval: "500ms", blindWait: "10m" },
        azureConfig: "azure-native",
    };
}
