import type { Answer } from "../answer";
import { type Body, record } from "./body";
import { type ErrorForm, errorBody } from "./errorForms";

/** Members that a resource may have and that some services answer as null where it has not. */
const OPTIONAL = ["tags", "kind", "sku", "identity", "managedBy", "plan", "zones", "etag", "systemData"] as const;

const OPTIONAL_IN_ERRORS = ["target", "details", "innererror", "additionalInfo"] as const;

/** The style of the answers of Azure Resource Manager. Some services differ in nothing else. May be changed at any time. */
export class AnswerStyle {
    /** Whether optional members that have no value are null, and the list of nothing is `{"value": null}`. */
    nulls = false;
    /** The case of ids: that in which a resource was made, or another one, which means the same. */
    idCase: "made" | "lower" | "upper" = "made";
    /** The form of the bodies of all errors; each service has its own unless given. */
    errorForm: ErrorForm | undefined;

    /** The same answer in this style. */
    applied(answer: Answer): Answer {
        if (typeof answer.body !== "object" || answer.body === null) {
            return answer;
        }
        const body = this.#withIds(this.#withErrorForm(answer.status, record(answer.body, "body")));
        return { ...answer, body: this.nulls ? withNulls(body) : body };
    }

    #withErrorForm(status: number, body: Body): Body {
        const { code, message } = status < 400 ? {} : record(body.error, "error");
        return this.errorForm === undefined || typeof code !== "string" || typeof message !== "string"
            ? body
            : { ...errorBody(this.errorForm, { status, code, message }) };
    }

    #withIds(body: Body): Body {
        const { idCase } = this;
        if (idCase === "made") {
            return body;
        }
        return mapMembers(body, (name, value) =>
            typeof value === "string" && /^id$|Id$|^scope$/.test(name) && value.startsWith("/subscriptions/")
                ? idCase === "lower"
                    ? value.toLowerCase()
                    : value.toUpperCase()
                : value,
        );
    }
}

function withNulls(body: Body): Body {
    if (Array.isArray(body.value)) {
        const value = body.value.length === 0 ? null : body.value.map((one) => (isObject(one) ? withNulls(one) : one));
        return { nextLink: null, ...body, value };
    }
    if (isObject(body.error)) {
        return { ...body, error: { ...nullsFor(OPTIONAL_IN_ERRORS), ...body.error } };
    }
    const isResource = typeof body.id === "string" && typeof body.type === "string";
    const known = mapMembers(body, (_, value) => value ?? null);
    return isResource ? { ...nullsFor(OPTIONAL), ...known, tags: isEmpty(body.tags) ? null : known.tags } : known;
}

function nullsFor(names: readonly string[]): Body {
    return Object.fromEntries(names.map((name) => [name, null]));
}

/** Every member of it, however deep, but not the names that users have given. */
function mapMembers(body: Body, map: (name: string, value: unknown) => unknown): Body {
    const isMapOfUsers = typeof body.type === "string" && /^Microsoft\.Web\/sites\/config$/i.test(body.type);
    return Object.fromEntries(
        Object.entries(body).map(([name, value]) => {
            if (name === "tags" || (name === "properties" && isMapOfUsers)) {
                return [name, value];
            }
            return [name, mapped(value, name, map)];
        }),
    );
}

function mapped(value: unknown, name: string, map: (name: string, value: unknown) => unknown): unknown {
    if (Array.isArray(value)) {
        return value.map((one) => mapped(one, name, map));
    }
    return isObject(value) ? mapMembers(value, map) : map(name, value);
}

function isObject(value: unknown): value is Body {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isEmpty(tags: unknown): boolean {
    return tags === undefined || (isObject(tags) && Object.keys(tags).length === 0);
}
