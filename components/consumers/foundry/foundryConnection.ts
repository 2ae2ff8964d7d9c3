import type { Input } from "@pulumi/pulumi";
import { membersOf, record } from "../../shape/containers";
import { durationProblems, oneOfProblems } from "../../shape/problem";
import { optional } from "../../shape/shape";
import { anyText, flag, name, text } from "../../shape/values";
import { actionKind } from "../armAction/actionKind";
import { type ActionPlaceArgs, actionPlaceId, actionPlaceProblems } from "../armAction/actionPlace";
import type { Consumer, PlaceOf, WrittenKind } from "../consumer";
import type { ConsumerDeclaration } from "../declaration";
import { emptyProblems } from "../placeProblems";
import { duration, resource } from "../shapes";
import { API_VERSION, foundryConnections } from "./scan";

/** A connection of AI Foundry that holds the active key. */
export interface FoundryConnectionArgs extends ActionPlaceArgs {
    /** Name of the AI Foundry account that has the connection. */
    readonly accountName: Input<string>;
    /** Name of the project that has it; default: the account itself. */
    readonly projectName?: Input<string>;
    /** Name of the connection. */
    readonly connectionName: Input<string>;
    /** The kind of service that it connects to, such as `AIServices`, `AzureOpenAI`, `CognitiveService`, `CognitiveSearch` or `AzureBlob`. */
    readonly category: Input<string>;
    /** The endpoint of the service, such as `https://NAME.cognitiveservices.azure.com/`. */
    readonly target: Input<string>;
    /** How the connection presents the key: `ApiKey` (default), or `AccountKey` for storage. */
    readonly authType?: Input<"ApiKey" | "AccountKey">;
    /** Further members that the category asks for, such as `{ ApiType: "Azure", ResourceId: "/subscriptions/…" }`. */
    readonly metadata?: Readonly<Record<string, Input<string>>>;
    /** Whether all users of the account have it; default: as the service decides. */
    readonly isSharedToAll?: Input<boolean>;
    /** How long agents may use a copy, such as `1h`; the old key is retired after that. Default: not at all. */
    readonly cachedFor?: Input<string>;
}

/** A connection of AI Foundry as a consumer. */
export interface FoundryConnectionConsumer extends FoundryConnectionArgs, Consumer {
    /** The kind of the consumer; set by `foundryConnection`. */
    readonly kind: "foundryConnection";
}

/** The same as plain values. */
export type FoundryConnectionPlace = PlaceOf<FoundryConnectionConsumer>;

/**
 * A connection of an AI Foundry account or project: the pair writes the whole of it, with the key. The service shows no key, so
 * nobody can look at it. A connection that authenticates with Entra ID holds no key and needs no entry.
 */
export function foundryConnection(args: FoundryConnectionArgs): FoundryConnectionConsumer {
    return { kind: "foundryConnection", ...args };
}

/** Connections of AI Foundry, which never show their key. */
export const foundryConnectionKind: WrittenKind<FoundryConnectionPlace> = actionKind({
    role: "connection",
    names: ({ accountName, projectName, connectionName }) => [accountName, projectName, connectionName],
    readerLag: ({ cachedFor }) => cachedFor,

    problems(place, all) {
        const { argument, projectName, category, target, authType = "ApiKey", cachedFor } = place;
        return [
            // The same name in a project is another connection.
            ...actionPlaceProblems(place, all, ({ accountName, projectName: project = "", connectionName: own }) => ({
                accountName,
                connectionName: own === "" ? "" : `${project}/${own}`,
            })),
            ...emptyProblems(place, { category, target, ...(projectName === undefined ? {} : { projectName }) }),
            ...oneOfProblems(`${argument}.authType`, authType, ["ApiKey", "AccountKey"]),
            ...(cachedFor === undefined ? [] : durationProblems(`${argument}.cachedFor`, cachedFor)),
        ];
    },

    form(place, subscriptionId) {
        const { accountName, projectName, connectionName, category, target, metadata, isSharedToAll } = place;
        const project = projectName === undefined ? "" : `/projects/${projectName}`;
        const account = `Microsoft.CognitiveServices/accounts/${accountName}${project}`;
        const path = actionPlaceId(place, `${account}/connections/${connectionName}`, subscriptionId);
        const properties = {
            authType: place.authType ?? "ApiKey",
            category,
            target,
            ...(metadata === undefined ? {} : { metadata }),
            ...(isSharedToAll === undefined ? {} : { isSharedToAll }),
            credentials: {},
        };
        return {
            act: { method: "PUT", path, apiVersion: API_VERSION, body: { properties } },
            contentAt: "/properties/credentials/key",
            undo: { method: "DELETE", path, apiVersion: API_VERSION },
        };
    },
});

/** Connections of AI Foundry. */
export const foundryConnectionDeclaration: ConsumerDeclaration<FoundryConnectionConsumer> = {
    example: foundryConnection({
        resourceGroupName: "rg",
        subscriptionId: "b7a2c9d0-1111-2222-3333-123456789012",
        accountName: "foundry",
        projectName: "chat",
        connectionName: "speech",
        category: "AIServices",
        target: "https://speech.cognitiveservices.azure.com/",
        authType: "ApiKey",
        metadata: { ApiType: "Azure" },
        isSharedToAll: true,
        cachedFor: "1h",
    }),
    shape: membersOf<FoundryConnectionConsumer>({
        ...resource,
        accountName: name,
        projectName: optional(name),
        connectionName: name,
        category: text(),
        target: text(1_000),
        authType: optional(text()),
        metadata: optional(record(anyText)),
        isSharedToAll: optional(flag),
        cachedFor: optional(duration),
    }),
    place: foundryConnectionKind,
    scanners: [foundryConnections],
};
