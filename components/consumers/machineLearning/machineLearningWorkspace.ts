import type { Input } from "@pulumi/pulumi";
import { membersOf } from "../../shape/containers";
import { durationProblems } from "../../shape/problem";
import { optional } from "../../shape/shape";
import { name, text } from "../../shape/values";
import { actionKind } from "../armAction/actionKind";
import { type ActionPlaceArgs, actionPlaceId, actionPlaceProblems } from "../armAction/actionPlace";
import type { Consumer, PlaceOf, WrittenKind } from "../consumer";
import type { ConsumerDeclaration } from "../declaration";
import { duration, resource } from "../shapes";
import { API_VERSION, machineLearning } from "./scan";

/** A Machine Learning workspace whose default storage account is the pair's. */
export interface MachineLearningWorkspaceArgs extends ActionPlaceArgs {
    /** Name of the workspace. */
    readonly workspaceName: Input<string>;
    /**
     * The only slot whose key the workspace takes, such as `key1`, if that is known. It is told to read the key when that slot was regenerated,
     * and has no working key in between, for some seconds. Default: it takes the key in use, or the update stops.
     */
    readonly takesOnly?: Input<string>;
    /** The time that the workspace has until it shows the key; default `5m`. */
    readonly timeout?: Input<string>;
}

/** A workspace as a consumer. */
export interface MachineLearningWorkspaceConsumer extends MachineLearningWorkspaceArgs, Consumer {
    /** The kind of the consumer; set by `machineLearningWorkspace`. */
    readonly kind: "machineLearningWorkspace";
}

/** The same as plain values. */
export type MachineLearningWorkspacePlace = PlaceOf<MachineLearningWorkspaceConsumer>;

/**
 * A Machine Learning workspace that reads the key of its own storage account. `resyncKeys` tells it to, and `listStorageAccountKeys` shows its
 * key. No document says which of the account's two keys the workspace takes: if it is not the one in use, the update stops with the old key
 * valid. This is about the workspace alone: it does not reach datastores with a key of their own ("Regenerate storage account access keys").
 * `armAction` writes those.
 */
export function machineLearningWorkspace(args: MachineLearningWorkspaceArgs): MachineLearningWorkspaceConsumer {
    return { kind: "machineLearningWorkspace", ...args };
}

/** Workspaces, which show the key that they have. */
export const machineLearningWorkspaceKind: WrittenKind<MachineLearningWorkspacePlace> = actionKind({
    role: "workspace",
    names: ({ workspaceName }) => [workspaceName],
    problems: (place, all) => [
        ...actionPlaceProblems(place, all, ({ workspaceName }) => ({ workspaceName })),
        ...durationProblems(`${place.argument}.timeout`, place.timeout ?? "5m", "positive"),
    ],

    followsRetirement: ({ takesOnly }) => takesOnly !== undefined,

    form(place, subscriptionId) {
        const type = "Microsoft.MachineLearningServices/workspaces";
        const workspace = actionPlaceId(place, `${type}/${place.workspaceName}`, subscriptionId);
        const call = { method: "POST", apiVersion: API_VERSION } as const;
        const act = { ...call, path: `${workspace}/resyncKeys` };
        const { takesOnly, timeout = "5m" } = place;
        const asked = { call: { ...call, path: `${workspace}/listStorageAccountKeys` }, timeout };
        if (takesOnly !== undefined) {
            return { act, follow: { slot: takesOnly, check: { ...asked, changedAt: "/userStorageKey" } } };
        }
        const advice =
            "if the workspace keeps taking the other key of the account, say so by `takesOnly`, go back to it with " +
            "`pinnedSlot`, or give the workspace identity-based access and take it out of the program";
        return { act, check: { ...asked, contentAt: "/userStorageKey", advice } };
    },
});

/** Machine Learning workspaces, and their datastores. */
export const machineLearningWorkspaceDeclaration: ConsumerDeclaration<MachineLearningWorkspaceConsumer> = {
    example: machineLearningWorkspace({
        resourceGroupName: "rg",
        subscriptionId: "b7a2c9d0-1111-2222-3333-123456789012",
        workspaceName: "models",
        timeout: "2m",
    }),
    shape: membersOf<MachineLearningWorkspaceConsumer>({
        ...resource,
        workspaceName: name,
        takesOnly: optional(text()),
        timeout: optional(duration),
    }),
    place: machineLearningWorkspaceKind,
    scanners: [machineLearning],
};
