import type { Input } from "@pulumi/pulumi";
import type { ArgumentProblem } from "../../arguments/problem";
import { RotationError } from "../../lifecycle/rotationError";
import type { Access, ArmCall } from "../access";
import type { Place } from "../consumer";
import { emptyProblems } from "../placeProblems";

/** Where a web app or a function app is. */
export interface SiteArgs {
    /** Resource group of the app. */
    readonly resourceGroupName: Input<string>;
    /** Name of the app. */
    readonly site: Input<string>;
    /** Deployment slot, such as `staging`; default: production. */
    readonly slot?: Input<string>;
    /** Subscription of the app; default: the one that azure-native is configured with. */
    readonly subscriptionId?: Input<string>;
}

/** The same as plain values. */
export interface SitePlace extends Place {
    readonly subscriptionId?: string;
    readonly resourceGroupName: string;
    readonly site: string;
    readonly slot?: string;
}

/** What a user knows the app by. */
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

/** What it takes to look at the configuration of the app, to write it, and to have the app run with it. */
export function siteActions({ slot }: SitePlace): readonly string[] {
    const site = slot === undefined ? "Microsoft.Web/sites" : "Microsoft.Web/sites/slots";
    return [`${site}/config/list/action`, `${site}/config/read`, `${site}/config/write`, `${site}/restart/action`];
}

/** What is wrong with where the app is. */
export function siteProblems(place: SitePlace): readonly ArgumentProblem[] {
    return emptyProblems(place, { resourceGroupName: place.resourceGroupName, site: place.site });
}

/** The app is gone, or was never there. */
export function noSuchSite(place: SitePlace, subscriptionId: string): RotationError {
    return new RotationError(
        "not-switched",
        `there is no web app ${siteName(place)} (${siteId(place, subscriptionId)}); the key that it had before still works; ` +
            `restore it or take ${place.argument} out of the program, then run \`pulumi up\` again`,
    );
}

/** Restarts the app where its configuration has changed, and returns when it runs with the new one. */
export async function untilRestarted(place: SitePlace, { arm, subscriptionId, report }: Access): Promise<void> {
    await report(`waiting until ${siteName(place)} runs with its new settings`);
    await arm.send({
        ...siteCall("POST", `${siteId(place, subscriptionId)}/restart`),
        query: { softRestart: "true", synchronous: "true" },
        isSlow: true,
    });
}

/** A call of App Service. */
export function siteCall(method: ArmCall["method"], path: string): ArmCall {
    return { method, path, apiVersion: "2024-04-01" };
}
