import type { dynamic } from "@pulumi/pulumi";
import { v5 as uuidOfName } from "uuid";
import type { ReaderInputs } from "../../arguments/rotationInputs";
import type { ArmCall } from "../../armCall";
import { placeName, writtenKindOf } from "../../consumers/consumers";
import { secretId } from "../../consumers/keyVault/keyVaultSecret";
import { canonicalName, isSameId, isSameName } from "../../consumers/naming";
import { RotationError } from "../../lifecycle/rotationError";
import { containsUnknown } from "../../shape/unknown";
import { defaultSubscriptionId } from "../azureAccess";
import { accessFor } from "../consumerAccess";
import { declare, notDeclared } from "../declaredPlaces";
import { explained } from "../explained";
import { safeHandler } from "../safeHandler";

export { configure } from "../azureAccess";

/** Azure's built-in role "Key Vault Secrets User": reads the values of secrets, and nothing else. */
const SECRETS_USER = "4633458b-17de-408a-b874-0445c86b69e6";
/** Under which names of assignments are made; any UUID that stays the same. */
const NAMESPACE = "5b1c6f0e-1f0b-4c53-9d0b-5a6b8f6d2c11";
const API_VERSION = "2022-04-01";

/** Its record in the stack's state. Later releases read the records of earlier ones. */
export interface ReaderOutputs extends Omit<ReaderInputs, "principalId"> {
    readonly version: 1;
    readonly principalId: string;
    /** ARM id of the role assignment. */
    readonly assignment: string;
}

/**
 * Lets a principal read one secret. The assignment's name follows from its content. So if a crash has hidden an assignment from the engine, it
 * is written again and not refused as a second one.
 */
export const create = safeHandler((inputs: ReaderInputs): Promise<dynamic.CreateResult<ReaderOutputs>> => {
    const { pair, secret } = inputs;
    const failed = `nobody was given ${placeName(secret)} to read`;
    return explained({ pair, failed, safe: "no key was changed" }, async () => {
        const { arm } = await accessFor(inputs);
        const principalId = inputs.principalId ?? (await principalOfApp(inputs));
        const scope = await scopeOf(inputs);
        const [, subscriptionId = ""] = /^\/subscriptions\/([^/]+)/.exec(scope) ?? [];
        const assignment = assignmentOn(scope, principalId);
        declare(assignment, [principalId]);
        await arm.send({
            ...call("PUT", assignment),
            body: {
                properties: {
                    principalId,
                    principalType: inputs.principalType,
                    roleDefinitionId: `/subscriptions/${subscriptionId}/providers/Microsoft.Authorization/roleDefinitions/${SECRETS_USER}`,
                },
            },
        });
        return { id: assignment, outs: { ...inputs, version: 1, principalId, assignment } };
    });
});

/** Compares the reader and the secret; calls no service. */
export const diff = safeHandler(
    async (id: string, olds: ReaderOutputs, news: ReaderInputs): Promise<dynamic.DiffResult> => {
        if (containsUnknown(news)) {
            return { changes: true };
        }
        const isSamePrincipal = news.principalId === undefined || isSameName(news.principalId, olds.principalId);
        const isSameApp = appOf(news) === appOf(olds);
        const assignment = assignmentOn(await scopeOf(news), olds.principalId);
        if (isSamePrincipal && isSameApp && isSameId(assignment, id)) {
            declare(assignment, [olds.principalId]);
            return { changes: false };
        }
        return { changes: true, replaces: ["secret"] };
    },
);

/** On `--refresh`: an assignment that is gone, or that is one of another identity than the app has now, is made again. */
export const read = safeHandler((id: string, olds: ReaderOutputs): Promise<dynamic.ReadResult<ReaderOutputs>> => {
    const { pair, secret } = olds;
    const about = { pair, failed: `who reads ${placeName(secret)} was not read`, safe: "nothing was changed" };
    return explained({ ...about, command: "pulumi up --refresh", withoutProgram: true }, async () => {
        const { arm } = await accessFor(olds);
        const [found, principalId] = await Promise.all([
            arm.find(call("GET", id)),
            olds.app === undefined ? olds.principalId : principalOfApp(olds),
        ]);
        return found === "absent" || !isSameName(principalId, olds.principalId) ? {} : { id, props: olds };
    });
});

/** Takes the right away, unless another entry of the program has just given it to the same principal. */
export const remove = safeHandler((id: string, olds: ReaderOutputs): Promise<void> => {
    const { pair, secret, principalId } = olds;
    const failed = `${principalId} may still read ${placeName(secret)}`;
    return explained({ pair, failed, safe: "no key was changed", withoutProgram: true }, async () => {
        if (notDeclared(id, [principalId]).length > 0) {
            const { arm } = await accessFor(olds);
            await arm.remove(call("DELETE", id));
        }
    });
});

export { remove as delete };

/** The identity as which the app reads secrets. */
async function principalOfApp(inputs: Pick<ReaderInputs, "pair" | "owner" | "azureConfig" | "app">): Promise<string> {
    const { app, pair } = inputs;
    const consumer = app && writtenKindOf(app, app.argument);
    const principalId = app && (await consumer?.readsAs?.(app, await accessFor(inputs)));
    if (app === undefined || principalId === undefined) {
        const name = app === undefined ? "it" : placeName(app);
        throw new RotationError(
            "not-switched",
            `${pair}: ${name} has no managed identity with which it could read a secret; nothing was changed; ` +
                "give it one, or hold the key in it without a reference, and run `pulumi up` again",
        );
    }
    return principalId;
}

/** The parts of the app that decide its identity: entries of the program may change their order. */
function appOf({ app }: Pick<ReaderInputs, "app">): string | undefined {
    return app && canonicalName(placeName(app));
}

async function scopeOf({ azureConfig, secret }: Pick<ReaderInputs, "azureConfig" | "secret">): Promise<string> {
    return secretId(secret, await defaultSubscriptionId(azureConfig));
}

function assignmentOn(scope: string, principalId: string): string {
    const name = uuidOfName(canonicalName(`${scope}|${principalId}|${SECRETS_USER}`), NAMESPACE);
    return `${scope}/providers/Microsoft.Authorization/roleAssignments/${name}`;
}

function call(method: ArmCall["method"], path: string): ArmCall {
    return { method, path, apiVersion: API_VERSION };
}
