import type { Cloud } from "../localCloud";
import { type Body, optionalText, record } from "./body";
import { Documents, documentRoutes } from "./documents";
import type { ResourceGroups } from "./resourceGroups";
import type { Route } from "./router";

const TYPE = "Microsoft.Web/serverfarms";

/** The tiers of plans, by the beginning of the name of a size. */
const TIERS: readonly (readonly [RegExp, string])[] = [
    [/^F/, "Free"],
    [/^D/, "Shared"],
    [/^B/, "Basic"],
    [/^S/, "Standard"],
    [/^P\d+m?v3$/i, "PremiumV3"],
    [/^P\d+v2$/i, "PremiumV2"],
    [/^Y/, "Dynamic"],
    [/^EP/, "ElasticPremium"],
    [/^FC/, "FlexConsumption"],
];

/** The hosting plans, and the part of them that a site shows. */
export class SitePlans {
    readonly #documents = new Documents(TYPE);

    constructor(
        private readonly cloud: Cloud,
        private readonly groups: ResourceGroups,
    ) {
        groups.onDelete((group) => {
            for (const name of this.#documents.namesIn(group)) {
                this.#documents.delete(name, group);
            }
        });
    }

    routes(): readonly Route[] {
        return documentRoutes(this.#documents, "serverFarms", this.groups.check);
    }

    /** The members of a site that tell about its plan: the plan's id, and its tier as `sku`. */
    shownBy(properties: Body, resourceGroup: string): Body {
        const given = optionalText(properties.serverFarmId, "properties.serverFarmId");
        const [, group = resourceGroup, name = "Default1"] =
            /\/resourceGroups\/([^/]+)\/.*\/([^/]+)$/i.exec(given ?? "") ?? [];
        const plan = this.#documents.find(name, group);
        const id = `/subscriptions/${this.cloud.subscriptionId}/resourceGroups/${group}/providers/${TYPE}/${name}`;
        return { serverFarmId: plan?.id ?? given ?? id, sku: tierOf(record(plan?.body.sku, "sku")) };
    }
}

function tierOf({ tier, name }: Body): string {
    const size = optionalText(name, "sku.name") ?? "F1";
    return optionalText(tier, "sku.tier") ?? TIERS.findLast(([sizes]) => sizes.test(size))?.[1] ?? "Standard";
}
