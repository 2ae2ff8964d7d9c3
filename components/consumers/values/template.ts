import { type ArgumentProblem, unless } from "../../shape/problem";
import { isReference } from "./keyVaultReference";
import type { SeenValue } from "./seenValue";

/** A text of any form with the key in it, as the content of a place. Made by `template`. */
export interface TemplateContent {
    /** Tells it from other contents; set by `template`. */
    readonly kind: "template";
    /** The text, with `{key}` or `{connectionString}` in their places. */
    readonly text: string;
}

const PLACEHOLDER = /\{(key|connectionString)\}/g;

/**
 * A text of another form than the service's own connection string, for clients that want another form: JAAS, JDBC, JSON. `{key}` and
 * `{connectionString}` stand for those of the active key. Everything else is written unchanged, so nothing else in it may be secret.
 *
 * ```ts
 * template('org.apache.kafka.common.security.plain.PlainLoginModule required username="$ConnectionString" password="{connectionString}";')
 * ```
 *
 * @param text - with `{key}` or `{connectionString}` in their places
 */
export function template(text: string): TemplateContent {
    return { kind: "template", text };
}

/** Whether the content of a place is a template. */
export function isTemplate(content: unknown): content is TemplateContent {
    return typeof content === "object" && content !== null && "kind" in content && content.kind === "template";
}

/** Problems of a template. */
export function templateProblems(property: string, { text }: TemplateContent): readonly ArgumentProblem[] {
    return unless(
        typeof text === "string" && text.search(PLACEHOLDER) >= 0,
        property,
        "must be a text with {key} or {connectionString} in it, where these are to stand",
        text,
    );
}

/** The text with the key in it. Secret. */
export function rendered(
    { text }: TemplateContent,
    values: { readonly key: string; readonly connectionString: string },
): string {
    return String(text).replace(PLACEHOLDER, (_, name: keyof typeof values) => values[name]);
}

/** The finding for a value of this content. A value that is not of the template's form may have any key in it. */
export function seenText(value: string, content: unknown): SeenValue {
    if (!isTemplate(content) || isReference(value)) {
        return { value };
    }
    const part = partIn(value, content);
    return part === undefined ? { fingerprint: undefined } : { value, part };
}

/** The key, or the connection string, in a value of the template's form: the text between its other parts. */
function partIn(value: string, { text }: TemplateContent): string | undefined {
    const [first = "", ...rest] = text.split(PLACEHOLDER).filter((_, index) => index % 2 === 0);
    const pattern = [literal(first), ...rest.map((between) => `(.*?)${literal(between)}`)].join("");
    const [, ...parts] = new RegExp(`^${pattern}$`, "s").exec(value) ?? [];
    const names = [...text.matchAll(PLACEHOLDER)].map(([, name]) => name);
    return parts[Math.max(0, names.indexOf("key"))];
}

function literal(text: string): string {
    return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
