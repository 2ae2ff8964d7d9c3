import { durationMs } from "../../duration";
import { type ArgumentProblem, durationProblems, unless } from "../../shape/problem";
import type { SasArgs } from "./sas";

/** Letters of Azure Storage: the possible permissions of an account SAS, a container SAS and a blob SAS. */
const ACCOUNT_PERMISSIONS = /^[rwdxylacutfi]+$/;
const CONTAINER_PERMISSIONS = /^[racwdxltmeif]+$/;
const BLOB_PERMISSIONS = /^[racwdxytmei]+$/;
const CONTAINER_NAME = /^(\$root|\$web|\$logs|[a-z0-9](?!.*--)[a-z0-9-]{1,61}[a-z0-9])$/;

/** Problems of a SAS. */
export function sasProblems(property: string, content: SasArgs): readonly ArgumentProblem[] {
    const { permissions, validFor, container, blob, services = "b", resourceTypes = "co", form = "token" } = content;
    const isOfAccount = container === undefined;
    const allowed = isOfAccount ? ACCOUNT_PERMISSIONS : blob === undefined ? CONTAINER_PERMISSIONS : BLOB_PERMISSIONS;
    const has = (name: "services" | "resourceTypes") => content[name] !== undefined;
    return [
        ...unless(
            allowed.test(permissions),
            `${property}.permissions`,
            `"${permissions}" must be letters of Azure Storage, such as "rl"`,
            permissions,
        ),
        ...durationProblems(`${property}.validFor`, validFor, "positive"),
        ...unless(
            isOfAccount || CONTAINER_NAME.test(container),
            `${property}.container`,
            `"${container}" must be 3 to 63 lower-case letters, digits and single hyphens`,
            container,
        ),
        ...unless(
            blob !== "" && (blob === undefined || !isOfAccount),
            `${property}.blob`,
            "needs a container, and a name",
            blob,
        ),
        ...unless(
            isOfAccount || !(has("services") || has("resourceTypes")),
            property,
            "of a container has neither `services` nor `resourceTypes`",
        ),
        ...unless(
            /^[bqtf]+$/.test(services),
            `${property}.services`,
            `"${services}" must be some of b, q, t, f`,
            services,
        ),
        ...unless(
            /^[sco]+$/.test(resourceTypes),
            `${property}.resourceTypes`,
            `"${resourceTypes}" must be some of s, c, o`,
            resourceTypes,
        ),
        ...unless(
            ["token", "url", ...(isOfAccount ? ["connectionString"] : [])].includes(form),
            `${property}.form`,
            `"${form}" must be token or url, or, of an account, connectionString`,
            form,
        ),
    ];
}

/** Problems of its lifetime, beside the time in which the pair rotates by itself. */
export function sasLifeProblems(
    property: string,
    { validFor }: Pick<SasArgs, "validFor">,
    rotateEvery: string | undefined,
): readonly ArgumentProblem[] {
    const [lives, rotates] = [durationMs(validFor), durationMs(rotateEvery ?? "")];
    return unless(
        !(lives !== undefined && rotates !== undefined && lives <= rotates),
        `${property}.validFor`,
        `"${validFor}" ends before the next rotation, which alone renews it: make it longer than \`rotateEvery\` ("${rotateEvery}"), ` +
            "by as much as an `up` may be late",
        [validFor, rotateEvery],
    );
}
