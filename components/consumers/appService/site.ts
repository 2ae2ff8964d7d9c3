import type { Input } from "@pulumi/pulumi";
import type { ArmCall } from "../../armCall";
import { RotationError } from "../../lifecycle/rotationError";
import type { ArgumentProblem } from "../../shape/problem";
import { optional } from "../../shape/shape";
import { name } from "../../shape/values";
import type { Access } from "../access";
import type { ConsumerArgs, Place } from "../consumer";
import { assignedPrincipal, type ManagedIdentities } from "../managedIdentities";
import { isAmong, isSameName } from "../naming";
import { emptyProblems, placesBefore } from "../placeProblems";
import { inAzure } from "../shapes";

/** The place of a web app or a function app. */
export interface SiteArgs extends ConsumerArgs {
    /** Resource group of the app. */
    readonly resourceGroupName: Input<string>;
    /** Name of the app. */
    readonly site: Input<string>;
    /** Deployment slot, such as `staging`; default: production. Each slot that holds the key needs an entry of its own. */
    readonly slot?: Input<string>;
    /** Subscription of the app; default: the one that azure-native is configured with. */
    readonly subscriptionId?: Input<string>;
}

/** The shapes of these. */
export const site = { ...inAzure, site: name, slot: optional(name) };

/** The same as plain values. */
export interface SitePlace extends Place {
    readonly subscriptionId?: string;
    readonly resourceGroupName: string;
    readonly site: string;
    readonly slot?: string;
}

/** The names that lead to the app. */
export function siteNames({ site, slot }: SitePlace): readonly (string | undefined)[] {
    return [site, slot];
}

/** The app as a user knows it. */
export function siteName({ site, slot }: SitePlace): string {
    return slot === undefined ? site : `${site}/${slot}`;
}

/** ARM id of the app, or of its deployment slot. */
export function siteId(place: SitePlace, defaultSubscriptionId: string): string {
    const { subscriptionId = defaultSubscriptionId, resourceGroupName, site, slot } = place;
    const id = `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroupName}/providers/Microsoft.Web/sites/${site}`;
    return slot === undefined ? id : `${id}/slots/${slot}`;
}

/** The calls that read a map of the app's configuration, in its slots too, that write it, and that make the app run with it. */
export function siteActions({ slot }: SitePlace): readonly string[] {
    const own = ["config/list/action", "config/write", "restart/action"].map((action) => onSite({ slot }, action));
    const around = slot === undefined ? ["slots/read", "slots/config/list/action"] : [];
    return [...own, ...around.map((action) => `Microsoft.Web/sites/${action}`)];
}

/** An action on the app, or on its deployment slot. */
export function onSite({ slot }: { readonly slot?: string | undefined }, action: string): string {
    return `Microsoft.Web/sites/${slot === undefined ? "" : "slots/"}${action}`;
}

/** Problems of the app's place. */
export function siteProblems(place: SitePlace): readonly ArgumentProblem[] {
    return emptyProblems(place, { resourceGroupName: place.resourceGroupName, site: place.site });
}

/** Whether two places are in one app, and in the same slot of it. */
export function isSameSite(one: SitePlace, other: SitePlace): boolean {
    return isSameName(one.site, other.site) && isSameName(one.slot, other.slot);
}

/** The place before this one that writes the same name there, if any. */
export function writtenBefore<P extends SitePlace>(
    place: P,
    all: readonly Place[],
    name: string,
    namesIn: (place: P) => readonly string[],
): Place | undefined {
    return placesBefore(place, all).find((other) => isSameSite(other, place) && isAmong(name, namesIn(other)));
}

/** The app is gone, or was never there. */
export function noSuchSite(place: SitePlace, subscriptionId: string): RotationError {
    return new RotationError(
        "not-switched",
        `there is no web app ${siteName(place)} (${siteId(place, subscriptionId)}); the key that it had before still works; ` +
            `restore it or take ${place.argument} out of the program, then run \`pulumi up\` again`,
    );
}

/**
 * Restarts the app and returns when it runs with its present configuration. `ifNeeded`: an app that runs with it already is left alone. App
 * Service decides that by the configuration and not by the status of its references.
 */
export async function untilRestarted(
    place: SitePlace,
    kind: "ifNeeded" | "always",
    { arm, subscriptionId, report }: Access,
): Promise<void> {
    await report(`waiting until ${siteName(place)} runs with its new settings`);
    await arm.send({
        ...siteCall("POST", `${siteId(place, subscriptionId)}/restart`),
        query: { softRestart: String(kind === "ifNeeded"), synchronous: "true" },
        isSlow: true,
    });
}

/** The identity as which App Service reads secrets for the app: its own, or the one that the app names for it. */
export async function readsAs(place: SitePlace, { arm, subscriptionId }: Access): Promise<string | undefined> {
    const found = await arm.find(siteCall("GET", siteId(place, subscriptionId)));
    if (found === "absent") {
        throw noSuchSite(place, subscriptionId);
    }
    const { identity = {}, properties = {} } = found as SiteAnswer;
    return assignedPrincipal(identity, properties.keyVaultReferenceIdentity) ?? identity.principalId;
}

interface SiteAnswer {
    readonly identity?: ManagedIdentities;
    /** `SystemAssigned`, or the ARM id of a user-assigned identity. */
    readonly properties?: { readonly keyVaultReferenceIdentity?: string };
}

/** The version of App Service's API that is called. */
export const API_VERSION = "2025-05-01";

/** A call of App Service. */
export function siteCall(method: ArmCall["method"], path: string): ArmCall {
    return { method, path, apiVersion: API_VERSION };
}
